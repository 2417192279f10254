import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answered } from '../testing/recorded.ts';
import type { PulledPage } from '../pull.ts';
import { woocommerceConfig } from './config.ts';
import { woocommerce } from './connector.ts';
import { customerEvents } from './customer.ts';
import { woocommercePull } from './history.ts';
import { IGNORED, storeName, TOPICS, woocommerceIntake } from './intake.ts';
import { less, perUnit } from './money.ts';
import { orderEvents } from './order.ts';
import { deletedProductEvents, productEvents } from './product.ts';

const config = woocommerceConfig.parse(woocommerce.example);
const told = { at: Date.UTC(2026, 10, 12), fingerprint: 'f' };
const place = { since: null, until: Date.UTC(2026, 10, 27) };

/** A store with these things, which answers page by page as WooCommerce does, with or without saying how many pages there are. */
function readAll(
  id: string,
  all: readonly object[],
  variations: Readonly<Record<string, readonly object[]>>,
  saysPages: boolean,
) {
  const resource = woocommercePull.resources.find((one) => one.id === id)!;
  const events: PulledPage['events'][number][] = [];
  let [cursor, questions, count]: [PulledPage['next'], number, number] = [null, 0, 0];
  do {
    const url = new URL(resource.request(config, { ...place, cursor }).url);
    const parent = /products\/(\d+)\/variations/.exec(url.pathname)?.[1];
    const list = parent === undefined ? all : (variations[parent] ?? []);
    const [page, size] = ['page', 'per_page'].map((name) => Number(url.searchParams.get(name))) as [
      number,
      number,
    ];
    const headers: Record<string, string> = saysPages
      ? { 'x-wp-totalpages': String(Math.ceil(list.length / size)), 'x-wp-total': String(list.length) }
      : {};
    const said = resource.read(
      answered({ status: 200, headers, body: list.slice((page - 1) * size, page * size) }),
      config,
      { ...place, cursor },
    ) as PulledPage;
    events.push(...said.events);
    count += said.count;
    questions += 1;
    // As it comes back from a row of the database.
    cursor = JSON.parse(JSON.stringify(said.next)) as PulledPage['next'];
  } while (cursor !== null && questions < 200);
  return { events, count, questions, isOver: cursor === null };
}

describe('a history', () => {
  test('is read to its end, everything of it once, whether or not the store says how many pages it has', () => {
    fc.assert(
      fc.property(fc.constantFrom(0, 1, 49, 50, 51, 100, 173), fc.boolean(), (count, saysPages) => {
        const orders = Array.from({ length: count }, (_, index) => ({
          id: index + 1,
          status: 'processing',
          total: '5.00',
          date_created_gmt: '2026-11-10T15:20:02',
          line_items: [],
        }));
        const read = readAll('orders', orders, {}, saysPages);
        expect([read.isOver, read.count]).toEqual([true, count]);
        const placed = read.events
          .filter(({ type }) => type === 'order-placed')
          .map(({ properties }) => properties['orderId']);
        expect(placed).toEqual(orders.map(({ id }) => String(id)));
      }),
      { numRuns: 20 },
    );
  });

  test('of products tells each once, and the variations of each that has some once and whole', () => {
    const product = fc.constantFrom(0, 1, 99, 100, 101, 230);
    fc.assert(
      fc.property(fc.array(product, { minLength: 1, maxLength: 4 }), fc.boolean(), (sizes, saysPages) => {
        const products = sizes.map((size, index) => ({
          id: index + 1,
          name: `P${index}`,
          type: size > 0 ? 'variable' : 'simple',
          variations: Array.from({ length: size }, (_, at) => at),
        }));
        const variations = Object.fromEntries(
          sizes.map((size, index) => [
            String(index + 1),
            Array.from({ length: size }, (_, at) => ({ id: 1_000 * (index + 1) + at, price: '3.00' })),
          ]),
        );
        const { events, isOver, count } = readAll('products', products, variations, saysPages);
        expect([isOver, count]).toEqual([true, products.length]);
        const told = events.filter(({ properties }) => 'variants' in properties);
        expect(
          told.map(({ properties }) => [
            properties['productId'],
            (properties['variants'] as unknown[]).length,
          ]),
        ).toEqual(sizes.flatMap((size, index) => (size > 0 ? [[String(index + 1), size]] : [])));
        expect(events.length - told.length).toBe(products.length);
      }),
      { numRuns: 25 },
    );
  });

  test('begins anew at a place that is none, and never asks for a page below the first', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...woocommercePull.resources),
        fc.jsonValue({ maxDepth: 2 }),
        (resource, cursor) => {
          const url = new URL(resource.request(config, { ...place, cursor: cursor as never }).url);
          expect(Number(url.searchParams.get('page'))).toBeGreaterThanOrEqual(1);
          expect(url.origin + url.pathname).toMatch(
            /^https:\/\/harbour-lane\.example\/wp-json\/wc\/v3\/(customers|products|orders)/,
          );
        },
      ),
    );
  });
});

describe('the name of a store', () => {
  test.each([
    ['https://Harbour-Lane.example/', 'harbour-lane.example'],
    ['http://www.harbour-lane.example', 'harbour-lane.example'],
    ['https://harbour-lane.example/shop//', 'harbour-lane.example/shop'],
    ['https://harbour-lane.example:8443/?x=1', 'harbour-lane.example:8443'],
    ['ftp://harbour-lane.example', null],
    ['harbour-lane.example', null],
    ['', null],
  ])('%j is %j', (url, name) => {
    expect(storeName(url)).toBe(name);
    if (name !== null) expect(storeName(`https://${name}`)).toBe(name);
  });
});

describe('money of lines', () => {
  test.each([
    ['10.00', 3, '3.3333'],
    ['10.00', 1, '10.00'],
    ['10.00', 0, '10.00'],
    ['0.00', 7, '0'],
    ['0.0001', 2, '0.0001'],
    [undefined, 2, undefined],
  ])('%j for %d is %j each', (amount, quantity, each) => expect(perUnit(amount, quantity)).toBe(each));
  test.each([
    ['10.00', '9.00', '1'],
    ['10.00', '10.00', '0'],
    ['9.00', '10.00', undefined],
    [undefined, '1', undefined],
    ['1', undefined, undefined],
  ])('%j less %j is %j', (amount, taken, left) => expect(less(amount, taken)).toBe(left));
});

describe('an order', () => {
  const order = (change: object) =>
    orderEvents(
      { id: 727, status: 'processing', total: '5.00', date_modified_gmt: '2026-11-10T15:21:02', ...change },
      told,
    );
  test('of a state in the spelling of the database is the same state', () => {
    expect(order({ status: 'wc-completed' }).map(({ type }) => type)).toEqual(
      order({ status: 'Completed' }).map(({ type }) => type),
    );
  });
  test.each(['checkout-draft', 'auto-draft', 'pending', 'failed', 'trash', 'wc-pending'])(
    'that is %s tells nothing',
    (status) => {
      expect(order({ status, date_paid_gmt: '2026-11-10T15:21:00' })).toEqual([]);
    },
  );
  test('of a state that a plugin made is told as it is, and is not taken for placed until it was paid', () => {
    expect(order({ status: 'awaiting-shipment' }).map(({ type }) => type)).toEqual(['order-updated']);
    expect(order({ status: 'awaiting-shipment', date_paid_gmt: '2026-11-10T15:21:00' })[0]).toMatchObject({
      type: 'order-placed',
      properties: { financialStatus: 'awaiting-shipment' },
    });
  });
  test('with lines that have no product has a name for each', () => {
    const [placed] = order({
      line_items: [
        { id: 1, product_id: 0, sku: 'GIFT', quantity: 1, total: '3.00' },
        { id: 2, product_id: 0, name: 'Wrapping', quantity: 2, subtotal: '4.00', total: '4.00' },
      ],
    });
    expect(placed!.properties['lines']).toMatchObject([
      { productId: 'custom:GIFT', price: '3.00' },
      { productId: 'custom:Wrapping', price: '2', quantity: 2 },
    ]);
  });
});

describe('customers and products', () => {
  test('are told as of when they changed, and as of now where they do not say', () => {
    expect(
      customerEvents(
        { id: 7, email: 'maya@example.com', billing: { phone: '+13125550142', country: 'us' } },
        told,
      )[0],
    ).toMatchObject({
      occurredAt: told.at,
      customer: { externalId: '7', phone: '+13125550142', country: 'US' },
    });
    expect(customerEvents({ id: 7, date_modified_gmt: '2026-11-10T15:21:02' }, told)[0]!.occurredAt).toBe(
      Date.UTC(2026, 10, 10, 15, 21, 2),
    );
    expect(productEvents({ id: 7 }, told)[0]).toMatchObject({ occurredAt: told.at, type: 'product-updated' });
  });
  test('that are made or deleted are so once, however often it is told', () => {
    const again = { at: told.at + 1, fingerprint: 'other' };
    expect(productEvents({ id: 7 }, told, true)[0]!.id).toBe(productEvents({ id: 7 }, again, true)[0]!.id);
    expect(deletedProductEvents({ id: 7 }, told)[0]!.id).toBe(deletedProductEvents({ id: 7 }, again)[0]!.id);
    expect(productEvents({ id: 7 }, told)[0]!.id).not.toBe(productEvents({ id: 7 }, again)[0]!.id);
  });
  test.each([
    ['publish', 'active'],
    ['draft', 'draft'],
    ['pending', 'draft'],
    ['private', 'draft'],
    ['trash', 'archived'],
    ['something-new', undefined],
  ])('of the state %s are %s', (status, state) => {
    expect(productEvents({ id: 7, status }, told)[0]!.properties['status']).toBe(state);
  });
});

test('what is not for us is taken and comes to nothing; what nobody knows is refused by its name', () => {
  const connection = { config, headers: {} };
  for (const topic of [...IGNORED, 'action.woocommerce_add_to_cart'])
    expect(woocommerceIntake(topic, { id: 1 }, connection)).toEqual([]);
  expect(() => woocommerceIntake('x'.repeat(200), {}, connection)).toThrow(
    expect.objectContaining({ details: { topic: 'x'.repeat(80) } }),
  );
  for (const { topic } of TOPICS) expect(() => woocommerceIntake(topic, {}, connection)).toThrow(/id/);
});
