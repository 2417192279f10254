import fc from 'fast-check';

/** People and orders that are made up, and how each of Shopify's two ways of telling writes them down. */
const cents = (most = 500_000) => fc.integer({ min: 0, max: most }).map((minor) => (minor / 100).toFixed(2));
const id = fc.integer({ min: 1, max: 9_000_000_000_000 }).map(String);
const day = fc
  .integer({ min: Date.UTC(2022, 0, 1), max: Date.UTC(2026, 10, 1) })
  .map((at) => new Date(Math.floor(at / 1_000) * 1_000).toISOString());
const name = fc.constantFrom('Maya', 'Ife', '李', 'O’Brien', null);
const address = fc.option(
  fc.record({
    first: name,
    last: name,
    city: fc.constantFrom('Chicago', 'Łódź', null),
    country: fc.constantFrom('US', 'PL', null),
  }),
);
const consent = fc.option(
  fc.record({
    state: fc.constantFrom('SUBSCRIBED', 'UNSUBSCRIBED', 'NOT_SUBSCRIBED', 'PENDING', 'INVALID', 'REDACTED'),
    level: fc.constantFrom('SINGLE_OPT_IN', 'CONFIRMED_OPT_IN', 'UNKNOWN', null),
    at: fc.option(day),
  }),
);
export const person = fc.record({
  id,
  email: fc.constantFrom('maya@example.com', null),
  phone: fc.constantFrom('+13125550142', null),
  first: name,
  last: name,
  tags: fc.subarray(['vip', 'coffee', 'needs care']),
  locale: fc.constantFrom('en-US', 'de', null),
  state: fc.constantFrom('ENABLED', 'DISABLED'),
  created: day,
  updated: day,
  address,
  byEmail: consent,
  bySms: consent,
});
type Person = typeof person extends fc.Arbitrary<infer Value> ? Value : never;

const line = fc.record({
  id,
  product: fc.option(id),
  variant: fc.option(id),
  category: fc.constantFrom('Coffee', null),
  title: fc.constantFrom('Dockside Espresso', 'Tip', 'Mug ☕'),
  kind: fc.constantFrom('250 g', 'Default Title', null),
  sku: fc.constantFrom('MUG-1', null),
  quantity: fc.integer({ min: 1, max: 9 }),
  left: fc.integer({ min: 0, max: 9 }),
  price: cents(),
  discounts: fc.array(cents(2_000), { maxLength: 2 }),
  taxes: fc.array(cents(2_000), { maxLength: 2 }),
  isCard: fc.boolean(),
});
export const order = fc.record({
  id,
  name: fc.constantFrom('#1001', '#7'),
  cart: fc.option(fc.constantFrom('Z2NwLXVz?key=1', 'abc')),
  checkout: fc.option(fc.constantFrom('5f0c2d6a', 'c-2')),
  email: fc.constantFrom('maya@example.com', null),
  phone: fc.constantFrom('+13125550199', null),
  locale: fc.constantFrom('en-US', null),
  customer: fc.option(person),
  shipping: address,
  billing: address,
  created: day,
  updated: day,
  cancelled: fc.option(day),
  financial: fc.constantFrom('PAID', 'PENDING', 'PARTIALLY_REFUNDED', 'REFUNDED', 'VOIDED'),
  isFulfilled: fc.boolean(),
  isTest: fc.boolean(),
  currency: fc.constantFrom('USD', 'EUR'),
  taxIncluded: fc.boolean(),
  total: cents(),
  subtotal: cents(),
  discount: cents(),
  tax: cents(),
  shippingCost: cents(5_000),
  codes: fc.subarray(['WELCOME5', 'BACK-1']),
  lines: fc.array(line, { minLength: 1, maxLength: 4 }),
  refunds: fc.array(fc.record({ id, at: day, note: fc.constantFrom('Broken', null), amount: cents(5_000) }), {
    maxLength: 2,
  }),
});
type Order = typeof order extends fc.Arbitrary<infer Value> ? Value : never;

/** As webhooks write it, in the words of the REST API. */
export const rest = {
  money: (amount: string, currency: string) => ({
    shop_money: { amount, currency_code: currency },
    presentment_money: { amount, currency_code: currency },
  }),
  address: (given: Order['shipping']) =>
    given && {
      first_name: given.first,
      last_name: given.last,
      city: given.city,
      country_code: given.country,
    },
  consent: (given: Person['byEmail']) =>
    given && {
      state: given.state.toLowerCase(),
      opt_in_level: given.level?.toLowerCase() ?? null,
      consent_updated_at: given.at,
    },
  customer: (given: Person) => ({
    id: Number(given.id),
    email: given.email,
    phone: given.phone,
    first_name: given.first,
    last_name: given.last,
    tags: given.tags.join(', '),
    locale: given.locale,
    state: given.state.toLowerCase(),
    created_at: given.created,
    updated_at: given.updated,
    default_address: rest.address(given.address),
    email_marketing_consent: given.email === null ? null : rest.consent(given.byEmail),
    sms_marketing_consent: given.phone === null ? null : rest.consent(given.bySms),
  }),
  order: (given: Order) => ({
    admin_graphql_api_id: `gid://shopify/Order/${given.id}`,
    id: Number(given.id),
    name: given.name,
    cart_token: given.cart,
    checkout_token: given.checkout,
    email: given.email,
    phone: given.phone,
    customer_locale: given.locale,
    customer: given.customer && rest.customer(given.customer),
    shipping_address: rest.address(given.shipping),
    billing_address: rest.address(given.billing),
    created_at: given.created,
    processed_at: given.created,
    updated_at: given.updated,
    cancelled_at: given.cancelled,
    financial_status: given.financial.toLowerCase(),
    fulfillment_status: given.isFulfilled ? 'fulfilled' : null,
    test: given.isTest,
    source_name: 'web',
    currency: given.currency,
    taxes_included: given.taxIncluded,
    total_price_set: rest.money(given.total, given.currency),
    subtotal_price_set: rest.money(given.subtotal, given.currency),
    total_discounts_set: rest.money(given.discount, given.currency),
    total_tax_set: rest.money(given.tax, given.currency),
    total_shipping_price_set: rest.money(given.shippingCost, given.currency),
    discount_codes: given.codes.map((code) => ({ code, amount: '1.00', type: 'percentage' })),
    refunds: given.refunds.map((one) => ({
      id: Number(one.id),
      created_at: one.at,
      processed_at: one.at,
      note: one.note,
      refund_line_items: [],
      transactions: [{ kind: 'refund', status: 'success', amount: one.amount, currency: given.currency }],
    })),
    line_items: given.lines.map((one) => ({
      id: Number(one.id),
      product_id: one.product === null ? null : Number(one.product),
      variant_id: one.variant === null ? null : Number(one.variant),
      product_type: one.product === null ? null : one.category,
      title: one.title,
      variant_title: one.kind,
      sku: one.sku,
      quantity: one.quantity,
      current_quantity: one.left,
      gift_card: one.isCard,
      requires_shipping: true,
      price_set: rest.money(one.price, given.currency),
      discount_allocations: one.discounts.map((amount) => ({
        amount,
        amount_set: rest.money(amount, given.currency),
      })),
      tax_lines: one.taxes.map((price) => ({ price, price_set: rest.money(price, given.currency) })),
    })),
  }),
};

/** As the Admin API answers, in the words of GraphQL. */
export const graph = {
  money: (amount: string, currencyCode: string) => ({
    shopMoney: { amount, currencyCode },
    presentmentMoney: { amount, currencyCode },
  }),
  address: (given: Order['shipping']) =>
    given && { firstName: given.first, lastName: given.last, city: given.city, countryCodeV2: given.country },
  customer: (given: Person) => ({
    legacyResourceId: given.id,
    defaultEmailAddress:
      given.email === null
        ? null
        : {
            emailAddress: given.email,
            marketingState: given.byEmail?.state ?? null,
            marketingOptInLevel: given.byEmail?.level ?? null,
            marketingUpdatedAt: given.byEmail?.at ?? null,
          },
    defaultPhoneNumber:
      given.phone === null
        ? null
        : {
            phoneNumber: given.phone,
            smsMarketingConsent: given.bySms && {
              state: given.bySms.state,
              optInLevel: given.bySms.level,
              updatedAt: given.bySms.at,
            },
          },
    firstName: given.first,
    lastName: given.last,
    tags: given.tags,
    locale: given.locale,
    state: given.state,
    createdAt: given.created,
    updatedAt: given.updated,
    defaultAddress: graph.address(given.address),
  }),
  order: (given: Order) => ({
    id: `gid://shopify/Order/${given.id}`,
    legacyResourceId: given.id,
    name: given.name,
    cartToken: given.cart,
    checkoutToken: given.checkout,
    email: given.email,
    phone: given.phone,
    customerLocale: given.locale,
    customer: given.customer && graph.customer(given.customer),
    shippingAddress: graph.address(given.shipping),
    billingAddress: graph.address(given.billing),
    createdAt: given.created,
    processedAt: given.created,
    updatedAt: given.updated,
    cancelledAt: given.cancelled,
    test: given.isTest,
    sourceName: 'web',
    currencyCode: given.currency,
    taxesIncluded: given.taxIncluded,
    displayFinancialStatus: given.financial,
    displayFulfillmentStatus: given.isFulfilled ? 'FULFILLED' : 'UNFULFILLED',
    discountCodes: given.codes,
    totalPriceSet: graph.money(given.total, given.currency),
    subtotalPriceSet: graph.money(given.subtotal, given.currency),
    totalDiscountsSet: graph.money(given.discount, given.currency),
    totalTaxSet: graph.money(given.tax, given.currency),
    totalShippingPriceSet: graph.money(given.shippingCost, given.currency),
    refunds: given.refunds.map((one) => ({
      legacyResourceId: one.id,
      createdAt: one.at,
      processedAt: one.at,
      note: one.note,
      totalRefundedSet: graph.money(one.amount, given.currency),
    })),
    lineItems: {
      nodes: given.lines.map((one) => ({
        id: `gid://shopify/LineItem/${one.id}`,
        product: one.product === null ? null : { legacyResourceId: one.product, productType: one.category },
        variant: one.variant === null ? null : { legacyResourceId: one.variant },
        title: one.title,
        variantTitle: one.kind,
        sku: one.sku,
        quantity: one.quantity,
        currentQuantity: one.left,
        isGiftCard: one.isCard,
        requiresShipping: true,
        originalUnitPriceSet: graph.money(one.price, given.currency),
        discountAllocations: one.discounts.map((amount) => ({
          allocatedAmountSet: graph.money(amount, given.currency),
        })),
        taxLines: one.taxes.map((amount) => ({ priceSet: graph.money(amount, given.currency) })),
      })),
      pageInfo: { hasNextPage: false, endCursor: null },
    },
  }),
};
