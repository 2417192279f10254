import { defineConnector } from '../connector-kind.ts';
import { changePriceInShopify } from './admin/change-price.ts';
import { exchangeItemsInShopify } from './admin/exchange-items.ts';
import { holdOrderInShopify } from './admin/hold-order.ts';
import { makeCodeInShopify } from './admin/make-code.ts';
import { refundInShopify } from './admin/refund.ts';
import { tagCustomerInShopify, tagOrderInShopify } from './admin/tag.ts';
import { writeNoteInShopify } from './admin/write-note.ts';
import { writeProductInShopify } from './admin/write-product.ts';
import { shopifyConfig } from './config.ts';
import { isPermanent, shopOf } from './delivery.ts';
import { shopifyPull } from './history/history.ts';
import { shopifyRegistration } from './history/registration.ts';
import { shopifyIntake } from './intake.ts';
import { shopifySignIn } from './sign-in.ts';
import { STEPS } from './steps.ts';
import { IGNORED, TOPICS } from './topics.ts';

export const shopify = defineConnector({
  id: 'shopify',
  title: 'Shopify',
  summary:
    'Gets carts, checkouts, orders, deliveries, customers, consent, products and stock as they change; creates discount codes, refunds, holds and exchanges orders, changes prices and texts of products, and adds tags and notes.',
  icon: 'store',
  category: 'store',
  capabilities: [
    'intake',
    'read',
    'act-make-code',
    'act-refund',
    'act-change-price',
    'act-tag-customer',
    'act-tag-order',
    'act-write-note',
    'act-hold-order',
    'act-exchange-items',
    'act-write-product',
  ],
  config: shopifyConfig,
  example: {
    shopDomain: 'harbour-lane.myshopify.com',
    webhookSecret: 'shpss_example_secret',
    accessToken: 'shpat_example',
    currency: 'USD',
  },
  builtIn: false,
  rate: () => 5,
  webhook: {
    signature: {
      kind: 'hmac',
      at: { header: 'x-shopify-hmac-sha256' },
      algorithm: 'sha256',
      encoding: 'base64',
      over: ['raw-body'],
      secrets: ['webhookSecret', 'previousWebhookSecret'],
    },
    format: 'json',
    topics: TOPICS,
    ignored: IGNORED,
    topicHeader: 'x-shopify-topic',
    deliveryIdHeader: 'x-shopify-webhook-id',
    mayRepeat: ['customers/data_request', 'customers/redact', 'shop/redact'],
    answer: { contentType: 'application/json', body: '{}' },
  },
  shop: {
    ofConfig({ shopDomain }) {
      const domain = shopifyConfig.shape.shopDomain.safeParse(shopDomain).data;
      return domain !== undefined && isPermanent(domain) ? domain : null;
    },
    ofDelivery: shopOf,
    ofAddress: (url) => /^https:\/\/([a-z0-9][a-z0-9-]*\.myshopify\.com)\//.exec(url)?.[1] ?? null,
  },
  steps: STEPS,
  consentSources: {
    shopify: 'Shopify',
    'shopify-checkout': 'the Shopify checkout',
    'deleted-in-shopify': 'the account being deleted in Shopify',
  },
  intake: shopifyIntake,
  acts: {
    'make-code': makeCodeInShopify,
    refund: refundInShopify,
    'change-price': changePriceInShopify,
    'tag-customer': tagCustomerInShopify,
    'tag-order': tagOrderInShopify,
    'write-note': writeNoteInShopify,
    'hold-order': holdOrderInShopify,
    'exchange-items': exchangeItemsInShopify,
    'write-product': writeProductInShopify,
  },
  signIn: shopifySignIn,
  registration: shopifyRegistration,
  pull: shopifyPull,
});
