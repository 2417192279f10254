import { emailAddressSchema } from '@millrace/base';
import { z } from 'zod';

export const smtpConfig = z
  .object({
    host: z
      .string()
      .trim()
      .min(1, 'Name the mail server.')
      .max(255)
      .regex(/^[A-Za-z0-9.:_-]+$/, 'This is not a server name.')
      .meta({ title: 'Mail server', description: 'Such as smtp.your-provider.com' }),
    port: z.int().min(1).max(65_535).default(587).meta({
      title: 'Port',
      description: '587 for most providers, 465 when the whole connection is encrypted',
    }),
    security: z.enum(['auto', 'tls', 'starttls', 'none']).default('auto').meta({
      title: 'Encryption',
      description:
        'Auto encrypts if the server offers it; starttls and tls never send without encryption; none is for a server on the same machine',
    }),
    allowSelfSigned: z.boolean().default(false).meta({
      title: 'Accept a self-signed certificate',
      description: 'Only for a mail server of your own',
    }),
    user: z
      .string()
      .trim()
      .max(255)
      .optional()
      .meta({ title: 'User name', description: 'Leave empty if the server asks for none' }),
    password: z
      .string()
      .max(500)
      .optional()
      .meta({ title: 'Password', description: 'Often a separate password for apps', secret: true }),
    fromAddress: emailAddressSchema.meta({
      title: 'Sender address',
      description: 'The sender that customers see. Its domain has to allow this mail server (SPF, DKIM)',
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
    perSecond: z
      .number()
      .min(0.1)
      .max(500)
      .default(10)
      .meta({ title: 'Most mails a second', description: 'What your provider allows' }),
  })
  .refine((config) => !config.user === !config.password, {
    message: 'Enter both user name and password, or neither.',
    path: ['password'],
  });

export type SmtpConfig = z.output<typeof smtpConfig>;
