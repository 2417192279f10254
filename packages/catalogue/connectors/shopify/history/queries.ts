const MONEY = 'shopMoney { amount currencyCode } presentmentMoney { amount currencyCode }';
const ADDRESS = 'firstName lastName city countryCodeV2';
const CUSTOMER = `legacyResourceId firstName lastName tags locale state createdAt updatedAt defaultAddress { ${ADDRESS} }
  defaultEmailAddress { emailAddress marketingState marketingOptInLevel marketingUpdatedAt }
  defaultPhoneNumber { phoneNumber smsMarketingConsent { state optInLevel updatedAt } }`;
const PAGE = 'pageInfo { hasNextPage endCursor }';

const VARIANT =
  'legacyResourceId title sku price compareAtPrice inventoryQuantity inventoryItem { legacyResourceId tracked }';
const LINE = `id title variantTitle sku quantity currentQuantity isGiftCard requiresShipping
  product { legacyResourceId productType } variant { legacyResourceId }
  originalUnitPriceSet { ${MONEY} } discountAllocations { allocatedAmountSet { ${MONEY} } } taxLines { priceSet { ${MONEY} } }`;

/** The lines of one order after the known ones. */
export const MORE_LINES = `query MoreLines($id: ID!, $after: String!) {
  order(id: $id) { updatedAt lineItems(first: 100, after: $after) { nodes { ${LINE} } ${PAGE} } }
}`;

/** The variants of one product after the known ones. */
export const MORE_VARIANTS = `query MoreVariants($id: ID!, $after: String!) {
  product(id: $id) { updatedAt variants(first: 250, after: $after) { nodes { ${VARIANT} } ${PAGE} } }
}`;

/** People, by when they last changed. */
export const CUSTOMERS = `query Customers($first: Int!, $after: String, $query: String) {
  customersCount(query: $query) { count }
  customers(first: $first, after: $after, query: $query, sortKey: UPDATED_AT) { nodes { ${CUSTOMER} } ${PAGE} }
}`;

export const PRODUCTS = `query Products($first: Int!, $after: String, $query: String) {
  products(first: $first, after: $after, query: $query, sortKey: UPDATED_AT) {
    nodes { legacyResourceId title handle productType vendor tags status createdAt updatedAt
      id variants(first: 100) { nodes { ${VARIANT} } ${PAGE} } }
    ${PAGE}
  }
}`;

/** Orders with their first lines; `MORE_LINES` reads the rest of longer ones. */
export const ORDERS = `query Orders($first: Int!, $after: String, $query: String) {
  ordersCount(query: $query) { count }
  orders(first: $first, after: $after, query: $query, sortKey: UPDATED_AT) {
    nodes { legacyResourceId name cartToken checkoutToken email phone customerLocale createdAt processedAt updatedAt cancelledAt cancelReason test
      sourceName displayFinancialStatus displayFulfillmentStatus discountCodes taxesIncluded currencyCode
      customer { ${CUSTOMER} } shippingAddress { ${ADDRESS} } billingAddress { ${ADDRESS} }
      totalPriceSet { ${MONEY} } currentTotalPriceSet { ${MONEY} } subtotalPriceSet { ${MONEY} } currentSubtotalPriceSet { ${MONEY} }
      totalDiscountsSet { ${MONEY} } currentTotalDiscountsSet { ${MONEY} } totalTaxSet { ${MONEY} } currentTotalTaxSet { ${MONEY} }
      totalShippingPriceSet { ${MONEY} } currentShippingPriceSet { ${MONEY} }
      refunds(first: 20) { legacyResourceId createdAt processedAt note totalRefundedSet { ${MONEY} } }
      id lineItems(first: 50) { nodes { ${LINE} } ${PAGE} } }
    ${PAGE}
  }
}`;

export const SUBSCRIPTIONS = `query Subscriptions($after: String) {
  webhookSubscriptions(first: 100, after: $after) { nodes { id topic uri } ${PAGE} }
}`;

export const SUBSCRIBE = `mutation Subscribe($topic: WebhookSubscriptionTopic!, $webhook: WebhookSubscriptionInput!) {
  webhookSubscriptionCreate(topic: $topic, webhookSubscription: $webhook) { webhookSubscription { id } userErrors { field message } }
}`;

export const UNSUBSCRIBE = `mutation Unsubscribe($id: ID!) {
  webhookSubscriptionDelete(id: $id) { deletedWebhookSubscriptionId userErrors { field message } }
}`;
