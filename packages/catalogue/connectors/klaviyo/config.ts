import { z } from 'zod';

export const klaviyoConfig = z.object({
  apiKey: z
    .string()
    .trim()
    .regex(/^pk_[A-Za-z0-9_]{10,200}$/, 'A private key begins with pk_.')
    .meta({
      title: 'Private API key',
      description: 'Made in Klaviyo under Settings, API keys, with access to profiles and subscriptions',
      secret: true,
    }),
  tellConsent: z.boolean().default(true).meta({
    title: 'Tell Klaviyo who agrees and who leaves',
    description: 'What people say to Millrace about e-mail and texts is passed on, so that neither writes to somebody who left the other',
  }),
  apiAddress: z
    .string()
    .trim()
    .regex(/^https?:\/\/[^\s/?#@]+$/, 'An address such as https://a.klaviyo.com, with nothing after it.')
    .default('https://a.klaviyo.com')
    .meta({ title: 'API address', description: 'Leave it as it is' }),
});

export type KlaviyoConfig = z.output<typeof klaviyoConfig>;
