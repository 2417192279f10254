import { accepted, rejected, retry, unknown, type Outcome } from '../delivery.ts';
import { isOpen, type Answer, type HttpRequest } from '../exchange.ts';
import type { SlackConfig } from './config.ts';

/** Prefix of the ids of our buttons, which distinguishes them from those of other apps. */
export const ACTION_PREFIX = 'millrace:';

/** A request to Slack's Web API. */
export function slackRequest(
  { apiAddress, botToken }: SlackConfig,
  method: string,
  body: object,
): HttpRequest {
  return {
    method: 'POST',
    url: `${apiAddress}/api/${method}`,
    headers: { 'content-type': 'application/json; charset=utf-8', accept: 'application/json' },
    body: JSON.stringify(body),
    auth: { kind: 'bearer', token: botToken },
  };
}

/** Escapes the three characters that have a meaning in Slack's markup. */
export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const WRONG_SETTINGS = [
  'not_authed',
  'invalid_auth',
  'account_inactive',
  'token_revoked',
  'token_expired',
  'missing_scope',
  'channel_not_found',
  'not_in_channel',
  'is_archived',
];

/** Slack answers 200 and reports failures in the body. */
export function slackOutcome(answer: Answer): Outcome {
  if (answer.kind === 'not-sent') return retry(answer.reason);
  if (answer.kind !== 'answered') return unknown('Slack did not answer.');
  if (answer.status === 429) return retry('Slack limits the request rate.', answer.retryAfterMs);
  if (answer.status === 401 || answer.status === 403)
    return retry('Slack does not accept the token.', null, true);
  if (isOpen(answer.status)) return unknown(`Slack answered ${answer.status}.`);
  const { ok, ts, error } = (answer.json ?? {}) as { ok?: unknown; ts?: unknown; error?: unknown };
  if (ok === true && answer.status < 300) return accepted(typeof ts === 'string' ? ts : null);
  const why =
    typeof error === 'string' && /^[a-z_]{1,60}$/.test(error) ? error : 'an answer that cannot be read';
  if (why === 'ratelimited' || why === 'rate_limited')
    return retry('Slack limits the request rate.', answer.retryAfterMs);
  return WRONG_SETTINGS.includes(why)
    ? retry(`Slack says ${why}.`, null, true)
    : rejected(`Slack says ${why}.`);
}
