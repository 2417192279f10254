import { toEmailAddress } from '@millrace/base';
import { defineChannel } from '../channel-kind.ts';
import { inFewWords } from '../placeholders.ts';
import { EVERY_HOUR_ALIKE } from '../usual-hours.ts';
import { emailCore, emailFromCore } from './core.ts';
import { emailContentSchema } from './content.ts';
import { emailProblems } from './problems.ts';
import { emailTexts } from './texts.ts';
import { writeEmail } from './write.ts';

/** Gmail clips messages with larger HTML. Source: Gmail help, "message clipped" (102 KB). */
const CLIPPED_BEYOND_BYTES = 102_000;

export const emailChannel = defineChannel({
  id: 'email',
  title: 'E-mail',
  noun: 'an e-mail',
  icon: 'envelope',
  words: {
    one: 'an e-mail',
    many: 'e-mails',
    short: 'E-mail',
    agreed: 'E-mail',
    reached: 'e-mailed',
    provider: 'mail provider',
    use: 'Sends an e-mail, unless consent, a cap or quiet hours stop it at that moment.',
  },
  consent: 'email',
  consentRules: {
    neverAsked: {
      setting: 'emailNeverAsked',
      title: 'E-mail people who were never asked',
      description: 'Allowed in some countries, such as the US; not in the EU.',
    },
    confirmedForCarts: null,
  },
  purpose: 'News, reminders and offers by e-mail',
  address: 'email',
  limits: { characters: null, parts: null, bytes: CLIPPED_BEYOND_BYTES },
  quietHours: true,
  cartRule: null,
  atOnce: 60,
  screens: ['phone', 'desktop'],
  tracksOpens: true,
  attribution: { opened: 120, clicked: 120 },
  /**
   * For cart reminders to people who agreed to them. Rates are rounded from the yearly benchmarks that
   * senders publish (Klaviyo 2024: abandoned-cart e-mails opened by about half, clicked by about 6 %); delays
   * from the same: half of all opens come within some three hours.
   */
  usualAnswers: {
    opened: 0.45,
    clicked: 0.06,
    bought: 0.15,
    byHour: EVERY_HOUR_ALIKE,
    openAfter: { quarter: 20, half: 170, threeQuarters: 720, most: 4_320 },
    clickAfter: { quarter: 1, half: 3, threeQuarters: 15, most: 240 },
    buyAfter: { quarter: 8, half: 25, threeQuarters: 240, most: 2_880 },
  },
  /** Senders charge about $1 for a thousand (Klaviyo and Mailchimp, price lists of 2025); Amazon SES a tenth of that. */
  usualCost: 0.1,
  sample: { agreed: 0.85, suppressed: 0.01 },
  content: emailContentSchema,
  initial: { subject: '', preheader: '', blocks: [{ type: 'text', text: '' }, { type: 'footer' }] },
  example: {
    subject: '{{ customer.firstName | default: "Hello" }}, your cart is waiting',
    preheader: 'We kept everything for you.',
    blocks: [
      { type: 'heading', text: 'You left something lovely behind' },
      {
        type: 'text',
        text: 'Hi {{ customer.firstName | default: "there" }},\n\nyour cart at **{{ store.name }}** is still here. Nothing is lost, and nothing is reserved for long.',
      },
      { type: 'cart' },
      { type: 'discount', title: '{{ discount.label }} for you' },
      { type: 'button', label: 'Back to my cart', link: '{{ cart.recoveryUrl }}' },
      { type: 'recommendations', title: 'Goes well with it', count: 3 },
      { type: 'footer', note: 'You get this because you left a cart at our shop.' },
    ],
  },
  addressOf: (customer) => (customer.email === null ? null : toEmailAddress(customer.email)),
  plainSummary(content) {
    const subject = (content as { subject?: unknown } | null | undefined)?.subject;
    return typeof subject === 'string' && subject.trim() !== ''
      ? `E-mail “${inFewWords(subject, 90)}”`
      : 'E-mail without a subject yet';
  },
  mention: ({ subject }) => (subject === '' ? 'an e-mail' : `the e-mail “${inFewWords(subject, 90)}”`),
  problems: emailProblems,
  texts: emailTexts,
  coreOf: emailCore,
  fromCore: emailFromCore,
  tellsFirst: false,
  linkStyle: () => 'counted',
  write: writeEmail,
  partsOf: () => null,
});
