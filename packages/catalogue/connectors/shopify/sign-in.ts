import { encodeForm } from '../form.ts';
import { readTokens, type SignIn } from '../sign-in.ts';
import { originOf, type ShopifyConfig } from './config.ts';
import { isPermanent } from './delivery.ts';

/** Reading for history and webhooks; writing for codes, tags, refunds and prices. */
const SCOPES = [
  'read_orders',
  'read_all_orders',
  'read_customers',
  'write_customers',
  'read_products',
  'read_inventory',
  'read_checkouts',
  'read_fulfillments',
  'write_discounts',
  'write_orders',
  'write_products',
  'write_returns',
  'write_merchant_managed_fulfillment_orders',
  'write_third_party_fulfillment_orders',
];

/**
 * Installs the owner's own app. Its client secret is the webhook secret: Shopify signs webhooks and the
 * return address with it.
 */
export const shopifySignIn: SignIn<ShopifyConfig> = {
  scopes: SCOPES,
  usesPkce: false,
  fields: { access: 'accessToken', refresh: null },
  isPossible: (config) => !!config.clientId,
  address: (config, { state, back }) =>
    `${originOf(config)}/admin/oauth/authorize?${encodeForm({ client_id: config.clientId ?? '', scope: SCOPES.join(','), redirect_uri: back, state })}`,
  signedBack: { parameter: 'hmac', secret: (config) => config.webhookSecret },
  /**
   * The shop is a parameter too and could be any shop: it has to be the one in the settings, and an address
   * at Shopify.
   */
  backProblem(config, { shop = '' }) {
    const isShop = /^[a-z0-9][a-z0-9-]*\.myshopify\.com$/.test(shop);
    return isShop && (!isPermanent(config.shopDomain) || shop === config.shopDomain)
      ? null
      : `It comes from ${shop.slice(0, 100) || 'no shop'}, and this connection is for ${config.shopDomain}.`;
  },
  exchange: (config, { code }) => ({
    method: 'POST',
    url: `${originOf(config)}/admin/oauth/access_token`,
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ client_id: config.clientId, client_secret: config.webhookSecret, code }),
  }),
  read: (answer) => readTokens(answer, 'Shopify'),
};
