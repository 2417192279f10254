import { z } from 'zod';
import { defineChannel } from '../../channel-kind.ts';
import { textOnly } from '../../rendering.ts';
import { EVERY_HOUR_ALIKE } from '../../usual-hours.ts';

const minutes = { quarter: 1, half: 2, threeQuarters: 3, most: 4 };
const wordsOf = (content: unknown): string => {
  const text = (content as { text?: unknown } | null | undefined)?.text;
  return typeof text === 'string' ? text.trim() : '';
};

/**
 * A channel only for tests. It shows that a channel needs only its folder. Every choice differs from those of
 * real channels.
 */
export const pigeonChannel = defineChannel({
  id: 'pigeon',
  title: 'Carrier pigeon',
  noun: 'a carrier pigeon',
  icon: 'message',
  words: {
    one: 'a pigeon',
    many: 'pigeons',
    short: 'Pigeon',
    agreed: 'Carrier pigeons',
    reached: 'sent a pigeon',
    provider: 'pigeon loft',
    use: 'Sends a pigeon to people who agreed to pigeons.',
  },
  consent: 'pigeon',
  consentRules: {
    neverAsked: {
      setting: 'pigeonNeverAsked',
      title: 'Send pigeons to people who were never asked',
      description: 'Allowed where the old law of the sky holds.',
    },
    confirmedForCarts: {
      setting: 'confirmedForCartPigeons',
      title: 'Pigeons about carts need a confirmed opt-in',
      description: 'Asked for by the guild of pigeon keepers.',
      countries: ['BE'],
      numbers: ['+32'],
      sentence: 'Not sent: pigeons about carts need a confirmed opt-in in Belgium.',
    },
  },
  purpose: 'Offers from the sky',
  address: 'phone',
  limits: { characters: 100, parts: 2, bytes: null },
  quietHours: false,
  cartRule: {
    again: 'Not sent: a pigeon told them of this cart before.',
    late: (hours) => `Not sent: the cart is older than ${hours} hours, too old for a pigeon.`,
  },
  atOnce: 3,
  screens: ['phone'],
  tracksOpens: false,
  attribution: { delivered: 3 },
  usualAnswers: {
    opened: 0,
    clicked: 1,
    bought: 1,
    byHour: EVERY_HOUR_ALIKE,
    openAfter: minutes,
    clickAfter: minutes,
    buyAfter: minutes,
  },
  /** A handful of corn. */
  usualCost: 2,
  sample: { agreed: 1, suppressed: 0 },
  content: z.strictObject({
    text: z
      .string()
      .max(400)
      .default('')
      .meta({ title: 'Words', description: 'What is on the note.', control: 'template-long-text' }),
    button: z
      .string()
      .max(80)
      .default('')
      .meta({ title: 'Button', description: 'Where it leads.', control: 'template-link' }),
  }),
  initial: { text: '' },
  example: {
    text: 'Hi {{ customer.firstName | default: "there" }}, your cart waits: {{ cart.recoveryUrl }}',
    button: 'https://shop.example/sale',
  },
  addressOf: ({ phone }) => (phone !== null && phone.startsWith('+') ? phone : null),
  plainSummary: (content) =>
    wordsOf(content) === '' ? 'Pigeon without words yet' : `Pigeon “${wordsOf(content)}”`,
  mention: () => 'a carrier pigeon',
  problems: (content) =>
    wordsOf(content) === ''
      ? [
          {
            severity: 'error',
            code: 'words-missing',
            field: 'text',
            sentence: 'The pigeon carries no words yet.',
          },
        ]
      : [],
  texts: ({ text, button }) =>
    [
      { field: 'text', where: 'the words', text, use: 'text' as const },
      { field: 'button', where: 'the button', text: button, use: 'link' as const },
    ].filter((entry) => entry.text !== ''),
  coreOf: ({ text, button }) => ({ title: '', text, link: button, showsCode: false }),
  fromCore: ({ title, text, link }) => ({ text: `${title} ${text}`.trim().slice(0, 400), button: link }),
  tellsFirst: true,
  linkStyle: () => 'counted',
  write({ content, purpose, isFirst }, tools) {
    const [text, button] = tools
      .fill([content.text, content.button])
      .map((filled) => (filled.ok ? filled.text : ''));
    const links = tools.links({ on: true, campaign: '', medium: 'pigeon' });
    const words = tools.text(text ?? '', links);
    const address = content.button === '' ? null : links.add(button ?? '', 'Button', 'button');
    return {
      ...textOnly(isFirst && purpose === 'marketing' ? `${words} Feed the pigeon to opt out.` : words),
      parts: address === null ? null : { button: address },
    };
  },
  partsOf: (text) => Math.ceil(text.length / 60),
});
