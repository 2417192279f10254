import { emailAddressSchema } from '@millrace/base';
import { z } from 'zod';

export const smtpConfig = z
  .object({
    host: z
      .string()
      .trim()
      .min(1, 'Name the mail server.')
      .max(255)
      .regex(/^[A-Za-z0-9.:_-]+$/, 'This is not the name of a server.')
      .meta({ title: 'Mail server', description: 'Such as smtp.your-provider.com' }),
    port: z.int().min(1).max(65_535).default(587).meta({
      title: 'Port',
      description: '587 for most providers, 465 when the whole connection is encrypted',
    }),
    security: z.enum(['auto', 'tls', 'starttls', 'none']).default('auto').meta({
      title: 'Encryption',
      description:
        'Auto encrypts when the server offers it; starttls and tls refuse to send without; none is for a server on the same machine',
    }),
    allowSelfSigned: z.boolean().default(false).meta({
      title: 'Accept a certificate made by yourself',
      description: 'Only for a mail server of your own',
    }),
    user: z
      .string()
      .trim()
      .max(255)
      .optional()
      .meta({ title: 'User name', description: 'Empty when the server asks for none' }),
    password: z
      .string()
      .max(500)
      .optional()
      .meta({ title: 'Password', description: 'Often a password made for apps only', secret: true }),
    fromAddress: emailAddressSchema.meta({
      title: 'Sender address',
      description: 'What customers see as the sender. Its domain has to allow this mail server (SPF, DKIM)',
    }),
    fromName: z
      .string()
      .trim()
      .max(120)
      .default('')
      .meta({ title: 'Sender name', description: 'Usually the name of the shop' }),
    replyTo: emailAddressSchema
      .optional()
      .meta({ title: 'Answers go to', description: 'Empty: to the sender address' }),
    perSecond: z
      .number()
      .min(0.1)
      .max(500)
      .default(10)
      .meta({ title: 'Mails a second, at most', description: 'What your provider allows' }),
  })
  .refine((config) => !config.user === !config.password, {
    message: 'Give both user name and password, or neither.',
    path: ['password'],
  });

export type SmtpConfig = z.output<typeof smtpConfig>;
