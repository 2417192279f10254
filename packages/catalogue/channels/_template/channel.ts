import { z } from 'zod';
import { defineChannel } from '../channel-kind.ts';

/** Copy this folder, rename it to the id, fill every line, add it to `kinds.ts` and its look to `previews.tsx`. */
export const templateChannel = defineChannel({
  id: '_template',
  title: 'Title as in the list',
  noun: 'a message',
  icon: 'message',
  consent: '_template',
  purpose: 'What the customer agrees to, for the preference page',
  address: 'phone',
  limits: { characters: 160, parts: null, bytes: null },
  quiet: { from: '21:00', until: '09:00' },
  content: z.strictObject({
    text: z.string().max(160).default('').meta({ title: 'Text', description: 'What the customer reads.', control: 'template-long-text' }),
  }),
  initial: { text: '' },
  example: { text: 'Hi {{ customer.firstName | default: "there" }}' },
  addressOf: (customer) => customer.phone,
  plainSummary: (content) => {
    const text = (content as { text?: unknown } | null | undefined)?.text;
    return typeof text === 'string' && text.trim() !== '' ? `Message “${text.trim()}”` : 'Message without words yet';
  },
  problems: (content) => {
    const text = (content as { text?: unknown } | null | undefined)?.text;
    return typeof text === 'string' && text.trim() !== ''
      ? []
      : [{ severity: 'error', code: 'text-missing', field: 'text', sentence: 'The message has no words yet.' }];
  },
  texts: (content) => [{ field: 'text', where: 'the text', text: content.text, use: 'text' }],
});
