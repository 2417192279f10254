import { defineConnector } from '../connector-kind.ts';
import { changePriceInWoocommerce } from './acts/change-price.ts';
import { holdOrderInWoocommerce } from './acts/hold-order.ts';
import { refundInWoocommerce } from './acts/refund.ts';
import { writeNoteInWoocommerce } from './acts/write-note.ts';
import { writeProductInWoocommerce } from './acts/write-product.ts';
import { wooRequest } from './api.ts';
import { woocommerceConfig } from './config.ts';
import { woocommercePull } from './history.ts';
import { IGNORED, shopOf, storeName, TOPICS, woocommerceIntake } from './intake.ts';
import { woocommerceRegistration } from './registration.ts';

export const woocommerce = defineConnector({
  id: 'woocommerce',
  title: 'WooCommerce',
  summary:
    'Gets orders, customers, products and stock as they change, and the whole history of the store; refunds and holds orders, changes prices and texts of products, and writes notes.',
  icon: 'store',
  category: 'store',
  capabilities: [
    'intake',
    'read',
    'act-refund',
    'act-change-price',
    'act-write-note',
    'act-hold-order',
    'act-write-product',
  ],
  config: woocommerceConfig,
  example: {
    storeUrl: 'https://harbour-lane.example',
    consumerKey: 'ck_0000000000000000000000000000000000000000',
    consumerSecret: 'cs_0000000000000000000000000000000000000000',
    webhookSecret: 'example-webhook-secret',
  },
  builtIn: false,
  ownSecret: { field: 'webhookSecret', previous: 'previousWebhookSecret' },
  rate: () => null,
  webhook: {
    signature: {
      kind: 'hmac',
      at: { header: 'x-wc-webhook-signature' },
      algorithm: 'sha256',
      encoding: 'base64',
      over: ['raw-body'],
      secrets: ['webhookSecret', 'previousWebhookSecret'],
    },
    format: 'json',
    // When a webhook is saved, WooCommerce posts its number without a signature to test the address.
    unsigned: (body, headers) =>
      headers['x-wc-webhook-signature'] === undefined && /^webhook_id=\d{1,12}$/.test(body)
        ? { contentType: 'text/plain', body: '' }
        : null,
    topics: TOPICS,
    ignored: IGNORED,
    topicHeader: 'x-wc-webhook-topic',
    deliveryIdHeader: 'x-wc-webhook-delivery-id',
    answer: { contentType: 'application/json', body: '{}' },
  },
  shop: {
    ofConfig: ({ storeUrl }) => (typeof storeUrl === 'string' ? storeName(storeUrl) : null),
    ofDelivery: shopOf,
    ofAddress: () => null,
  },
  steps: [
    {
      title: 'Make a key for Millrace',
      text: 'In WordPress, open WooCommerce, Settings, Advanced, REST API, and add a key. Choose a user who manages the shop, and Read/Write: Millrace then creates its webhooks itself, and flows can refund orders and change prices.',
    },
    {
      title: 'Enter key and secret here',
      text: 'They are shown once. The store must be reachable by https, and no firewall may ask callers of /wp-json to prove that they are people.',
    },
    {
      title: 'Make the webhooks by hand',
      text: 'Only if the key may read but not write: under WooCommerce, Settings, Advanced, Webhooks, add one for each of these, with this address and the webhook secret of this connection.',
      paste: 'webhook-address',
      list: TOPICS.map(({ topic, needed }) => ({ name: topic, needed })),
      byHandOnly: true,
    },
  ],
  intake: woocommerceIntake,
  acts: {
    refund: refundInWoocommerce,
    'change-price': changePriceInWoocommerce,
    'write-note': writeNoteInWoocommerce,
    'hold-order': holdOrderInWoocommerce,
    'write-product': writeProductInWoocommerce,
  },
  registration: woocommerceRegistration,
  pull: woocommercePull,
  probe: (config) => ({ via: 'http', request: wooRequest(config, 'GET', '/orders', { per_page: 1 }) }),
});
