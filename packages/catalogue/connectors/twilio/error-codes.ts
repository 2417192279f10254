import type { SuppressionReason } from '../delivery.ts';

/**
 * Twilio's error codes that change what Millrace does; every other code only says what happened.
 * Source: Twilio's error and warning dictionary (twilio.com/docs/api/errors).
 */
const SUPPRESS: Readonly<Record<number, SuppressionReason>> = {
  21610: 'unsubscribed', // the recipient replied STOP
  21211: 'invalid-address', // not a telephone number
  21217: 'invalid-address', // the number does not look valid
  21265: 'invalid-address', // a short code cannot receive
  21614: 'invalid-address', // not a mobile number
  21635: 'invalid-address', // a landline
  30005: 'invalid-address', // the handset does not exist
  30006: 'invalid-address', // a landline or unreachable carrier
};

/** The sender, the account or the permissions are wrong: the message waits until somebody corrects them. */
const SETTINGS = new Set([
  20003, 20005, 20008, 20404, 21212, 21408, 21603, 21606, 21612, 21659, 21660, 21703, 21704, 21705,
]);

export const suppressionOf = (code: number | null): SuppressionReason | null =>
  code === null ? null : (SUPPRESS[code] ?? null);
export const isSettingsProblem = (code: number | null): boolean => code !== null && SETTINGS.has(code);
