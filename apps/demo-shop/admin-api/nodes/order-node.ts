import type { OrderPayload } from '../../shopify/order.ts';
import { productByVariant } from '../../shop/catalogue.ts';
import { listOf } from '../connection.ts';
import type { KnownOrder } from '../desk.ts';
import { amounts, orderId, parcelId, type Journey, type ParcelHold } from '../../journeys/journey.ts';
import { backOf, moneyLeft, unitsLeft } from '../../journeys/refund.ts';
import { amountText } from '../../shopify/money-text.ts';
import { GATEWAY } from '../../shopify/refund.ts';
import { suggestedRefund, type SuggestedArgs } from './suggested-refund.ts';
import { addressNode, customerNode } from './customer-node.ts';
import { moneyBag } from './money-bag.ts';

/** `Order`, from the payload that a webhook would have now. */
export function orderNode({ payload, customer, journey }: KnownOrder) {
  const told = payload();
  const bag = (amount: string) => moneyBag(amount, told.currency);
  const shipping = told.total_shipping_price_set.shop_money.amount;
  const lineAt = (place: number) =>
    lineNode(told.line_items[place]!, told.currency, unitsLeft(journey, place));
  return {
    id: told.admin_graphql_api_id,
    legacyResourceId: String(told.id),
    name: told.name,
    number: told.number,
    cartToken: told.cart_token,
    checkoutToken: told.checkout_token,
    email: told.email,
    phone: told.phone,
    customerLocale: told.customer_locale,
    createdAt: told.created_at,
    processedAt: told.processed_at,
    updatedAt: told.updated_at,
    cancelledAt: told.cancelled_at,
    cancelReason: told.cancel_reason,
    test: told.test,
    confirmed: told.confirmed,
    sourceName: told.source_name,
    displayFinancialStatus: told.financial_status.toUpperCase(),
    displayFulfillmentStatus: told.fulfillment_status === null ? 'UNFULFILLED' : 'FULFILLED',
    discountCodes: told.discount_codes.map(({ code }) => code),
    taxesIncluded: told.taxes_included,
    currencyCode: told.currency,
    presentmentCurrencyCode: told.presentment_currency,
    tags: told.tags === '' ? [] : told.tags.split(', '),
    note: told.note,
    refundable: moneyLeft(journey) > 0,
    totalReceivedSet: bag(told.total_price),
    totalRefundedSet: bag(amountText(backOf(journey).paid, told.currency)),
    totalRefundedShippingSet: bag(amountText(backOf(journey).shipping, told.currency)),
    suggestedRefund: (args: SuggestedArgs) => suggestedRefund(journey, args, told.currency, lineAt),
    fulfillmentOrders: listOf([parcelNode(journey, told.cancelled_at !== null)]),
    customer: customerNode(customer),
    shippingAddress: addressNode(told.shipping_address, told.id),
    billingAddress: addressNode(told.billing_address, told.id + 1),
    totalPriceSet: bag(told.total_price),
    currentTotalPriceSet: bag(told.current_total_price),
    subtotalPriceSet: bag(told.subtotal_price),
    currentSubtotalPriceSet: bag(told.current_subtotal_price),
    totalDiscountsSet: bag(told.total_discounts),
    currentTotalDiscountsSet: bag(told.current_total_discounts),
    totalTaxSet: bag(told.total_tax),
    currentTotalTaxSet: bag(told.current_total_tax),
    totalShippingPriceSet: bag(shipping),
    currentShippingPriceSet: bag(
      amountText(amounts(journey).shipping - backOf(journey).shipping, told.currency),
    ),
    transactions: ({ first }: { readonly first?: number | null }) =>
      paymentsOf(told, journey).slice(0, first ?? undefined),
    refunds: ({ first }: { readonly first?: number | null }) =>
      told.refunds.slice(0, first ?? undefined).map((one) => refundNode(one, told)),
    lineItems: listOf(told.line_items.map((_line, place) => lineAt(place))),
  };
}

/** `FulfillmentOrder`: all of an order goes in one parcel. */
export function parcelNode(journey: Journey, isCancelled = false) {
  const { hold, sentAt } = journey;
  const isOver = sentAt !== null || isCancelled;
  return {
    id: `gid://shopify/FulfillmentOrder/${parcelId(journey)}`,
    status: isOver ? 'CLOSED' : hold ? 'ON_HOLD' : 'OPEN',
    orderId: `gid://shopify/Order/${orderId(journey)}`,
    fulfillmentHolds: hold ? [holdNode(hold)] : [],
  };
}

/** `FulfillmentHold`. */
export const holdNode = ({ id, handle, reason, note }: ParcelHold) => ({
  id: `gid://shopify/FulfillmentHold/${id}`,
  handle,
  heldByRequestingApp: true,
  reason,
  reasonNotes: note,
  displayReason: reason.toLowerCase().replaceAll('_', ' '),
});

export function refundNode(refund: OrderPayload['refunds'][number], { currency }: OrderPayload) {
  const [transaction] = refund.transactions;
  return {
    id: `gid://shopify/Refund/${refund.id}`,
    legacyResourceId: String(refund.id),
    createdAt: refund.created_at,
    processedAt: refund.processed_at,
    updatedAt: refund.processed_at,
    note: refund.note,
    totalRefundedSet: moneyBag(transaction?.amount ?? amountText(0, currency), currency),
    refundLineItems: listOf(
      refund.refund_line_items.map((line) => ({
        id: `gid://shopify/RefundLineItem/${line.id}`,
        lineItem: lineNode(line.line_item!, currency, 0),
        quantity: line.quantity,
        restockType: line.restock_type.toUpperCase(),
        restocked: line.restock_type !== 'no_restock',
        location:
          line.location_id === null
            ? null
            : { id: `gid://shopify/Location/${line.location_id}`, name: 'The shed' },
        priceSet: moneyBag(line.line_item!.price, currency),
        subtotalSet: moneyBag(line.subtotal_set.shop_money.amount, currency),
        totalTaxSet: moneyBag(amountText(0, currency), currency),
      })),
    ),
    transactions: listOf(refund.transactions.map((one) => transactionNode(one, 'REFUND'))),
  };
}

/** `OrderTransaction`s: the payment and the refunds. */
function paymentsOf(told: OrderPayload, journey: Journey) {
  const sale = {
    id: told.id + 8,
    gateway: GATEWAY,
    amount: told.total_price,
    currency: told.currency,
    created_at: told.processed_at,
  };
  const left = moneyBag(amountText(moneyLeft(journey), told.currency), told.currency).shopMoney;
  return [
    { ...transactionNode(sale, 'SALE'), maximumRefundableV2: left },
    ...told.refunds.flatMap(({ transactions }) => transactions.map((one) => transactionNode(one, 'REFUND'))),
  ];
}

interface Payment {
  readonly id: number;
  readonly gateway: string;
  readonly amount: string;
  readonly currency: string;
  readonly created_at: string;
}

const transactionNode = (
  { id, gateway, amount, currency, created_at: at }: Payment,
  kind: 'SALE' | 'REFUND',
) => ({
  id: `gid://shopify/OrderTransaction/${id}`,
  kind,
  status: 'SUCCESS',
  gateway,
  formattedGateway: 'Shopify Payments',
  test: false,
  manualPaymentGateway: false,
  manuallyCapturable: false,
  multiCapturable: false,
  amountSet: moneyBag(amount, currency),
  createdAt: at,
  processedAt: at,
});

function lineNode(line: OrderPayload['line_items'][number], currency: string, left: number) {
  return {
    id: line.admin_graphql_api_id,
    title: line.title,
    name: line.name,
    variantTitle: line.variant_title,
    sku: line.sku,
    vendor: line.vendor,
    quantity: line.quantity,
    currentQuantity: line.current_quantity,
    refundableQuantity: left,
    unfulfilledQuantity: line.fulfillment_status === null ? left : 0,
    restockable: left > 0,
    isGiftCard: line.gift_card,
    requiresShipping: line.requires_shipping,
    taxable: line.taxable,
    product: {
      id: `gid://shopify/Product/${line.product_id}`,
      legacyResourceId: String(line.product_id),
      productType: productByVariant(String(line.variant_id))?.category ?? '',
    },
    variant: {
      id: `gid://shopify/ProductVariant/${line.variant_id}`,
      legacyResourceId: String(line.variant_id),
    },
    originalUnitPriceSet: moneyBag(line.price, currency),
    discountAllocations: [],
    taxLines: [],
  };
}
