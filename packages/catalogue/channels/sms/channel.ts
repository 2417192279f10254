import { defineChannel } from '../channel-kind.ts';
import type { ContentProblem } from '../content-parts.ts';
import { inFewWords } from '../placeholders.ts';
import { schemaProblems } from '../schema-problems.ts';
import { EVERY_HOUR_ALIKE } from '../usual-hours.ts';
import { SMS_CHARACTERS, SMS_PARTS, smsContentSchema } from './content.ts';
import { smsCore, smsFromCore } from './core.ts';
import { tellsHowToStop } from './opt-out.ts';
import { smsSize } from './segments.ts';
import { writeSms } from './write.ts';

/**
 * Stands for the value of a placeholder, such as a first name or a short link, when the length is estimated.
 */
const PLACEHOLDER_STAND_IN = 'xxxxxxxxxxxxxxxxxxxxxx';

export const smsChannel = defineChannel({
  id: 'sms',
  title: 'Text message',
  noun: 'a text message',
  icon: 'message',
  words: {
    one: 'a text',
    many: 'texts',
    short: 'Text',
    agreed: 'Text messages',
    reached: 'texted',
    provider: 'text provider',
    use: 'Sends a text message to people who agreed to texts, outside their quiet hours.',
  },
  consent: 'sms',
  consentRules: {
    neverAsked: null,
    confirmedForCarts: {
      setting: 'doubleOptInForCartTexts',
      title: 'Cart texts in the US need double opt-in',
      description: 'US carriers ask for a second confirmation before cart reminders by text.',
      countries: ['US'],
      // +1 is shared with Canada; the stricter rule is used.
      numbers: ['+1'],
      sentence:
        'Not sent: cart reminders by text in the US need a double opt-in, and theirs was a single one.',
    },
  },
  purpose: 'Reminders and offers by text message',
  address: 'phone',
  limits: { characters: SMS_CHARACTERS, parts: SMS_PARTS, bytes: null },
  quietHours: true,
  // US carriers: CTIA short code handbook, and Twilio's A2P rules for abandoned carts.
  cartRule: {
    again: 'Not sent: they already had a text about this cart, and carriers allow one.',
    late: (hours) => `Not sent: the cart is older than ${hours} hours, too old for a text.`,
  },
  atOnce: 60,
  screens: ['phone'],
  tracksOpens: false,
  attribution: { clicked: 120, delivered: 12 },
  /**
   * For cart reminders to people who agreed to them, rounded from the same benchmarks as for e-mail (Klaviyo
   * 2024: clicked by about 10 %).
   */
  usualAnswers: {
    opened: 0,
    clicked: 0.1,
    bought: 0.12,
    byHour: EVERY_HOUR_ALIKE,
    openAfter: { quarter: 1, half: 3, threeQuarters: 15, most: 120 },
    clickAfter: { quarter: 2, half: 8, threeQuarters: 60, most: 720 },
    buyAfter: { quarter: 8, half: 20, threeQuarters: 120, most: 1_440 },
  },
  /** Twilio, US: $0.0083 for a part (price list of 2025), and about $0.004 that carriers add. */
  usualCost: 1.2,
  sample: { agreed: 0.4, suppressed: 0 },
  content: smsContentSchema,
  initial: { text: '' },
  example: {
    text: '{{ store.name }}: {{ customer.firstName | default: "hi" }}, your cart is still here. {{ cart.recoveryUrl }}',
  },
  addressOf: (customer) =>
    customer.phone !== null && /^\+[1-9]\d{6,14}$/.test(customer.phone) ? customer.phone : null,
  plainSummary(content) {
    const text = (content as { text?: unknown } | null | undefined)?.text;
    if (typeof text !== 'string' || text.trim() === '') return 'Text message without text yet';
    return `Text “${inFewWords(text, 60)}”`;
  },
  mention: () => 'a text message',
  problems: smsProblems,
  texts: (content) =>
    content.text === '' ? [] : [{ field: 'text', where: 'the text', text: content.text, use: 'text' }],
  coreOf: smsCore,
  fromCore: smsFromCore,
  tellsFirst: true,
  linkStyle: ({ shortenLinks }) => (shortenLinks ? 'short' : 'plain'),
  write: writeSms,
  partsOf: (text) => smsSize(text).segments,
});

function smsProblems(content: unknown): readonly ContentProblem[] {
  const shape = schemaProblems(smsContentSchema, content);
  if (shape.length > 0) return shape;
  const sms = smsContentSchema.parse(content);
  if (sms.text.trim() === '')
    return [
      {
        severity: 'error',
        code: 'text-missing',
        field: 'text',
        sentence: 'The text message has no text yet.',
      },
    ];
  const problems: ContentProblem[] = [];
  const size = smsSize(sms.text.replace(/\{\{.*?\}\}/gs, PLACEHOLDER_STAND_IN).replace(/\{%.*?%\}/gs, ''));
  if (size.segments > SMS_PARTS) {
    problems.push({
      severity: 'error',
      code: 'text-too-long',
      field: 'text',
      sentence: `The text is about ${size.segments} parts long; at most ${SMS_PARTS} can be sent.`,
    });
  } else if (size.segments > 3) {
    problems.push({
      severity: 'warning',
      code: 'text-long',
      field: 'text',
      sentence: `The text is about ${size.segments} parts long, and each part is billed.`,
    });
  }
  if (sms.optOutNotice === 'never' && !tellsHowToStop(sms.text)) {
    problems.push({
      severity: 'warning',
      code: 'opt-out-missing',
      field: 'optOutNotice',
      sentence: 'The text does not say how to opt out; in most countries the first text has to.',
    });
  }
  return problems;
}
