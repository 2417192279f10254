import { z } from 'zod';

const secret = z.string().trim().min(8, 'This is too short to be the secret.').max(100).optional();

export const woocommerceConfig = z.object({
  storeUrl: z
    .string()
    .overwrite((value) => value.trim().replace(/\/+$/, ''))
    .regex(
      /^https?:\/\/[^\s/?#@]+(\/[^\s?#@]*)?$/,
      'The address of your store, such as https://harbour-lane.example.',
    )
    .max(300)
    .meta({ title: 'Store address', description: 'As customers open it, beginning with https' }),
  consumerKey: z
    .string()
    .trim()
    .regex(/^ck_[A-Za-z0-9]{20,80}$/, 'It begins with ck_.')
    .meta({
      title: 'Consumer key',
      description: 'Made in WordPress under WooCommerce, Settings, Advanced, REST API',
    }),
  consumerSecret: z
    .string()
    .trim()
    .regex(/^cs_[A-Za-z0-9]{20,80}$/, 'It begins with cs_.')
    .meta({ title: 'Consumer secret', description: 'Shown once, next to the key', secret: true }),
  webhookSecret: secret.meta({
    title: 'Webhook secret',
    description: 'If empty, Millrace makes one and enters it in WooCommerce itself',
    secret: true,
  }),
  previousWebhookSecret: secret.meta({
    title: 'Previous webhook secret',
    description: 'While the secret is changed, webhooks signed with the old one are still accepted',
    secret: true,
  }),
  permalinks: z.enum(['pretty', 'plain']).default('pretty').meta({
    title: 'Permalinks',
    description: 'Plain if WordPress says so under Settings, Permalinks; every other choice there is pretty',
  }),
});

export type WoocommerceConfig = z.output<typeof woocommerceConfig>;
