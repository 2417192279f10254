import { z } from 'zod';
import { answeredOr, type Dialogue, type Stopped } from '../dialogue.ts';
import type { Registered, Registration } from '../registration.ts';
import { flag, idOrNothing, listOrNothing, text } from '../reading.ts';
import { sendgridRequest } from './api.ts';
import type { SendgridConfig } from './config.ts';
import { BATCH } from './events.ts';

const TITLE = 'SendGrid';
const SETTINGS = '/user/webhooks/event/settings';

/** What SendGrid should report. Opens and clicks are counted by our own links. */
const WANTED = {
  enabled: true,
  processed: true,
  delivered: true,
  bounce: true,
  dropped: true,
  deferred: false,
  spam_report: true,
  unsubscribe: true,
  group_unsubscribe: true,
  group_resubscribe: false,
  open: false,
  click: false,
};
const NEEDED = [
  'enabled',
  'delivered',
  'bounce',
  'dropped',
  'spam_report',
  'unsubscribe',
  'group_unsubscribe',
  'processed',
] as const;

const hookSchema = z.looseObject({
  id: idOrNothing,
  url: text(2_000),
  public_key: text(400),
  ...Object.fromEntries(NEEDED.map((name) => [name, flag])),
});
const allSchema = z.looseObject({ webhooks: listOrNothing(hookSchema, 100) });
const signedSchema = z.looseObject({ public_key: text(400) });

/** The webhooks there are; null when the answer does not say. */
const hooksIn = (json: unknown) =>
  typeof json === 'object' && json !== null && 'webhooks' in json
    ? (allSchema.safeParse(json).data?.webhooks ?? [])
    : null;
const UNREADABLE: Stopped = {
  result: 'not-now',
  reason: 'SendGrid answered in a way that cannot be read.',
  isSignIn: false,
};

/** Makes the event webhook, turns on its signature, and reads the key to verify it. */
function* ensure(config: SendgridConfig, address: string): Dialogue<Registered | Stopped> {
  const all = answeredOr(yield sendgridRequest(config, 'GET', `${SETTINGS}/all`), TITLE);
  if (!('kind' in all)) return all;
  const hooks = hooksIn(all.json);
  if (hooks === null) return UNREADABLE;
  let hook = hooks.find((one) => one.url === address && one.id !== undefined);
  let made = 0;
  if (hook === undefined || NEEDED.some((name) => (hook as Record<string, unknown>)[name] !== true)) {
    const body = { ...WANTED, url: address, friendly_name: 'Millrace' };
    const request =
      hook === undefined
        ? sendgridRequest(config, 'POST', SETTINGS, body)
        : sendgridRequest(config, 'PATCH', `${SETTINGS}/${hook.id}`, body);
    const changed = answeredOr(yield request, TITLE);
    if (!('kind' in changed)) return changed;
    const saved = hookSchema.safeParse(changed.json).data;
    hook = { ...saved, id: saved?.id ?? hook?.id, public_key: hook?.public_key } as typeof hook;
    made = 1;
  }
  if (hook?.id === undefined)
    return { result: 'not-now', reason: 'SendGrid did not say which webhook it made.', isSignIn: false };
  let key = hook.public_key;
  if (key === undefined) {
    const signed = answeredOr(
      yield sendgridRequest(config, 'PATCH', `${SETTINGS}/signed/${hook.id}`, { enabled: true }),
      TITLE,
    );
    if (!('kind' in signed)) return signed;
    key = signedSchema.safeParse(signed.json).data?.public_key;
  }
  if (key === undefined)
    return { result: 'not-now', reason: 'SendGrid did not return the key it signs with.', isSignIn: false };
  return { result: 'registered', topics: [BATCH], made, learned: { verificationKey: key } };
}

function* remove(config: SendgridConfig, address: string): Dialogue<void> {
  const all = answeredOr(yield sendgridRequest(config, 'GET', `${SETTINGS}/all`), TITLE);
  if (!('kind' in all)) return;
  for (const hook of hooksIn(all.json) ?? [])
    if (hook.url === address && hook.id !== undefined)
      yield sendgridRequest(config, 'DELETE', `${SETTINGS}/${hook.id}`);
}

export const sendgridRegistration: Registration<SendgridConfig> = { isPossible: () => true, ensure, remove };
