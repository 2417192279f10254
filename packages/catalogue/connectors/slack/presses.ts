import { z } from 'zod';
import { fail } from '@millrace/base';
import type { Press } from '../notify.ts';
import { list, part, read, text } from '../reading.ts';
import type { WebhookAnswer } from '../webhook.ts';
import { ACTION_PREFIX } from './api.ts';

export const PRESS = 'block_actions';
export const PROOF = 'url_verification';

const payloadSchema = z.looseObject({
  type: text(60),
  challenge: text(500),
  channel: part(z.looseObject({ id: text(40) })),
  message: part(z.looseObject({ ts: text(40) })),
  user: part(z.looseObject({ id: text(40), username: text(80), name: text(80) })),
  actions: list(z.looseObject({ action_id: text(120), value: text(2_000) }), 25),
});

/** Presses arrive as a form with one field that holds JSON. */
export function slackPayload(given: unknown): unknown {
  const inside = (given as { payload?: unknown } | null)?.payload;
  if (typeof inside !== 'string') return given;
  try {
    return JSON.parse(inside) as unknown;
  } catch (cause) {
    return fail('json-malformed', {}, cause);
  }
}

export function slackTopic(payload: unknown): string {
  const type = (payload as { type?: unknown } | null)?.type;
  return typeof type === 'string' ? type : '';
}

/** Slack checks the address once, and expects its challenge back. */
export function slackAnswer(topic: string, payload: unknown): WebhookAnswer | null {
  if (topic !== PROOF) return null;
  const { challenge } = read(payloadSchema, payload, 'The question');
  return {
    contentType: 'text/plain',
    body: challenge ?? fail('input-invalid', { problems: 'The question: challenge: is missing' }),
  };
}

/** Presses on our own buttons. Buttons that only open a page, and those of other apps, are ignored. */
export function slackPresses(topic: string, payload: unknown): readonly Press[] {
  if (topic === PROOF) return [];
  if (topic !== PRESS) return fail('topic-unknown', { topic: topic.slice(0, 80) });
  const { user, actions, channel, message } = read(payloadSchema, payload, 'The press');
  const place =
    channel?.id === undefined || message?.ts === undefined ? null : { channel: channel.id, ts: message.ts };
  return actions.flatMap(({ action_id: id, value }) =>
    id?.startsWith(ACTION_PREFIX) && value !== undefined
      ? [{ action: value, by: user?.name ?? user?.username ?? user?.id ?? 'somebody', place }]
      : [],
  );
}
