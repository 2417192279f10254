import { z } from 'zod';

/** A developer's shop on the same network keeps its scheme and port; any other shop is only its host name. */
function plainDomain(value: string): string {
  const given = value.trim().toLowerCase();
  const own = /^http:\/\/[a-z0-9][a-z0-9.-]*:\d{2,5}(?=\/|$)/.exec(given)?.[0];
  return own ?? given.replace(/^https?:\/\//, '').replace(/\/.*$/, '');
}

export const shopifyConfig = z.object({
  shopDomain: z
    .string()
    .overwrite(plainDomain)
    .regex(
      /^([a-z0-9][a-z0-9-]*(\.[a-z0-9-]+)+|http:\/\/[a-z0-9][a-z0-9.-]*:\d{2,5})$/,
      'This is not a shop address. It looks like my-store.myshopify.com.',
    )
    .meta({
      title: 'Shop address',
      description: 'Your shop’s address at Shopify, such as my-store.myshopify.com',
    }),
  webhookSecret: z.string().trim().min(8, 'This is too short to be the secret.').max(200).meta({
    title: 'Webhook secret',
    description:
      'Shopify signs every webhook with it. Found under Settings, Notifications, Webhooks; for an app it is the client secret',
    secret: true,
  }),
  previousWebhookSecret: z.string().trim().max(200).optional().meta({
    title: 'Previous webhook secret',
    description:
      'While you change the secret, webhooks signed with the old one are still accepted. Empty it an hour after the change',
    secret: true,
  }),
  accessToken: z.string().trim().max(200).optional().meta({
    title: 'Admin API access token',
    description:
      'With it Millrace reads the history of the store and missed changes, and creates the webhooks itself. With it flows can create discount codes (permission write_discounts), tag customers (write_customers), refund and tag orders (write_orders), and change prices (write_products)',
    secret: true,
  }),
  clientId: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9]{8,64}$/, 'This is not the client id of an app.')
    .optional()
    .meta({
      title: 'Client id of your app',
      description:
        'Only to sign in at Shopify instead of entering an access token. The webhook secret is then the client secret',
    }),
  currency: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z]{3}$/, 'A currency is three capital letters, such as USD.')
    .optional()
    .meta({
      title: 'Shop currency',
      description: 'The currency your shop reports in. Amounts in another currency are refused',
    }),
});

export type ShopifyConfig = z.output<typeof shopifyConfig>;

/** Origin of the shop: `https://my-store.myshopify.com`, or a developer's own with scheme and port. */
export const originOf = ({ shopDomain }: Pick<ShopifyConfig, 'shopDomain'>): string =>
  shopDomain.startsWith('http://') ? shopDomain : `https://${shopDomain}`;
