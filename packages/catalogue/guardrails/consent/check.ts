import { z } from 'zod';
import { listed } from '@millrace/base/words';
import { CHANNELS, lowered, type ChannelKind, type RuleSetting } from '@millrace/channels';
import { defineCheck, PASS, refuse } from '../check.ts';
import type { SendFacts } from '../send-facts.ts';

/** The settings that the rules of the channels leave to the store. */
export function consentSettings(channels: readonly ChannelKind[] = CHANNELS) {
  const rules = channels.map((channel) => channel.consentRules);
  const choice = (fallback: boolean) => (rule: RuleSetting | null) =>
    rule === null
      ? []
      : [
          [
            rule.setting,
            z
              .boolean()
              .default(fallback)
              .meta({ title: rule.title, description: rule.description, control: 'switch' }),
          ],
        ];
  return z.strictObject(
    Object.fromEntries([
      ...rules.map((rule) => rule.neverAsked).flatMap(choice(false)),
      ...rules.map((rule) => rule.confirmedForCarts).flatMap(choice(true)),
    ]) as Readonly<Record<string, z.ZodDefault<z.ZodBoolean>>>,
  );
}

export const consentCheck = defineCheck({
  id: 'consent',
  title: 'Consent',
  summary:
    'Marketing is only sent to people who agreed to it, channel by channel. Order messages are not marketing.',
  icon: 'shield-check',
  settings: consentSettings(),
  example: {},
  ofPerson: true,
  reasons: {
    unsubscribed: 'Unsubscribed',
    'consent-missing': 'Never agreed',
    'consent-pending': 'Not confirmed yet',
    'double-opt-in-missing': 'No double opt-in for cart texts',
  },
  inWords(settings) {
    const allowed = CHANNELS.filter(
      ({ consentRules: { neverAsked } }) => neverAsked !== null && settings[neverAsked.setting] === true,
    );
    const what = allowed.map(({ words }) => lowered(words.agreed));
    return what.length === 0
      ? 'People who were never asked get nothing.'
      : `People who were never asked get ${listed(what)}.`;
  },
  check(facts, settings) {
    const { message, customer, optIn, channel } = facts;
    if (message.purpose === 'transactional') return PASS;
    const noun = lowered(channel.words.agreed);
    const { neverAsked, confirmedForCarts } = channel.consentRules;
    const state = customer.consent[channel.consent] ?? 'never-asked';
    if (state === 'unsubscribed') return refuse('unsubscribed', `Not sent: they unsubscribed from ${noun}.`);
    if (state === 'pending')
      return refuse('consent-pending', `Not sent: they have not confirmed yet that they want ${noun}.`);
    if (state === 'never-asked') {
      if (neverAsked !== null && settings[neverAsked.setting] === true) return PASS;
      return refuse('consent-missing', `Not sent: they never agreed to marketing by ${noun}.`);
    }
    const mustBeConfirmed =
      confirmedForCarts !== null &&
      settings[confirmedForCarts.setting] !== false &&
      isFrom(facts, confirmedForCarts);
    if (mustBeConfirmed && message.cartId !== null && optIn === 'single')
      return refuse('double-opt-in-missing', confirmedForCarts.sentence);
    return PASS;
  },
});

type Places = Pick<NonNullable<ChannelKind['consentRules']['confirmedForCarts']>, 'countries' | 'numbers'>;

/** By the customer's country, or by the prefix of the phone number when the country is unknown. */
function isFrom({ customer }: SendFacts, { countries, numbers }: Places): boolean {
  if (customer.country !== null) return countries.includes(customer.country.toUpperCase());
  return numbers.some((beginning) => customer.phone?.startsWith(beginning) === true);
}
