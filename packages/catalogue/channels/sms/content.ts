import { z } from 'zod';
import { linkTags } from '../link-tags.ts';
import { stopSentence } from './opt-out.ts';

/** Characters of a text at most (Twilio's limit for one message). */
export const SMS_CHARACTERS = 1_600;
/** A text with more parts is not sent, since that length is a mistake. */
export const SMS_PARTS = 10;

export const smsContentSchema = z.strictObject({
  text: z.string().max(SMS_CHARACTERS).default('').meta({
    title: 'Text',
    description: 'Say who you are. 160 plain characters are one part; an emoji makes it 70.',
    control: 'template-long-text',
  }),
  shortenLinks: z.boolean().default(true).meta({
    title: 'Shorten links',
    description: 'Short links save characters and let clicks be counted.',
    control: 'switch',
  }),
  optOutNotice: z
    .enum(['first', 'always', 'never'])
    .default('first')
    .meta({
      title: `“${stopSentence()}”`,
      description:
        'Added to the first text a customer gets, to each text, or never (only where the law allows). Not added to a text that says it itself.',
      control: 'choice',
      labels: { first: 'In the first text', always: 'In each text', never: 'Never' },
    }),
  utm: linkTags.prefault({}).meta({ title: 'Link tags', control: 'group' }),
});
export type SmsContent = z.output<typeof smsContentSchema>;
export type SmsContentInput = z.input<typeof smsContentSchema>;
