import { orderName } from '../journeys/past.ts';
import { amounts, checkoutId, checkoutToken, orderId, parcelId, type Journey } from '../journeys/journey.ts';
import { backOf } from '../journeys/refund.ts';
import { refundPayload } from './refund.ts';
import { hexFrom } from '../random.ts';
import { productNumbered } from '../shop/catalogue.ts';
import { SHOP } from '../shop/shop.ts';
import type { Person, World } from '../people/person.ts';
import { PLACES } from '../people/places.ts';
import { noteAttributes } from './cart.ts';
import { address, customerInside } from './customer.ts';
import { orderLines } from './lines.ts';
import { LOCATION } from './location.ts';
import { amountText, isoText, moneySet } from './money-text.ts';

const BROWSERS: Readonly<Record<string, string>> = {
  mobile:
    'Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.1 Mobile/15E148 Safari/604.1',
  tablet:
    'Mozilla/5.0 (iPad; CPU OS 19_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.1 Mobile/15E148 Safari/604.1',
  desktop:
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/148.0.0.0 Safari/537.36',
};
export const browserOf = (device: string): string => BROWSERS[device] ?? BROWSERS['desktop']!;

/** Whom the parcel is addressed to: the buyer, where they live or elsewhere. */
function receiver(journey: Journey, person: Person): Person {
  const place = journey.goesTo === undefined ? undefined : PLACES[journey.goesTo];
  if (!place) return person;
  const [city, region, country, , postalCode] = place;
  return { ...person, city, region, country, postalCode };
}

/** An order in the form of webhooks. */
export type OrderPayload = ReturnType<typeof orderPayload>;

/** `orders/create`, `orders/paid`, `orders/fulfilled`. @param at real time of the change */
export function orderPayload(world: World, journey: Journey, person: Person, at: number) {
  const { currency } = world;
  const id = orderId(journey);
  const { goods, discount, shipping, total } = amounts(journey);
  const placed = isoText(journey.orderedAt ?? at);
  const fulfilled = journey.sentAt !== null;
  const name = orderName(journey.orderedAt ?? at, SHOP.zone, journey.number);
  const back = backOf(journey);
  const code =
    journey.used ??
    (journey.code === null ? null : { code: journey.code.code, discount, kind: 'percentage' as const });
  return {
    id,
    admin_graphql_api_id: `gid://shopify/Order/${id}`,
    app_id: 580111,
    browser_ip: null,
    buyer_accepts_marketing: false,
    cancel_reason: null,
    cancelled_at: null,
    cart_token: journey.token,
    checkout_id: checkoutId(journey),
    checkout_token: checkoutToken(journey),
    closed_at: null,
    confirmed: true,
    contact_email: person.email,
    client_details: {
      accept_language: person.language,
      browser_height: null,
      browser_ip: null,
      browser_width: null,
      session_hash: null,
      user_agent: browserOf(journey.device),
    },
    created_at: placed,
    processed_at: placed,
    updated_at: isoText(at),
    currency,
    presentment_currency: currency,
    customer_locale: person.language,
    current_subtotal_price: amountText(goods - discount - back.goods, currency),
    current_total_discounts: amountText(discount - back.discount, currency),
    current_total_price: amountText(total - back.goods - back.shipping, currency),
    current_total_tax: '0.00',
    discount_codes:
      code === null
        ? []
        : [{ code: code.code, amount: amountText(code.discount, currency), type: code.kind }],
    email: person.email,
    financial_status:
      back.paid === 0 && back.refunds.length === 0
        ? 'paid'
        : back.paid >= total
          ? 'refunded'
          : 'partially_refunded',
    fulfillment_status: fulfilled ? 'fulfilled' : null,
    landing_site: '/',
    name,
    note: journey.note ?? null,
    note_attributes: noteAttributes(journey),
    number: journey.number,
    order_number: 20_000 + journey.number,
    order_status_url: `${world.shopUrl}/orders/${hexFrom(32, 'order', journey.token)}`,
    payment_gateway_names: ['shopify_payments'],
    phone: null,
    referring_site: '',
    source_name: 'web',
    subtotal_price: amountText(goods - discount, currency),
    tags: (journey.tags ?? []).join(', '),
    tax_lines: [],
    taxes_included: false,
    test: false,
    token: hexFrom(32, 'order', journey.token),
    total_discounts: amountText(discount, currency),
    total_discounts_set: moneySet(discount, currency),
    total_line_items_price: amountText(goods, currency),
    total_outstanding: '0.00',
    total_price: amountText(total, currency),
    total_price_set: moneySet(total, currency),
    total_shipping_price_set: moneySet(shipping, currency),
    total_tax: '0.00',
    total_tip_received: '0.00',
    total_weight: 0,
    user_id: null,
    billing_address: address(person),
    shipping_address: address(receiver(journey, person)),
    customer: customerInside(person, journey.checkoutAt ?? at),
    fulfillments: fulfilled ? [parcelPayload(journey, person, world, null, at)] : [],
    line_items: orderLines(journey.lines, id, currency, fulfilled).map((line, place) =>
      back.quantityOf(place) > 0
        ? { ...line, current_quantity: Math.max(0, line.quantity - back.quantityOf(place)) }
        : line,
    ),
    refunds: back.refunds.map((refund) => refundPayload(world, journey, refund)),
    shipping_lines: [
      {
        id: id + 7,
        code: 'Standard',
        price: amountText(shipping, currency),
        title: 'Standard',
        source: 'shopify',
        tax_lines: [],
        discounted_price: amountText(shipping, currency),
      },
    ],
  };
}

/** `fulfillments/create` and `fulfillments/update`. @param at real time */
export function parcelPayload(
  journey: Journey,
  person: Person,
  world: World,
  shipment: 'in_transit' | 'out_for_delivery' | 'delivered' | null,
  at: number,
) {
  const number = `TKP${String(700_000_000 + journey.number)}`;
  return {
    id: parcelId(journey),
    order_id: orderId(journey),
    status: 'success',
    created_at: isoText(journey.sentAt ?? at),
    updated_at: isoText(at),
    service: 'manual',
    shipment_status: shipment,
    tracking_company: 'Coastal Parcel',
    tracking_number: number,
    tracking_numbers: [number],
    tracking_url: `${world.shopUrl}/parcels/${number}`,
    tracking_urls: [`${world.shopUrl}/parcels/${number}`],
    email: person.email,
    receipt: {},
    name: `${orderName(journey.orderedAt ?? at, SHOP.zone, journey.number)}.1`,
    destination: address(receiver(journey, person)),
    line_items: orderLines(journey.lines, orderId(journey), world.currency, true),
  };
}

/** `inventory_levels/update`. @param at real time */
export function stockPayload(productNumber: number, available: number, at: number) {
  const product = productNumbered(productNumber);
  return {
    inventory_item_id: product.inventoryItemId,
    location_id: LOCATION,
    available,
    updated_at: isoText(at),
    admin_graphql_api_id: `gid://shopify/InventoryLevel/${LOCATION}?inventory_item_id=${product.inventoryItemId}`,
  };
}
