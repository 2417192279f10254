/** What to subscribe to, by the names Shopify's own page shows. */
export const SHOPIFY_WEBHOOKS: readonly { readonly name: string; readonly needed: boolean }[] = [
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
