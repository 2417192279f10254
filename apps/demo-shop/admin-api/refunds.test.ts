import { DAY, HOUR } from '@millrace/base';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orderId, type Journey } from '../journeys/journey.ts';
import { moneyLeft, shippingLeft, unitsLeft, worthOf } from '../journeys/refund.ts';
import { priceOfLine, productNumbered } from '../shop/catalogue.ts';
import { orderPayload } from '../shopify/order.ts';
import { shopForTests, testWorld } from '../live/shop-for-tests.ts';
import { connectorTo, eventsOf } from '../testing/connector-to.ts';

const world = testWorld('refunds', 300);
const COMMON = { restock: true, notify: false, note: '' };

/** A shop with orders, some of them sent, and its connector. */
async function trading() {
  const shop = shopForTests({ world });
  await shop.pass(3 * DAY);
  const orders = shop.life.state.journeys.filter(
    ({ orderedAt, refunds }) => orderedAt !== null && refunds === undefined,
  );
  return {
    shop,
    asked: connectorTo(shop.life),
    sent: orders.filter(({ sentAt }) => sentAt !== null),
    waiting: orders.filter(({ sentAt }) => sentAt === null),
  };
}
const call = (journey: Journey, input: object, more: object = {}) => ({
  callId: `call-${journey.number}`,
  input: { ...COMMON, ...input },
  texts: { note: 'Arrived broken', lines: '' },
  about: { order: String(orderId(journey)), product: null },
  ...more,
});

describe('refunds, made by Millrace’s connector', () => {
  it('of the whole order return everything that was paid, restock the lines, and send webhooks', async () => {
    const { shop, asked, sent } = await trading();
    const journey = sent[0]!;
    const { total } = orderTotals(journey);
    const before = shop.parcels.length;
    const stock = stockOf(shop, journey);
    expect(asked.act('refund', call(journey, { what: 'whole' }))).toMatchObject({
      result: 'done',
      found: { refunded: total, currency: 'USD' },
    });
    expect(moneyLeft(journey)).toBe(0);
    expect(stockOf(shop, journey)).toBe(stock + journey.lines[0]![1]);
    const told = shop.parcels.slice(before);
    expect(told.map(({ topic }) => topic)).toEqual(
      expect.arrayContaining(['refunds/create', 'orders/updated', 'inventory_levels/update']),
    );
    const [refunded] = told.filter(({ topic }) => topic === 'refunds/create').flatMap(eventsOf);
    expect(Number(refunded?.properties?.['amount']) * 100).toBeCloseTo(total, 6);
    const payload = orderPayload(shop.life.world, journey, shop.life.person(journey.person), shop.life.now());
    expect(payload).toMatchObject({
      financial_status: 'refunded',
      current_total_price: '0.00',
      current_subtotal_price: '0.00',
    });
    expect(asked.act('refund', call(journey, { what: 'whole' }, { callId: 'another' }))).toMatchObject({
      result: 'refused',
    });
    const TOLD = `query($id: ID!) { order(id: $id) { refundable displayFinancialStatus transactions(first: 5) { kind status amountSet { shopMoney { amount } } }
      refunds(first: 5) { refundLineItems(first: 9) { nodes { quantity restocked lineItem { title sku } } } } } }`;
    const order = asked.ask(TOLD, { id: `gid://shopify/Order/${orderId(journey)}` }).data.order;
    expect(order).toMatchObject({
      refundable: false,
      displayFinancialStatus: 'REFUNDED',
      transactions: [{ kind: 'SALE' }, { kind: 'REFUND' }],
    });
    expect(order.refunds[0].refundLineItems.nodes).toHaveLength(journey.lines.length);
    expect(order.refunds[0].refundLineItems.nodes[0]).toMatchObject({
      restocked: true,
      lineItem: { sku: expect.stringMatching(/^TK-/) },
    });
  });

  it('of lines by SKU cancel these lines of an unsent order, and keep the rest', async () => {
    const { asked, waiting } = await trading();
    const journey = waiting.find(({ lines }) => lines.length > 1)!;
    const sku = asked.ask('query($id: ID!) { order(id: $id) { lineItems(first: 1) { nodes { sku } } } }', {
      id: `gid://shopify/Order/${orderId(journey)}`,
    }).data.order.lineItems.nodes[0].sku;
    const { amount } = worthOf(journey, 0, 1);
    const input = { what: 'lines', lines: 'x', shipping: false };
    expect(
      asked.act('refund', call(journey, input, { texts: { note: '', lines: `${sku} x 1` } })),
    ).toMatchObject({
      result: 'done',
      found: { refunded: amount },
    });
    expect(journey.refunds).toMatchObject([
      { lines: [{ place: 0, quantity: 1, restock: 'cancel' }], shipping: 0, amount },
    ]);
  });

  it('of an amount take back no line and lower the amount that is left', async () => {
    const { asked, sent } = await trading();
    const journey = sent[1]!;
    const left = moneyLeft(journey);
    expect(
      asked.act('refund', call(journey, { what: 'amount', amount: 500, currency: 'USD' })),
    ).toMatchObject({
      result: 'done',
      found: { refunded: 500 },
    });
    expect(moneyLeft(journey)).toBe(left - 500);
    expect(unitsLeft(journey, 0)).toBe(journey.lines[0]![1]);
    expect(
      asked.act(
        'refund',
        call(journey, { what: 'amount', amount: left, currency: 'USD' }, { callId: 'more' }),
      ),
    ).toMatchObject({
      result: 'refused',
      reason: expect.stringContaining('can still be refunded'),
    });
  });

  it('happen once for each key: the same attempt again gives the same answer', async () => {
    const { shop, asked, sent } = await trading();
    const journey = sent[0]!;
    const first = asked.act('refund', call(journey, { what: 'amount', amount: 500, currency: 'USD' }));
    const told = shop.parcels.length;
    const again = asked.act(
      'refund',
      call(journey, { what: 'amount', amount: 500, currency: 'USD' }, { learned: first.call.learned }),
    );
    expect({ ...again, call: null }).toEqual({ ...first, call: null });
    expect(journey.refunds).toHaveLength(1);
    expect(shop.parcels).toHaveLength(told);
  });

  it('need a key, and refuse a key that was used for another request', async () => {
    const { asked, sent } = await trading();
    const input = {
      orderId: `gid://shopify/Order/${orderId(sent[0]!)}`,
      refundLineItems: [],
      transactions: [],
    };
    const bare = asked.ask(
      'mutation($input: RefundInput!) { refundCreate(input: $input) { userErrors { message } } }',
      { input },
    );
    expect(bare.errors[0].message).toMatch(/@idempotent directive is required/);
    const KEYED =
      'mutation($input: RefundInput!, $key: String!) { refundCreate(input: $input) @idempotent(key: $key) { userErrors { message } } }';
    asked.act('refund', call(sent[0]!, { what: 'amount', amount: 500, currency: 'USD' }));
    expect(asked.ask(KEYED, { input, key: `call-${sent[0]!.number}` }).errors[0].extensions.code).toBe(
      'IDEMPOTENCY_KEY_PARAMETER_MISMATCH',
    );
    expect(asked.ask(KEYED, { input, key: 'fresh' }).data.refundCreate.userErrors).toHaveLength(1);
  });

  it('in any order and any parts add up to what was paid, to the cent, and never to more', async () => {
    const { sent } = await trading();
    const parts = fc.array(fc.record({ place: fc.nat(3), quantity: fc.integer({ min: 1, max: 4 }) }), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(fc.constantFrom(...sent), parts, (order, wanted) => {
        const journey = { ...order, refunds: [] as NonNullable<Journey['refunds']> };
        let id = 1;
        const give = (place: number, quantity: number) => {
          const taken = Math.min(quantity, place < journey.lines.length ? unitsLeft(journey, place) : 0);
          if (taken === 0) return;
          const worth = worthOf(journey, place, taken);
          expect(worth.amount).toBeLessThanOrEqual(priceOfLine(journey.lines[place]!) * taken);
          journey.refunds.push({
            id: id++,
            at: 0,
            note: null,
            shipping: 0,
            amount: worth.amount,
            lines: [{ place, quantity: taken, restock: 'return', ...worth }],
          });
        };
        for (const { place, quantity } of wanted) give(place, quantity);
        for (const [place] of journey.lines.entries()) give(place, 99);
        expect(moneyLeft(journey)).toBe(shippingLeft(journey));
      }),
    );
  });
});

describe('what apps write on orders and customers', () => {
  it('is a tag or a note, and webhooks have it from then on', async () => {
    const { shop, asked, sent } = await trading();
    const journey = sent[0]!;
    const about = { order: String(orderId(journey)), product: null };
    const tag = { input: { do: 'add-tag', tag: 'x' }, texts: { tag: 'late' }, about };
    expect(asked.act('tag-order', tag)).toMatchObject({ result: 'done' });
    const note = (text: string) =>
      asked.act('write-note', { input: { about: 'order', note: text }, texts: { note: text }, about });
    expect(note('Asked twice')).toMatchObject({ result: 'done' });
    const second = note('Was told');
    expect(journey).toMatchObject({ tags: ['late'], note: 'Asked twice\nWas told' });
    // The same attempt again writes the same note.
    asked.act('write-note', { ...second.call });
    expect(journey.note).toBe('Asked twice\nWas told');
    const payload = orderPayload(shop.life.world, journey, shop.life.person(journey.person), shop.life.now());
    expect(payload).toMatchObject({ tags: 'late', note: 'Asked twice\nWas told' });
    asked.act('tag-order', { ...tag, input: { do: 'remove-tag', tag: 'x' } });
    expect(journey.tags).toEqual([]);
    const { customerId } = shop.life.person(journey.person);
    const person = { email: null, phone: null, externalId: String(customerId) };
    const words = { input: { about: 'customer', note: 'Kind' }, texts: { note: 'Kind' }, person };
    expect(asked.act('write-note', words)).toMatchObject({ result: 'done' });
    expect(shop.life.state.notes[customerId]).toBe('Kind');
  });
});

const productIdOf = (number: number) => productNumbered(number).productId;
const orderTotals = (journey: Journey) => ({ total: moneyLeft(journey) });
const stockOf = (shop: Awaited<ReturnType<typeof trading>>['shop'], journey: Journey) =>
  shop.life.state.stock[journey.lines[0]![0]] ?? 0;

describe('a price, changed by Millrace’s connector', () => {
  it('applies to products added to carts from then on, is sent by a webhook, and leaves orders unchanged', async () => {
    const { shop, asked, sent } = await trading();
    const journey = sent[0]!;
    const [number] = journey.lines[0]!;
    const paid = moneyLeft(journey);
    const product = asked
      .read('products')
      .events.find(({ properties }) => String(properties?.['productId']) === String(productIdOf(number)))!;
    const terms = {
      how: 'lower-percent',
      value: 20,
      showBefore: true,
      floor: null,
      ceiling: null,
      margin: 0,
      assumedCostShare: 0.4,
      beyond: 'limit',
      currency: 'USD',
    };
    const before = Math.round(Number(product.properties?.['price']) * 100);
    const told = shop.parcels.length;
    const about = { order: null, product: String(productIdOf(number)) };
    const done = asked.act('change-price', { input: terms, about });
    const after = Math.round(before * 0.8);
    expect(done).toMatchObject({ result: 'done', found: { oldPrice: before, newPrice: after, changed: 1 } });
    const [update] = shop.parcels
      .slice(told)
      .filter(({ topic }) => topic === 'products/update')
      .flatMap(eventsOf);
    expect(Math.round(Number(update?.properties?.['price']) * 100)).toBe(after);
    expect(Math.round(Number(update?.properties?.['compareAtPrice']) * 100)).toBe(before);
    expect(moneyLeft(journey)).toBe(paid);
    // The same attempt again sets the same price, although the change was in percent.
    expect(asked.act('change-price', { ...done.call })).toMatchObject({ result: 'done' });
    expect(shop.life.priceOf(number)).toBe(after);
    expect(asked.act('change-price', { input: { ...terms, how: 'end-sale' }, about })).toMatchObject({
      found: { newPrice: before },
    });
    asked.act('change-price', { input: terms, about });
    const carts = shop.parcels.length;
    await shop.pass(30 * HOUR);
    const lines = shop.parcels
      .slice(carts)
      .filter(({ topic }) => topic === 'carts/create')
      .flatMap(
        ({ body }) =>
          (JSON.parse(body) as { line_items: { product_id: number; price: string }[] }).line_items,
      );
    for (const line of lines.filter(({ product_id: id }) => id === productIdOf(number)))
      expect(Math.round(Number(line.price) * 100)).toBe(after);
  });
});
