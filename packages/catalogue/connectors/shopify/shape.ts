import { fail } from '@millrace/base';

/**
 * What a body is about. The topic is a header, and Shopify signs only the body: whoever replays a signed body
 * can send any topic with it. So the shape of the body has to fit the topic.
 */
interface Shape {
  readonly name: string;
  /** The type in `admin_graphql_api_id`. */
  readonly type?: string;
  /** Fields that only bodies of this shape have. One of them has to be present, even if null. */
  readonly marks: readonly string[];
  /** Fields that bodies of this shape never have. */
  readonly never?: readonly string[];
}

const PROFILE = [
  'first_name',
  'last_name',
  'verified_email',
  'default_address',
  'multipass_identifier',
  'state',
  'accepts_marketing',
];
const CONSENTS = ['email_marketing_consent', 'sms_marketing_consent'];

const order: Shape = {
  name: 'an order',
  type: 'Order',
  marks: [
    'order_number',
    'financial_status',
    'fulfillment_status',
    'cancel_reason',
    'cancelled_at',
    'confirmed',
    'order_status_url',
    'contact_email',
    'checkout_id',
    'checkout_token',
    'payment_gateway_names',
    'current_total_price',
    'total_outstanding',
    'total_tip_received',
    'fulfillments',
    'refunds',
    'test',
  ],
};
const checkout: Shape = {
  name: 'a checkout',
  marks: ['abandoned_checkout_url', 'completed_at', 'gateway', 'reservation_token', 'total_duties'],
};
const cart: Shape = {
  name: 'a cart',
  marks: ['token', 'line_items'],
  never: ['cart_token', 'currency', 'total_price', 'email'],
};
const customer: Shape = {
  name: 'a customer',
  type: 'Customer',
  marks: [...PROFILE, 'orders_count', 'total_spent'],
};
const deletedCustomer: Shape = {
  name: 'a deleted customer',
  type: 'Customer',
  marks: ['admin_graphql_api_id', 'tax_exemptions', 'addresses'],
  never: [...PROFILE, ...CONSENTS],
};
const product: Shape = {
  name: 'a product',
  type: 'Product',
  marks: [
    'variants',
    'handle',
    'body_html',
    'options',
    'images',
    'product_type',
    'published_scope',
    'published_at',
    'template_suffix',
    'vendor',
  ],
};
const deletedProduct: Shape = {
  name: 'a deleted product',
  marks: ['id'],
  never: ['title', 'updated_at', 'admin_graphql_api_id', 'token', 'shop_id', 'customer_id', ...CONSENTS],
};
const refund: Shape = {
  name: 'a refund',
  type: 'Refund',
  marks: [
    'refund_line_items',
    'transactions',
    'order_adjustments',
    'restock',
    'refund_shipping_lines',
    'return',
  ],
};
const edit: Shape = { name: 'an edit', marks: ['order_edit'] };
const fulfilment: Shape = {
  name: 'a fulfilment',
  type: 'Fulfillment',
  marks: [
    'tracking_company',
    'tracking_number',
    'tracking_numbers',
    'tracking_url',
    'tracking_urls',
    'shipment_status',
    'service',
    'destination',
    'receipt',
    'origin_address',
  ],
};
const level: Shape = {
  name: 'a stock level',
  type: 'InventoryLevel',
  marks: ['inventory_item_id', 'available'],
};
const item: Shape = {
  name: 'a stock item',
  type: 'InventoryItem',
  marks: [
    'cost',
    'tracked',
    'requires_shipping',
    'harmonized_system_code',
    'country_code_of_origin',
    'province_code_of_origin',
    'country_harmonized_system_codes',
  ],
};
const emailConsent: Shape = {
  name: 'consent to e-mail',
  marks: ['email_marketing_consent', 'email_address'],
  never: [...PROFILE, 'sms_marketing_consent'],
};
const smsConsent: Shape = {
  name: 'consent to texts',
  marks: ['sms_marketing_consent'],
  never: [...PROFILE, 'email_marketing_consent'],
};
const dataRequest: Shape = {
  name: 'a request for data',
  marks: ['orders_requested', 'data_request', 'customer'],
  never: ['orders_to_redact'],
};
const redact: Shape = {
  name: 'a request to erase',
  marks: ['orders_to_redact', 'customer'],
  never: ['orders_requested', 'data_request'],
};
const shopRedact: Shape = {
  name: 'a shop that has left',
  marks: ['shop_id', 'shop_domain'],
  never: ['customer', 'orders_requested', 'data_request', 'orders_to_redact'],
};

/** Shapes with fields that no other shape has. */
const DISTINCT = [order, checkout, customer, product, refund, edit, fulfilment, level, item];

const SHAPES: Readonly<Record<string, Shape>> = {
  'carts/create': cart,
  'carts/update': cart,
  'checkouts/create': checkout,
  'checkouts/update': checkout,
  'orders/create': order,
  'orders/paid': order,
  'orders/updated': order,
  'orders/cancelled': order,
  'orders/fulfilled': order,
  'orders/partially_fulfilled': order,
  'orders/edited': edit,
  'refunds/create': refund,
  'fulfillments/create': fulfilment,
  'fulfillments/update': fulfilment,
  'customers/create': customer,
  'customers/update': customer,
  'customers/delete': deletedCustomer,
  'customers_email_marketing_consent/update': emailConsent,
  'customers_marketing_consent/update': smsConsent,
  'products/create': product,
  'products/update': product,
  'products/delete': deletedProduct,
  'inventory_levels/update': level,
  'inventory_items/update': item,
  'customers/data_request': dataRequest,
  'customers/redact': redact,
  'shop/redact': shopRedact,
};

/** @throws MillraceError `input-invalid` if the body does not fit the topic */
export function checkShape(topic: string, payload: unknown): void {
  const shape = SHAPES[topic];
  if (!shape || typeof payload !== 'object' || payload === null || Array.isArray(payload)) return;
  const problem = misfit(shape, payload as Record<string, unknown>);
  if (problem)
    fail('input-invalid', {
      problems: `The topic ${topic} is for ${shape.name}, and this is something else: ${problem}.`,
    });
}

function misfit(shape: Shape, body: Record<string, unknown>): string | null {
  const has = (field: string) => field in body;
  const gid = body['admin_graphql_api_id'];
  const type = typeof gid === 'string' ? /^gid:\/\/shopify\/(\w+)\//.exec(gid)?.[1] : undefined;
  if (type !== undefined && type !== shape.type) return `admin_graphql_api_id says ${type}`;
  if (!shape.marks.some(has)) return `none of ${shape.marks.slice(0, 6).join(', ')} is in it`;
  const foreign = shape.never?.find(has);
  if (foreign !== undefined) return `${foreign} is in it`;
  const shares = new Set(shape.marks);
  for (const other of DISTINCT) {
    const mark = other === shape ? undefined : other.marks.find((field) => has(field) && !shares.has(field));
    if (mark !== undefined && other.marks.filter(has).length > shape.marks.filter(has).length)
      return `${mark} is in it`;
  }
  return null;
}
