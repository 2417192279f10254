import type { SetUpStep } from '../set-up-step.ts';

/** Which webhooks to create, by the names on Shopify's page. */
const WEBHOOKS: SetUpStep['list'] = [
  { name: 'Cart creation, Cart update', needed: true },
  { name: 'Checkout creation, Checkout update', needed: true },
  { name: 'Order creation, Order cancellation', needed: true },
  { name: 'Customer creation, Customer update', needed: true },
  { name: 'Customer e-mail marketing consent update', needed: true },
  { name: 'Customer marketing consent update', needed: true },
  { name: 'Product update', needed: true },
  { name: 'Inventory level update', needed: true },
  { name: 'Order payment, Order update, Order fulfilment', needed: false },
  { name: 'Refund create', needed: false },
  { name: 'Fulfilment creation, Fulfilment update', needed: false },
  { name: 'Product creation, Product deletion', needed: false },
  { name: 'Inventory item update', needed: false },
];

export const STEPS: readonly SetUpStep[] = [
  {
    title: 'Let Millrace read',
    text: 'Create an app for your store with these permissions and this return address. Enter its client secret as the webhook secret. Then either enter its access token, or enter its client id and press Sign in. Millrace then creates the webhooks itself and reads the history.',
    paste: 'sign-in-address',
    list: [
      { name: 'read_orders, read_customers, read_products, read_inventory', needed: true },
      { name: 'read_checkouts, read_fulfillments', needed: true },
      { name: 'read_all_orders, for orders older than 60 days', needed: false },
      { name: 'write_discounts, write_customers, for codes and tags', needed: false },
      {
        name: 'write_orders, write_products, for refunds, tags and notes of orders, and prices',
        needed: false,
      },
    ],
  },
  {
    title: 'Or by hand: open Settings, Notifications, Webhooks',
    text: 'At the bottom it says “Your webhooks will be signed with …”. That string is the webhook secret of this connection.',
    byHandOnly: true,
  },
  {
    title: 'Create a webhook for each of these',
    text: 'Use format JSON, the newest version, and this address for all of them.',
    paste: 'webhook-address',
    list: WEBHOOKS,
    byHandOnly: true,
  },
  {
    title: 'Put something into a cart of your store',
    text: 'Within seconds this page shows when the last event arrived.',
  },
];
