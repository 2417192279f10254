import { fail } from '@millrace/base';
import { done, notDone, refused, unclear, type Act, type ActCall } from '../act.ts';
import { trackEvent } from '../acts/track-event.ts';
import { isOpen } from '../exchange.ts';
import { klaviyoRequest } from './api.ts';
import type { KlaviyoConfig } from './config.ts';

/** Begins the key of every event that we tell, by which it is known when it is read back. */
export const OURS = 'millrace:';

/** An event of the person in Klaviyo, where flows and segments can use it. Klaviyo drops a second one with the same key. */
export const trackInKlaviyo: Act<KlaviyoConfig> = {
  repeat: () => ({
    means: 'provider-key',
    harmless: true,
    sentence: 'The event carries a key of ours, and Klaviyo keeps one for each key.',
  }),
  texts(input) {
    const { properties, value } = trackEvent.input.parse(input);
    return { value, ...Object.fromEntries(properties.map((one, index) => [`property/${index}`, one.value])) };
  },
  request(call, config) {
    const { name, properties, currency } = trackEvent.input.parse(call.input);
    const value = valueOf(call);
    const told = properties.flatMap(({ label }, index) =>
      label === '' ? [] : [[label, call.texts[`property/${index}`] ?? ''] as const],
    );
    const attributes = {
      properties: Object.fromEntries(told),
      unique_id: `${OURS}${call.callId}`,
      ...(value === null ? {} : { value, value_currency: currency }),
      metric: { data: { type: 'metric', attributes: { name } } },
      profile: { data: { type: 'profile', attributes: whoIs(call) } },
    };
    return {
      via: 'http',
      request: klaviyoRequest(config, 'POST', '/events', { data: { type: 'event', attributes } }),
    };
  },
  outcome(answer) {
    if (answer.kind === 'not-sent') return notDone(answer.reason);
    if (answer.kind !== 'answered' || isOpen(answer.status)) return unclear('Klaviyo did not answer.');
    if (answer.status === 429) return notDone('Klaviyo asks us to go more slowly.', answer.retryAfterMs);
    if (answer.status === 401 || answer.status === 403)
      return notDone('The key may not write events.', null, true);
    return answer.status < 300
      ? done(null, 'Klaviyo was told.')
      : refused(detailOf(answer.json) ?? `Klaviyo answered ${answer.status}`);
  },
};

/** @throws MillraceError input-invalid for somebody without any address */
function whoIs({ person: { email, phone } }: ActCall) {
  if (email === null && phone === null)
    return fail('input-invalid', {
      problems: 'Nothing is known that Klaviyo could know them by',
      fields: [],
    });
  return { ...(email === null ? {} : { email }), ...(phone === null ? {} : { phone_number: phone }) };
}

/** @throws MillraceError input-invalid for what is no number */
function valueOf({ texts }: ActCall): number | null {
  const text = (texts['value'] ?? '').trim();
  if (text === '') return null;
  return /^-?\d{1,12}(\.\d{1,6})?$/.test(text)
    ? Number(text)
    : fail('input-invalid', { problems: 'The value is no number for this person', fields: [] });
}

/** Klaviyo names fields and no people. */
function detailOf(json: unknown): string | null {
  const errors = (json as { errors?: unknown } | null | undefined)?.errors;
  const first = Array.isArray(errors) ? (errors[0] as { detail?: unknown } | null | undefined) : null;
  return typeof first?.detail === 'string' ? `Klaviyo says “${first.detail.slice(0, 200)}”` : null;
}
