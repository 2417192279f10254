import { z } from 'zod';

export const klaviyoConfig = z
  .object({
    apiKey: z
      .string()
      .trim()
      .regex(/^pk_[A-Za-z0-9_]{10,200}$/, 'A private key begins with pk_.')
      .optional()
      .meta({
        title: 'Private API key',
        description:
          'Made in Klaviyo under Settings, API keys, with access to profiles, subscriptions, events and metrics',
        secret: true,
      }),
    clientId: z.string().trim().max(200).optional().meta({
      title: 'Client id of your app',
      description: 'Only to sign in at Klaviyo instead of entering a key',
    }),
    clientSecret: z
      .string()
      .trim()
      .max(400)
      .optional()
      .meta({ title: 'Client secret of your app', description: 'Next to the client id', secret: true }),
    accessToken: z
      .string()
      .max(4_000)
      .optional()
      .meta({ title: 'Access token', description: 'Filled in by signing in', secret: true, byUs: true }),
    refreshToken: z
      .string()
      .max(4_000)
      .optional()
      .meta({ title: 'Refresh token', description: 'Filled in by signing in', secret: true, byUs: true }),
    tellConsent: z.boolean().default(true).meta({
      title: 'Send consent to Klaviyo',
      description:
        'Who subscribes to e-mail and texts here, or unsubscribes, is sent to Klaviyo, so that neither system writes to somebody who unsubscribed in the other',
    }),
    tellEvents: z
      .enum(['nothing', 'messages', 'messages-and-orders'])
      .default('nothing')
      .meta({
        title: 'Send events to Klaviyo',
        description:
          'Whether messages were delivered, opened and clicked, so that Klaviyo’s segments can use it. Choose orders only if your store is not connected to Klaviyo itself',
        labels: { nothing: 'Nothing', messages: 'Messages', 'messages-and-orders': 'Messages and orders' },
      }),
    apiAddress: z
      .string()
      .trim()
      .regex(/^https?:\/\/[^\s/?#@]+$/, 'An address such as https://a.klaviyo.com, with nothing after it.')
      .default('https://a.klaviyo.com')
      .meta({ title: 'API address', description: 'Leave it as it is' }),
  })
  .refine((config) => config.apiKey || config.clientId, {
    message: 'Enter a private key, or the client id of an app.',
    path: ['apiKey'],
  });

export type KlaviyoConfig = z.output<typeof klaviyoConfig>;
