const MONEY = 'shopMoney { amount currencyCode } presentmentMoney { amount currencyCode }';

/** What can be refunded of an order, one page of lines at a time. */
export const REFUNDABLE_LINES = `query RefundableLines($id: ID!, $after: String) {
  order(id: $id) { id currencyCode presentmentCurrencyCode refundable
    lineItems(first: 100, after: $after) { nodes { id sku refundableQuantity unfulfilledQuantity variant { legacyResourceId } } pageInfo { hasNextPage endCursor } } }
}`;

/**
 * The refund that Shopify computes for these lines, with tax, discounts and shipping, and which payments are
 * refunded.
 */
export const SUGGESTED = `query Suggested($id: ID!, $lines: [RefundLineItemInput!], $shipping: Boolean, $full: Boolean) {
  order(id: $id) { suggestedRefund(refundLineItems: $lines, refundShipping: $shipping, suggestFullRefund: $full) {
    amountSet { ${MONEY} } maximumRefundableSet { ${MONEY} } shipping { amountSet { ${MONEY} } }
    refundLineItems { quantity restockType lineItem { id } location { id } }
    refundDuties { originalDuty { id } }
    suggestedTransactions { gateway amountSet { ${MONEY} } maximumRefundableSet { ${MONEY} } parentTransaction { id } } } }
}`;

export const REFUND = `mutation Refund($input: RefundInput!, $key: String!) {
  refunded: refundCreate(input: $input) @idempotent(key: $key) {
    refund { id legacyResourceId totalRefundedSet { ${MONEY} } } userErrors { field message } }
}`;
