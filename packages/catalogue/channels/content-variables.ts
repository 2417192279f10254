import { capital } from '@millrace/base/words';
import { decidedFacts, DECISION_MODELS, predictedFacts } from '@millrace/decisions';

/** A placeholder the marketer can pick. */
export interface ContentVariable {
  /** Path inside `{{ }}`. */
  readonly path: string;
  readonly label: string;
  readonly group:
    | 'Customer'
    | 'Cart'
    | 'Order'
    | 'Product'
    | 'Event'
    | 'Shop'
    | 'Discount'
    | 'Decision'
    | 'Links';
  /** What the picker inserts, with the filter or default it needs. */
  readonly insert: string;
  /** A sample value. */
  readonly example: string;
  /**
   * `money` is in minor units and needs the `money` filter, `date` needs the `date` filter, `link` is allowed
   * in links.
   */
  readonly type: 'text' | 'money' | 'number' | 'date' | 'link';
  /** True when it can be empty for some people, so that it should have a default. */
  readonly mayBeMissing: boolean;
}

const variable = (
  group: ContentVariable['group'],
  path: string,
  label: string,
  example: string,
  more: Partial<Pick<ContentVariable, 'type' | 'mayBeMissing' | 'insert'>> = {},
): ContentVariable => {
  const type = more.type ?? 'text';
  const filter = type === 'money' ? ' | money' : type === 'date' ? ' | date: "long"' : '';
  return {
    group,
    path,
    label,
    example,
    type,
    mayBeMissing: more.mayBeMissing ?? false,
    insert: more.insert ?? `{{ ${path}${filter} }}`,
  };
};

/** Variables of decisions that read well in a message. */
const DECIDED = Object.entries(decidedFacts(DECISION_MODELS)).flatMap(([name, { label, example }]) =>
  example === undefined
    ? []
    : [variable('Decision', `decision.${name}`, capital(label), example, { mayBeMissing: true })],
);

/** What models predict of people that reads well in a message. */
const PREDICTED = Object.entries(predictedFacts(DECISION_MODELS)).flatMap(
  ([path, { label, type, example }]) =>
    example === undefined
      ? []
      : [
          variable('Customer', path, capital(label), example, {
            mayBeMissing: true,
            ...(type === 'instant' ? { type: 'date' as const } : {}),
          }),
        ],
);

/**
 * Every placeholder with a fixed name. `decision.<name>` reads any variable that an earlier decision in the
 * flow has set, and `event.properties.<name>` any property of the event that started the flow.
 */
export const CONTENT_VARIABLES: readonly ContentVariable[] = [
  variable('Customer', 'customer.firstName', 'First name', 'Ann', {
    mayBeMissing: true,
    insert: '{{ customer.firstName | default: "there" }}',
  }),
  variable('Customer', 'customer.lastName', 'Last name', 'Berg', {
    mayBeMissing: true,
    insert: '{{ customer.lastName | default: "" }}',
  }),
  variable('Customer', 'customer.email', 'E-mail address', 'ann@example.com', { mayBeMissing: true }),
  variable('Customer', 'customer.phone', 'Phone number', '+15550100', { mayBeMissing: true }),
  variable('Customer', 'customer.city', 'City', 'Berlin', {
    mayBeMissing: true,
    insert: '{{ customer.city | default: "your town" }}',
  }),
  variable('Customer', 'customer.country', 'Country code', 'DE', { mayBeMissing: true }),
  variable('Customer', 'customer.ordersCount', 'Number of orders', '3', { type: 'number' }),
  variable('Customer', 'customer.totalSpent', 'Spent so far', '$312.00', { type: 'money' }),
  variable('Customer', 'customer.lastOrderAt', 'Date of the last order', 'March 3', {
    type: 'date',
    mayBeMissing: true,
  }),
  variable('Customer', 'customer.points', 'Loyalty points', '320', { type: 'number' }),
  variable('Customer', 'customer.tier', 'Loyalty tier', 'Silver', { mayBeMissing: true }),
  ...PREDICTED,
  variable('Cart', 'cart.recoveryUrl', 'Link back to the cart', 'https://shop.example/cart/1', {
    type: 'link',
    mayBeMissing: true,
  }),
  variable('Cart', 'cart.total', 'Total of the cart', '$129.00', { type: 'money' }),
  variable('Cart', 'cart.itemsCount', 'Number of items in the cart', '2', { type: 'number' }),
  variable('Cart', 'cart.firstTitle', 'First product in the cart', 'Linen shirt', {
    mayBeMissing: true,
    insert: '{{ cart.firstTitle | default: "your cart" }}',
  }),
  variable('Order', 'order.number', 'Order number', '#1042', { mayBeMissing: true }),
  variable('Order', 'order.total', 'Total of the order', '$129.00', { type: 'money' }),
  variable('Order', 'order.placedAt', 'Date of the order', 'March 3', { type: 'date' }),
  variable('Product', 'product.title', 'Name of the product', 'Linen shirt', {
    mayBeMissing: true,
    insert: '{{ product.title | default: "the product" }}',
  }),
  variable('Product', 'product.price', 'Price', '$69.00', { type: 'money', mayBeMissing: true }),
  variable('Product', 'product.compareAtPrice', 'Price before', '$89.00', {
    type: 'money',
    mayBeMissing: true,
  }),
  variable('Product', 'product.stock', 'Units in stock', '12', { type: 'number', mayBeMissing: true }),
  variable('Product', 'product.dailyDemand', 'Units expected to sell in a day', '2.4', {
    type: 'number',
    mayBeMissing: true,
  }),
  variable('Product', 'product.daysLeft', 'Days of stock left', '9', { type: 'number', mayBeMissing: true }),
  variable('Product', 'product.reorderPoint', 'Reorder point', '40', { type: 'number', mayBeMissing: true }),
  variable('Product', 'product.reorderUnits', 'Units to order', '84', {
    type: 'number',
    mayBeMissing: true,
  }),
  variable('Product', 'product.reorderReason', 'Why so many', '2.4 a day are expected (2.1 to 2.8).', {
    mayBeMissing: true,
  }),
  variable('Product', 'product.category', 'Category', 'Shirts', { mayBeMissing: true }),
  variable('Product', 'product.vendor', 'Vendor', 'North Mill', { mayBeMissing: true }),
  variable('Product', 'product.url', 'Link to the product', 'https://shop.example/products/linen-shirt', {
    type: 'link',
    mayBeMissing: true,
  }),
  variable('Event', 'event.at', 'When it happened', 'March 3', { type: 'date', mayBeMissing: true }),
  variable('Event', 'event.value', 'Value of the event', '$129.00', { type: 'money', mayBeMissing: true }),
  variable('Shop', 'store.name', 'Name of the shop', 'North & Thread'),
  variable('Shop', 'store.url', 'Address of the shop', 'https://shop.example', { type: 'link' }),
  variable('Shop', 'store.freeShippingFrom', 'Free shipping from', '$75.00', {
    type: 'money',
    mayBeMissing: true,
  }),
  variable('Discount', 'discount.code', 'Discount code', 'MILL-7KQ2', { mayBeMissing: true }),
  variable('Discount', 'discount.label', 'What the discount gives', '10% off', { mayBeMissing: true }),
  variable('Discount', 'discount.expiresAt', 'Date the discount ends', 'March 5', {
    type: 'date',
    mayBeMissing: true,
  }),
  variable('Discount', 'discount.minimum', 'Minimum order for the discount', '$50.00', {
    type: 'money',
    mayBeMissing: true,
  }),
  ...DECIDED,
  variable('Links', 'links.unsubscribe', 'Unsubscribe', 'https://shop.example/u/…', { type: 'link' }),
  variable('Links', 'links.preferences', 'Preferences', 'https://shop.example/p/…', { type: 'link' }),
  variable('Links', 'links.returns', 'Returns page', 'https://shop.example/store/…/returns', {
    type: 'link',
    mayBeMissing: true,
  }),
];
