import { cutTo } from '@millrace/base';
import { z } from 'zod';
import { done, refused, unclear, type Act, type ActCall, type ActOutcome, type Inquired } from '../../act.ts';
import { holdOrder, type HOLD_REASONS } from '../../acts/hold-order.ts';
import type { Dialogue } from '../../dialogue.ts';
import type { Answer } from '../../exchange.ts';
import { adminRequest } from '../ask.ts';
import type { ShopifyConfig } from '../config.ts';
import { admitted, saidBy, userErrors } from './admitted.ts';
import { asked, gidOf } from './inquired.ts';

const PARCELS = `query Parcels($id: ID!) {
  order(id: $id) { fulfillmentOrders(first: 50) { nodes { id status fulfillmentHolds { id handle heldByRequestingApp } } } }
}`;
/** The name of our holds, by which they are found again. */
const HANDLE = 'millrace';
/** Of fulfillment orders from which something can still be shipped. */
const SHIPPABLE = new Set(['OPEN', 'SCHEDULED', 'ON_HOLD', 'INCOMPLETE']);
const REASONS: Readonly<Record<(typeof HOLD_REASONS)[number], string>> = {
  fraud: 'HIGH_RISK_OF_FRAUD',
  address: 'INCORRECT_ADDRESS',
  stock: 'INVENTORY_OUT_OF_STOCK',
  payment: 'AWAITING_PAYMENT',
  other: 'OTHER',
};

const orderSchema = z.looseObject({
  fulfillmentOrders: z.looseObject({
    nodes: z.array(
      z.looseObject({
        id: z.string(),
        status: z.string(),
        fulfillmentHolds: z.array(
          z.looseObject({
            id: z.string(),
            handle: z.string().nullish(),
            heldByRequestingApp: z.boolean().nullish(),
          }),
        ),
      }),
    ),
  }),
});
/** Each parcel that changes, and the holds that are taken from it. */
const learnedSchema = z.array(z.strictObject({ id: z.string(), holds: z.array(z.string()) }));
const payload = z.looseObject({ userErrors });

/** Holds every part of the order that is not shipped, or takes our holds from it. */
export const holdOrderInShopify: Act<ShopifyConfig> = {
  repeat: () => ({
    means: 'harmless',
    harmless: true,
    sentence: 'A second hold of the same name is refused by Shopify, and a hold that is gone stays gone.',
  }),
  isReady: (_settings, secrets) => secrets.includes('accessToken'),
  example: { accessToken: 'shpat_example_token' },
  texts(input): Record<string, string> {
    const wanted = holdOrder.input.parse(input);
    return wanted.do === 'hold' ? { note: wanted.note } : {};
  },
  inquire,
  request(call, config) {
    const wanted = holdOrder.input.parse(call.input);
    const parcels = learnedSchema.parse(call.learned);
    const note = cutTo((call.texts['note'] ?? '').trim(), 255);
    const ids = Object.fromEntries(parcels.map(({ id }, at) => [`id${at}`, id]));
    if (wanted.do === 'hold') {
      const hold = {
        reason: REASONS[wanted.reason],
        handle: HANDLE,
        notifyMerchant: false,
        ...(note === '' ? {} : { reasonNotes: note }),
      };
      return { via: 'http', request: adminRequest(config, holding(parcels.length), { hold, ...ids }) };
    }
    const holds = Object.fromEntries(parcels.map((parcel, at) => [`holds${at}`, parcel.holds]));
    return { via: 'http', request: adminRequest(config, releasing(parcels.length), { ...ids, ...holds }) };
  },
  outcome: (answer, { input }) => outcomeOf(answer, holdOrder.input.parse(input).do),
};

/** One request for all parcels of an order. */
const holding = (count: number) => `mutation Hold($hold: FulfillmentOrderHoldInput!, ${idsOf(count)}) {
${each(count, (at) => `  changed${at}: fulfillmentOrderHold(id: $id${at}, fulfillmentHold: $hold) { userErrors { code field message } }`)}
}`;
const releasing = (
  count: number,
) => `mutation Release(${idsOf(count)}, ${each(count, (at) => `$holds${at}: [ID!]`, ', ')}) {
${each(count, (at) => `  changed${at}: fulfillmentOrderReleaseHold(id: $id${at}, holdIds: $holds${at}) { userErrors { field message } }`)}
}`;
const each = (count: number, line: (at: number) => string, between = '\n') =>
  Array.from({ length: count }, (_, at) => line(at)).join(between);
const idsOf = (count: number) => each(count, (at) => `$id${at}: ID!`, ', ');

function* inquire(call: ActCall, config: ShopifyConfig): Dialogue<Inquired> {
  const wanted = holdOrder.input.parse(call.input);
  const said = yield* asked(config, PARCELS, { id: gidOf(call, 'Order') });
  if ('ends' in said) return said.ends;
  if (said.data['order'] === null) return refused('There is no such order in the shop');
  const order = orderSchema.safeParse(said.data['order']).data;
  if (!order) return unclear('The answer of Shopify cannot be read.');
  const parcels = order.fulfillmentOrders.nodes.map(({ id, status, fulfillmentHolds }) => ({
    id,
    status,
    holds: fulfillmentHolds
      .filter((hold) => hold.heldByRequestingApp === true && hold.handle === HANDLE)
      .map((hold) => hold.id),
  }));
  const open = parcels.filter(({ status }) => SHIPPABLE.has(status));
  const isHold = wanted.do === 'hold';
  if (isHold && open.length === 0) return refused('Nothing of this order is left to ship');
  const changing = open.filter(({ holds }) => (holds.length === 0) === isHold);
  if (changing.length === 0)
    return done(null, isHold ? 'The order was held already.' : 'Millrace did not hold this order.');
  return { learned: changing.map(({ id, holds }) => ({ id, holds })) };
}

function outcomeOf(answer: Answer, what: 'hold' | 'release'): ActOutcome {
  const given = admitted(answer);
  if ('ends' in given) return given.ends;
  const read = z.array(payload).min(1).safeParse(Object.values(given.data));
  if (!read.success) return unclear('Shopify did not say whether the order was changed.');
  const errors = read.data
    .flatMap((one) => one.userErrors)
    // An earlier attempt whose answer was lost.
    .filter(({ code }) => code !== 'DUPLICATE_FULFILLMENT_HOLD_HANDLE');
  if (errors.length > 0) return refused(saidBy(errors));
  return done(
    null,
    what === 'hold' ? 'Shopify holds the order.' : 'The order can be shipped again in Shopify.',
  );
}
