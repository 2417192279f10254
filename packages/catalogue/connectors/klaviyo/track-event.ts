import { fail } from '@millrace/base';
import { done, notDone, refused, unclear, type Act, type ActCall } from '../act.ts';
import { trackEvent } from '../acts/track-event.ts';
import { isOpen } from '../exchange.ts';
import { klaviyoRequest } from './api.ts';
import type { KlaviyoConfig } from './config.ts';

/** Prefix of the key of every event that Millrace sends, by which it is recognised when it is read back. */
export const OURS = 'millrace:';

/**
 * Records an event of the person in Klaviyo, where flows and segments can use it. Klaviyo ignores a second
 * one with the same key.
 */
export const trackInKlaviyo: Act<KlaviyoConfig> = {
  repeat: () => ({
    means: 'provider-key',
    harmless: true,
    sentence: 'The event has its own key, and Klaviyo keeps one event for each key.',
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
    if (answer.status === 429) return notDone('Klaviyo limits the request rate.', answer.retryAfterMs);
    if (answer.status === 401 || answer.status === 403)
      return notDone('The key may not write events.', null, true);
    return answer.status < 300
      ? done(null, 'Sent to Klaviyo.')
      : refused(detailOf(answer.json) ?? `Klaviyo answered ${answer.status}`);
  },
};

/** @throws MillraceError input-invalid for a person without e-mail address and phone number */
function whoIs({ person: { email, phone } }: ActCall) {
  if (email === null && phone === null)
    return fail('input-invalid', {
      problems: 'This person has no e-mail address and no phone number',
      fields: [],
    });
  return { ...(email === null ? {} : { email }), ...(phone === null ? {} : { phone_number: phone }) };
}

/** @throws MillraceError input-invalid if it is not a number */
function valueOf({ texts }: ActCall): number | null {
  const text = (texts['value'] ?? '').trim();
  if (text === '') return null;
  return /^-?\d{1,12}(\.\d{1,6})?$/.test(text)
    ? Number(text)
    : fail('input-invalid', { problems: 'The value is not a number for this person', fields: [] });
}

/** Klaviyo's own words, which name fields but no people. */
function detailOf(json: unknown): string | null {
  const errors = (json as { errors?: unknown } | null | undefined)?.errors;
  const first = Array.isArray(errors) ? (errors[0] as { detail?: unknown } | null | undefined) : null;
  return typeof first?.detail === 'string' ? `Klaviyo says “${first.detail.slice(0, 200)}”` : null;
}
