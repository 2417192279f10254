import { z } from 'zod';
import { emailAddressSchema } from '@millrace/base';

const verificationKey = z
  .string()
  .trim()
  .max(400)
  .regex(/^[A-Za-z0-9+/]+={0,2}$/, 'This is not the key. The key is one line of letters and digits.')
  .optional();

export const sendgridConfig = z.object({
  apiKey: z.string().trim().min(20, 'This is too short to be the key.').max(200).meta({
    title: 'API key',
    description:
      'Made under Settings, API Keys. It needs Mail Send, and for reports also Mail Settings and Suppressions',
    secret: true,
  }),
  fromAddress: emailAddressSchema.meta({
    title: 'Sender address',
    description: 'The sender that customers see. SendGrid must have verified it, or its domain',
  }),
  fromName: z
    .string()
    .trim()
    .max(120)
    .default('')
    .meta({ title: 'Sender name', description: 'Usually the name of the shop' }),
  replyTo: emailAddressSchema
    .optional()
    .meta({ title: 'Reply address', description: 'If empty, the sender address' }),
  verificationKey: verificationKey.meta({
    title: 'Verification key',
    description:
      'For checking that reports come from SendGrid. Millrace fetches it itself if the API key allows it',
  }),
  previousVerificationKey: verificationKey.meta({
    title: 'Previous verification key',
    description: 'While the key is changed, reports signed with the old one are still accepted',
  }),
  apiAddress: z
    .string()
    .trim()
    .regex(/^https?:\/\/[^\s/?#@]+$/, 'An address such as https://api.sendgrid.com, with nothing after it.')
    .default('https://api.sendgrid.com')
    .meta({
      title: 'API address',
      description: 'https://api.eu.sendgrid.com for an account in the European Union',
    }),
  perSecond: z
    .number()
    .min(0.1)
    .max(500)
    .default(10)
    .meta({ title: 'Most mails a second', description: 'What your plan allows' }),
});

export type SendgridConfig = z.output<typeof sendgridConfig>;
