import { z } from 'zod';
import type { SendFacts } from '../send-facts.ts';
import { defineCheck, PASS, refuse } from '../check.ts';

export const consentCheck = defineCheck({
  id: 'consent',
  title: 'Consent',
  summary: 'Marketing goes only to people who agreed to it, channel by channel. Order messages are not marketing.',
  icon: 'shield-check',
  settings: z.strictObject({
    emailNeverAsked: z.boolean().default(false).meta({
      title: 'E-mail people who were never asked',
      description: 'Allowed in some countries, such as the US; not in the EU.',
      control: 'switch',
    }),
    doubleOptInForCartTexts: z.boolean().default(true).meta({
      title: 'Cart texts in the US need double opt-in',
      description: 'US carriers ask for a second confirmation before cart reminders by text.',
      control: 'switch',
    }),
  }),
  example: { emailNeverAsked: false, doubleOptInForCartTexts: true },
  reasons: {
    unsubscribed: 'Unsubscribed',
    'consent-missing': 'Never agreed',
    'consent-pending': 'Has not confirmed yet',
    'double-opt-in-missing': 'No double opt-in for cart texts',
  },
  check(facts, settings) {
    const { message, customer, optIn } = facts;
    if (message.purpose === 'transactional') return PASS;
    const noun = message.channel === 'email' ? 'e-mail' : message.channel === 'sms' ? 'text messages' : message.channel;
    const state = customer.consent[message.channel] ?? 'never-asked';
    if (state === 'unsubscribed') return refuse('unsubscribed', `Not sent: they unsubscribed from ${noun}.`);
    if (state === 'pending') return refuse('consent-pending', `Not sent: they have not confirmed yet that they want ${noun}.`);
    if (state === 'never-asked') {
      if (message.channel === 'email' && settings.emailNeverAsked) return PASS;
      return refuse('consent-missing', `Not sent: they never agreed to marketing by ${noun}.`);
    }
    if (
      settings.doubleOptInForCartTexts &&
      message.channel === 'sms' &&
      message.cartId !== null &&
      optIn === 'single' &&
      isAmerican(facts)
    ) {
      return refuse(
        'double-opt-in-missing',
        'Not sent: cart reminders by text in the US need a double opt-in, and theirs was a single one.',
      );
    }
    return PASS;
  },
});

/** By the customer's country; where that is unknown, by the +1 of the number (which Canada shares: the careful side). */
function isAmerican({ customer }: SendFacts): boolean {
  return customer.country !== null ? customer.country.toUpperCase() === 'US' : customer.phone?.startsWith('+1') === true;
}
