import { checkoutId, checkoutToken, amounts, type Journey } from '../journeys/journey.ts';
import { SHOP } from '../shop/shop.ts';
import type { Person, World } from '../people/person.ts';
import { address, customerInside } from './customer.ts';
import { cartLines, checkoutLines } from './lines.ts';
import { amountText, isoText } from './money-text.ts';

/** What the shop's theme writes into every cart. */
export const noteAttributes = (journey: Journey) => [{ name: 'device', value: journey.device }];

/** `carts/create` and `carts/update`, which do not name the customer. @param at real time */
export function cartPayload(world: World, journey: Journey, at: number) {
  return {
    id: journey.token,
    token: journey.token,
    line_items: cartLines(journey.lines, journey.token, world.currency),
    note: '',
    note_attributes: noteAttributes(journey),
    created_at: isoText(journey.createdAt),
    updated_at: isoText(at),
  };
}

/** The page of this shop where the shopper finds the checkout again. */
export const recoveryUrl = (world: World, journey: Journey, key: string): string =>
  `${world.shopUrl}/checkouts/${checkoutToken(journey)}/recover?key=${key}`;

/** `checkouts/create` and `checkouts/update`: the same cart at checkout, with the customer's name. @param at real time */
export function checkoutPayload(world: World, journey: Journey, person: Person, key: string, at: number) {
  const { currency } = world;
  const { goods, discount, shipping } = amounts(journey);
  const addressed = journey.step === 'shipping' || journey.step === 'payment';
  const shipped = journey.step === 'payment';
  const total = goods - discount + (shipped ? shipping : 0);
  return {
    id: checkoutId(journey),
    token: checkoutToken(journey),
    cart_token: journey.token,
    email: person.email,
    phone: null,
    gateway: null,
    buyer_accepts_marketing: false,
    buyer_accepts_sms_marketing: false,
    sms_marketing_phone: null,
    created_at: isoText(journey.checkoutAt ?? at),
    updated_at: isoText(at),
    landing_site: '/',
    note: '',
    note_attributes: noteAttributes(journey),
    referring_site: '',
    completed_at: null,
    closed_at: null,
    user_id: null,
    location_id: null,
    source_identifier: null,
    source_url: null,
    device_id: null,
    customer_locale: person.language,
    line_items: checkoutLines(journey.lines, journey.token, currency),
    name: `#${checkoutId(journey)}`,
    source: null,
    source_name: 'web',
    abandoned_checkout_url: recoveryUrl(world, journey, key),
    discount_codes:
      journey.code === null
        ? []
        : [{ code: journey.code.code, amount: amountText(discount, currency), type: 'percentage' }],
    tax_lines: [],
    taxes_included: false,
    currency,
    presentment_currency: currency,
    total_weight: 0,
    total_discounts: amountText(discount, currency),
    total_line_items_price: amountText(goods, currency),
    subtotal_price: amountText(goods - discount, currency),
    total_tax: '0.00',
    total_duties: null,
    total_price: amountText(total, currency),
    shipping_lines: shipped
      ? [
          {
            code: 'Standard',
            price: amountText(shipping, currency),
            original_shop_price: amountText(shipping, currency),
            title: 'Standard',
            source: 'shopify',
            tax_lines: [],
          },
        ]
      : [],
    ...(addressed ? { shipping_address: address(person), billing_address: address(person) } : {}),
    customer: customerInside(person, journey.checkoutAt ?? at),
    shop_domain: SHOP.domain,
  };
}
