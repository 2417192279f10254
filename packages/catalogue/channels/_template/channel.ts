import { z } from 'zod';
import { defineChannel } from '../channel-kind.ts';
import { codeLine, linkApart, tellsCode } from '../core-words.ts';
import { textOnly } from '../rendering.ts';
import { EVERY_HOUR_ALIKE } from '../usual-hours.ts';

/**
 * Copy this folder, rename it to the id, fill in every line and add it to `kinds.ts`. No other file has to
 * change.
 */
export const templateChannel = defineChannel({
  id: '_template',
  title: 'Title as in the list',
  noun: 'a message',
  icon: 'message',
  words: {
    one: 'a message',
    many: 'messages',
    short: 'Message',
    agreed: 'Messages',
    reached: 'written to',
    provider: 'message provider',
    use: 'Sends a message to people who agreed to messages.',
  },
  consent: '_template',
  consentRules: { neverAsked: null, confirmedForCarts: null },
  purpose: 'What the customer agrees to, for the preference page',
  address: 'phone',
  limits: { characters: 160, parts: null, bytes: null },
  quietHours: true,
  cartRule: null,
  atOnce: 60,
  screens: ['phone'],
  tracksOpens: false,
  attribution: { clicked: 120 },
  /** The source of these rates. */
  usualAnswers: {
    opened: 0,
    clicked: 0.1,
    bought: 0.1,
    byHour: EVERY_HOUR_ALIKE,
    openAfter: { quarter: 1, half: 3, threeQuarters: 15, most: 120 },
    clickAfter: { quarter: 2, half: 8, threeQuarters: 60, most: 720 },
    buyAfter: { quarter: 8, half: 20, threeQuarters: 120, most: 1_440 },
  },
  /** From a price list of providers, with its year. */
  usualCost: 0.1,
  sample: { agreed: 0.3, suppressed: 0 },
  content: z.strictObject({
    text: z
      .string()
      .max(160)
      .default('')
      .meta({ title: 'Text', description: 'What the customer reads.', control: 'template-long-text' }),
  }),
  initial: { text: '' },
  example: { text: 'Hi {{ customer.firstName | default: "there" }}' },
  addressOf: (customer) => customer.phone,
  plainSummary: (content) => {
    const text = (content as { text?: unknown } | null | undefined)?.text;
    return typeof text === 'string' && text.trim() !== ''
      ? `Message “${text.trim()}”`
      : 'Message without text yet';
  },
  mention: () => 'a message',
  problems: (content) => {
    const text = (content as { text?: unknown } | null | undefined)?.text;
    return typeof text === 'string' && text.trim() !== ''
      ? []
      : [
          {
            severity: 'error',
            code: 'text-missing',
            field: 'text',
            sentence: 'The message has no text yet.',
          },
        ];
  },
  texts: (content) => [{ field: 'text', where: 'the text', text: content.text, use: 'text' }],
  coreOf: ({ text }) => ({ title: '', ...linkApart(text), showsCode: tellsCode(text) }),
  fromCore: (core) => ({
    text: [core.title, core.text, codeLine(core), core.link].filter(Boolean).join(' '),
  }),
  tellsFirst: false,
  linkStyle: () => 'counted',
  write({ content }, { fill, links, text }) {
    const [filled] = fill([content.text]);
    return textOnly(
      text(filled?.ok ? filled.text : '', links({ on: true, campaign: '', medium: '_template' })),
    );
  },
  partsOf: () => null,
});
