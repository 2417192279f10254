import { compact } from '../../reading.ts';

/** Any value; only fields of objects are read. */
type Node = Readonly<Record<string, unknown>>;
const node = (value: unknown): Node | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Node) : undefined;
const nodes = (value: unknown): readonly Node[] => {
  const list = Array.isArray(value) ? value : node(value)?.['nodes'];
  return Array.isArray(list) ? list.map(node).filter((one) => one !== undefined) : [];
};
const lower = (value: unknown): unknown => (typeof value === 'string' ? value.toLowerCase() : value);

/** A `MoneyBag` in the shape of webhooks. */
function money(value: unknown): Node | undefined {
  const bag = node(value);
  const side = (given: unknown) => {
    const amount = node(given);
    return amount && { amount: amount['amount'], currency_code: amount['currencyCode'] };
  };
  return bag && { shop_money: side(bag['shopMoney']), presentment_money: side(bag['presentmentMoney']) };
}

/** The number at the end of `gid://shopify/LineItem/123`, which is the id in webhooks. */
const numberOf = (gid: unknown): string | undefined =>
  typeof gid === 'string' ? /\/(\d+)(?:\?|$)/.exec(gid)?.[1] : undefined;

function address(value: unknown): Node | undefined {
  const given = node(value);
  return (
    given && {
      first_name: given['firstName'],
      last_name: given['lastName'],
      city: given['city'],
      country_code: given['countryCodeV2'],
    }
  );
}

/**
 * Turns an answer of the Admin API into the shape of webhooks, so that one reader reads both. That reader
 * refuses what it cannot read.
 */
export function customerAsTold(value: unknown): Node {
  const given = node(value) ?? {};
  const byEmail = node(given['defaultEmailAddress']);
  const byPhone = node(given['defaultPhoneNumber']);
  const texts = node(byPhone?.['smsMarketingConsent']);
  return compact({
    id: given['legacyResourceId'],
    email: byEmail?.['emailAddress'],
    phone: byPhone?.['phoneNumber'],
    first_name: given['firstName'],
    last_name: given['lastName'],
    tags: given['tags'],
    state: lower(given['state']),
    locale: given['locale'],
    created_at: given['createdAt'],
    updated_at: given['updatedAt'],
    default_address: address(given['defaultAddress']),
    email_marketing_consent: byEmail && {
      state: lower(byEmail['marketingState']),
      opt_in_level: lower(byEmail['marketingOptInLevel']),
      consent_updated_at: byEmail['marketingUpdatedAt'],
    },
    sms_marketing_consent: texts && {
      state: lower(texts['state']),
      opt_in_level: lower(texts['optInLevel']),
      consent_updated_at: texts['updatedAt'],
    },
  });
}

export function productAsTold(value: unknown): Node {
  const given = node(value) ?? {};
  return compact({
    id: given['legacyResourceId'],
    title: given['title'],
    handle: given['handle'],
    product_type: given['productType'],
    vendor: given['vendor'],
    tags: given['tags'],
    status: lower(given['status']),
    created_at: given['createdAt'],
    updated_at: given['updatedAt'],
    variants: nodes(given['variants']).map((variant) => {
      const item = node(variant['inventoryItem']);
      return {
        id: variant['legacyResourceId'],
        title: variant['title'],
        sku: variant['sku'],
        price: variant['price'],
        compare_at_price: variant['compareAtPrice'],
        inventory_quantity: variant['inventoryQuantity'],
        inventory_item_id: item?.['legacyResourceId'],
        ...(item?.['tracked'] === false ? { inventory_management: null } : {}),
      };
    }),
  });
}

const SETS = [
  'totalPriceSet',
  'currentTotalPriceSet',
  'subtotalPriceSet',
  'currentSubtotalPriceSet',
  'totalDiscountsSet',
  'currentTotalDiscountsSet',
  'totalTaxSet',
  'currentTotalTaxSet',
  'totalShippingPriceSet',
  'currentShippingPriceSet',
];
const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

export function orderAsTold(value: unknown): Node {
  const given = node(value) ?? {};
  const fulfilment = lower(given['displayFulfillmentStatus']);
  return compact({
    id: given['legacyResourceId'],
    name: given['name'],
    cart_token: given['cartToken'],
    checkout_token: given['checkoutToken'],
    email: given['email'],
    phone: given['phone'],
    customer_locale: given['customerLocale'],
    customer: node(given['customer']) && customerAsTold(given['customer']),
    shipping_address: address(given['shippingAddress']),
    billing_address: address(given['billingAddress']),
    created_at: given['createdAt'],
    processed_at: given['processedAt'],
    updated_at: given['updatedAt'],
    cancelled_at: given['cancelledAt'],
    cancel_reason: lower(given['cancelReason']),
    test: given['test'],
    source_name: given['sourceName'],
    currency: given['currencyCode'],
    taxes_included: given['taxesIncluded'],
    financial_status: lower(given['displayFinancialStatus']),
    fulfillment_status:
      fulfilment === 'partially_fulfilled' ? 'partial' : fulfilment === 'fulfilled' ? 'fulfilled' : null,
    discount_codes: Array.isArray(given['discountCodes'])
      ? given['discountCodes'].map((code: unknown) => ({ code }))
      : [],
    ...Object.fromEntries(SETS.map((name) => [snake(name), money(given[name])])),
    refunds: nodes(given['refunds']).map((refund) => {
      const back = money(refund['totalRefundedSet']);
      return {
        id: refund['legacyResourceId'],
        created_at: refund['createdAt'],
        processed_at: refund['processedAt'],
        note: refund['note'],
        transactions: back
          ? [
              {
                kind: 'refund',
                status: 'success',
                amount: node(back['shop_money'])?.['amount'],
                amount_set: back,
              },
            ]
          : [],
      };
    }),
    line_items: nodes(given['lineItems']).map(lineAsTold),
  });
}

function lineAsTold(line: Node): Node {
  const product = node(line['product']);
  return {
    id: numberOf(line['id']),
    product_id: product?.['legacyResourceId'],
    variant_id: node(line['variant'])?.['legacyResourceId'],
    product_type: product?.['productType'],
    title: line['title'],
    variant_title: line['variantTitle'],
    sku: line['sku'],
    quantity: line['quantity'],
    current_quantity: line['currentQuantity'],
    gift_card: line['isGiftCard'],
    requires_shipping: line['requiresShipping'],
    price_set: money(line['originalUnitPriceSet']),
    discount_allocations: nodes(line['discountAllocations']).map((one) => ({
      amount_set: money(one['allocatedAmountSet']),
    })),
    tax_lines: nodes(line['taxLines']).map((one) => ({ price_set: money(one['priceSet']) })),
  };
}
