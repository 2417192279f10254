import { z } from 'zod';
import { compact, instant, part, text } from '../reading.ts';

/** `email_marketing_consent`, `sms_marketing_consent`: the same shape wherever they occur. */
export const consentSchema = part(
  z.looseObject({
    state: text(),
    opt_in_level: text(),
    consent_updated_at: instant,
    consent_collected_from: text(),
  }),
);
export type ShopifyConsent = z.output<typeof consentSchema>;

export interface Consent {
  readonly state: 'subscribed' | 'unsubscribed' | 'pending';
  readonly source: string;
  readonly at?: number;
  readonly optIn: 'single' | 'double' | 'unknown';
}

const LEVELS: Readonly<Record<string, Consent['optIn']>> = {
  single_opt_in: 'single',
  confirmed_opt_in: 'double',
};

/**
 * Consent as Shopify reports it. `not_subscribed` means never asked and is ignored, so that it can't undo
 * consent given elsewhere. An `invalid` or `redacted` address may not get messages.
 */
export function consentFrom(given: ShopifyConsent): Consent | undefined {
  const state = STATES[given?.state?.toLowerCase() ?? ''];
  if (given === undefined || state === undefined) return undefined;
  const from = given.consent_collected_from?.toLowerCase() === 'other' ? 'Shopify, another app' : 'Shopify';
  return compact({
    state,
    source: from,
    at: given.consent_updated_at,
    optIn: LEVELS[given.opt_in_level?.toLowerCase() ?? ''] ?? 'unknown',
  });
}

const STATES: Readonly<Record<string, Consent['state']>> = {
  subscribed: 'subscribed',
  unsubscribed: 'unsubscribed',
  pending: 'pending',
  invalid: 'unsubscribed',
  redacted: 'unsubscribed',
};

/**
 * A box ticked at checkout. It counts from the start of the checkout or order, not from its last change:
 * otherwise a late update of an old checkout would subscribe somebody again who has unsubscribed since. An
 * empty box is ignored.
 */
export function consentFromBox(ticked: boolean, begunAt: number | undefined): Consent | undefined {
  return ticked
    ? compact({
        state: 'subscribed' as const,
        source: 'Shopify checkout',
        at: begunAt,
        optIn: 'single' as const,
      })
    : undefined;
}

/** Of two statements about the same channel the later one; one without a date loses. */
export function later(first: Consent | undefined, second: Consent | undefined): Consent | undefined {
  if (!first || !second) return first ?? second;
  return (second.at ?? 0) > (first.at ?? 0) ? second : first;
}

/** By channel, without missing ones. */
export function consents(
  email: Consent | undefined,
  sms: Consent | undefined,
): Record<string, Consent> | undefined {
  return email || sms ? compact({ email, sms } as Record<string, Consent>) : undefined;
}
