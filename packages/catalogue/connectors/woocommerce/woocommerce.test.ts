import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answered } from '../testing/recorded.ts';
import { drive } from '../testing/drive.ts';
import { PublishedContract } from '../testing/published-contract.ts';
import type { HttpRequest } from '../exchange.ts';
import type { PulledPage } from '../pull.ts';
import { woocommerceConfig } from './config.ts';
import { woocommerce } from './connector.ts';
import { woocommercePull } from './history.ts';
import { shopOf, TOPICS } from './intake.ts';
import { perUnit } from './money.ts';
import { orderEvents } from './order.ts';
import { productEvents, variationEvents } from './product.ts';
import { woocommerceRegistration } from './registration.ts';

const contract = new PublishedContract(new URL('./contract/wc-v3.openapi.json', import.meta.url), '/wp-json');
const config = woocommerceConfig.parse(woocommerce.example);
const place = { cursor: null, since: null, until: Date.UTC(2026, 10, 27) };
const told = { at: Date.UTC(2026, 10, 12), fingerprint: 'f' };
const order = (change: object = {}) => ({
  id: 727,
  status: 'processing',
  currency: 'USD',
  total: '57.32',
  customer_id: 26,
  date_created_gmt: '2026-11-10T15:20:02',
  date_modified_gmt: '2026-11-10T15:21:02',
  date_paid_gmt: '2026-11-10T15:21:00',
  billing: { email: 'maya@example.com', country: 'us' },
  line_items: [
    {
      id: 1,
      product_id: 93,
      variation_id: 0,
      quantity: 3,
      subtotal: '10.00',
      total: '9.00',
      total_tax: '0.72',
    },
  ],
  ...change,
});
const types = (change: object) => orderEvents(order(change), told).map((event) => event.type);

describe('an order', () => {
  test.each([
    ['processing', {}, ['order-placed', 'order-paid', 'order-updated']],
    ['on hold', { status: 'on-hold', date_paid_gmt: null }, ['order-placed', 'order-updated']],
    [
      'completed',
      { status: 'completed' },
      ['order-placed', 'order-paid', 'order-fulfilled', 'order-updated'],
    ],
    [
      'cancelled after it was paid',
      { status: 'cancelled' },
      ['order-placed', 'order-paid', 'order-cancelled', 'order-updated'],
    ],
    [
      'cancelled and never paid',
      { status: 'cancelled', date_paid_gmt: null },
      ['order-cancelled', 'order-updated'],
    ],
    ['not paid yet', { status: 'pending', date_paid_gmt: null }, []],
    ['failed', { status: 'failed' }, []],
    ['a draft of the checkout', { status: 'checkout-draft' }, []],
  ])('that is %s tells what happened once, and then how it is', (_what, change, expected) =>
    expect(types(change)).toEqual(expected),
  );

  test('tells each of them under the same id whatever webhook or page told it', () => {
    const ids = (change: object) =>
      orderEvents(order(change), { ...told, fingerprint: 'other' })
        .filter(({ type }) => type !== 'order-updated')
        .map(({ id }) => id);
    expect(ids({ total: '60.00', date_modified_gmt: '2026-11-12T10:00:00' })).toEqual(ids({}));
  });

  test('says its dates in UTC, its lines before discounts, and money paid back as the order has it', () => {
    const [placed] = orderEvents(order({ refunds: [{ id: 9, total: '-4.00' }] }), told);
    expect(placed).toMatchObject({
      occurredAt: Date.UTC(2026, 10, 10, 15, 20, 2),
      customer: { externalId: '26', email: 'maya@example.com', country: 'US' },
      properties: {
        lines: [{ price: '3.3333', quantity: 3, discount: '1', tax: '0.72' }],
        refunds: [{ refundId: '9', amount: '4.00' }],
        taxIncluded: false,
      },
    });
  });

  test('of a guest is nobody with an account', () => {
    expect(orderEvents(order({ customer_id: 0 }), told)[0]?.customer).not.toHaveProperty('externalId');
  });

  test('divided among its units loses less than a ten-thousandth of each', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 10_000_000 }),
        fc.integer({ min: 1, max: 1_000 }),
        (cents, quantity) => {
          const each = Number(perUnit((cents / 100).toFixed(2), quantity));
          expect(Math.abs(each * quantity - cents / 100)).toBeLessThanOrEqual(quantity * 0.000_050_1);
        },
      ),
    );
  });
});

describe('a product', () => {
  const stock = (change: object) =>
    productEvents({ id: 1, name: 'Mug', ...change }, told)[0]?.properties['stock'];
  test.each([
    [{ manage_stock: true, stock_quantity: 4, stock_status: 'instock' }, 4],
    [{ manage_stock: false, stock_quantity: null, stock_status: 'instock' }, null],
    [{ manage_stock: false, stock_status: 'outofstock' }, 0],
    [{ manage_stock: true, stock_quantity: 0, stock_status: 'onbackorder', backorders_allowed: true }, null],
    [{ manage_stock: 'parent', stock_quantity: 7 }, null],
  ])('%o has %s in stock', (change, left) => expect(stock(change)).toBe(left));

  test('on sale has the regular price beside it', () => {
    const price = (change: object) =>
      productEvents({ id: 1, price: '18', regular_price: '20', ...change }, told)[0]?.properties;
    expect(price({ on_sale: true })).toMatchObject({ price: '18', compareAtPrice: '20' });
    expect(price({ on_sale: false })).toMatchObject({ compareAtPrice: null });
  });

  test('has its variations told together, as one that is left out is no longer for sale', () => {
    expect(
      variationEvents(
        '93',
        [
          { id: 1, price: '3' },
          { id: 2, price: '4' },
        ],
        told,
      ),
    ).toMatchObject([
      { properties: { productId: '93', variants: [{ variantId: '1' }, { variantId: '2' }] } },
    ]);
    expect(variationEvents('93', [], told)).toEqual([]);
  });
});

describe('a webhook', () => {
  const unsigned = woocommerce.webhook!.unsigned!;
  test('that only asks whether anybody is there is answered, and nothing else that is not signed', () => {
    expect(unsigned('webhook_id=12', {})).toMatchObject({ body: '' });
    for (const body of ['', 'webhook_id=', 'webhook_id=12&x=1', '{"id":1}'])
      expect(unsigned(body, {})).toBeNull();
    expect(unsigned('webhook_id=12', { 'x-wc-webhook-signature': 'x' })).toBeNull();
  });

  test('of a copy of the store is refused; the way an address is written does not matter', () => {
    const from = (source: string) => shopOf({ config, headers: { 'x-wc-webhook-source': source } });
    expect(from('http://www.Harbour-Lane.example/')).toBe('harbour-lane.example');
    expect(() => from('https://staging.harbour-lane.example/')).toThrow(/staging/);
  });
});

const address = 'https://shop.example/hooks/woocommerce/c1';
let made = 0;
function shop(hooks: Record<string, unknown>[]) {
  return (request: HttpRequest) => {
    expect(contract.problem(request)).toBeNull();
    const url = new URL(request.url);
    const id = Number(/webhooks\/(\d+)$/.exec(url.pathname)?.[1]);
    const body = request.body === null ? {} : (JSON.parse(request.body) as Record<string, unknown>);
    if (request.method === 'GET') return answered({ status: 200, body: hooks });
    if (request.method === 'POST') hooks.push({ id: (made += 1), ...body });
    const hook = request.method === 'POST' ? hooks.at(-1)! : hooks.find((one) => one['id'] === id)!;
    if (request.method === 'PUT') Object.assign(hook, body);
    if (request.method === 'DELETE') hooks.splice(hooks.indexOf(hook), 1);
    return answered({ status: 200, body: hook });
  };
}

describe('its webhooks', () => {
  test('are made once, made again when gone, turned on when turned off, and get a new secret when it is changed', () => {
    const hooks: Record<string, unknown>[] = [
      { id: 500, topic: 'order.created', status: 'active', delivery_url: 'https://elsewhere.example/' },
    ];
    const ensure = (renew = false, settings = config) =>
      drive(woocommerceRegistration.ensure(settings, address, renew), shop(hooks)).result;
    expect(ensure()).toMatchObject({ result: 'registered', made: TOPICS.length });
    expect(ensure()).toMatchObject({ made: 0 });
    hooks.splice(3, 1);
    hooks[5]!['status'] = 'disabled';
    expect(ensure()).toMatchObject({ made: 2 });
    expect(ensure(true, { ...config, webhookSecret: 'another-secret' })).toMatchObject({
      made: TOPICS.length,
    });
    expect(hooks.filter((hook) => hook['secret'] === 'another-secret')).toHaveLength(TOPICS.length);
    drive(woocommerceRegistration.remove!(config, address), shop(hooks));
    expect(hooks.map((hook) => hook['id'])).toEqual([500]);
  });

  test('stop with a word when the key may not write', () => {
    expect(
      drive(woocommerceRegistration.ensure(config, address, false), () => answered({ status: 401, body: {} }))
        .result,
    ).toMatchObject({
      result: 'refused',
      isSignIn: true,
    });
  });
});

describe('its history', () => {
  test.each(woocommercePull.resources)(
    '$id is asked for as described, from the beginning, from any page, and since a moment',
    (resource) => {
      const moments = resource.tellsChanges ? [null, Date.UTC(2026, 10, 1)] : [null];
      const cursors = [null, 3, { page: 2, asking: [] }, { page: null, asking: ['93'] }];
      const requests = moments.flatMap((since) =>
        cursors.map((cursor) => resource.request(config, { cursor, since, until: 0 })),
      );
      expect(requests.map((request) => contract.problem(request))).toEqual(requests.map(() => null));
    },
  );

  test('of a shop with plain permalinks is asked for by a query', () => {
    const request = woocommercePull.resources[2]!.request(
      { ...config, permalinks: 'plain' },
      { cursor: 2, since: null, until: 0 },
    );
    expect(request.url).toBe(
      'https://harbour-lane.example/?rest_route=/wc/v3/orders&page=2&per_page=50&order=asc&orderby=id',
    );
  });

  test('of products asks for the variations of each that has some before it goes on', () => {
    const products = woocommercePull.resources[1]!;
    const rows = [
      { id: 1, type: 'simple', variations: [] },
      { id: 2, type: 'variable', variations: [3] },
    ];
    const page = products.read(
      answered({ status: 200, headers: { 'x-wp-totalpages': '2' }, body: rows }),
      config,
      {
        cursor: null,
        since: null,
        until: 0,
      },
    );
    expect(page).toMatchObject({ count: 2, next: { page: 2, asking: ['2'] } });
    const place = { cursor: { page: 2, asking: ['2'] }, since: null, until: 0 };
    expect(products.request(config, place).url).toContain('/products/2/variations');
    expect(products.read(answered({ status: 200, body: [{ id: 3 }] }), config, place)).toMatchObject({
      next: { page: 2, asking: [] },
    });
  });

  test('of a product with more variations than a page has are told together, once all are read', () => {
    const count = 230;
    const all = Array.from({ length: count }, (_, index) => ({
      id: 1_000 + index,
      regular_price: '9.00',
      price: '9.00',
      attributes: [],
    }));
    const [, products] = woocommercePull.resources;
    let cursor: PulledPage['next'] = { page: null, asking: ['2'] };
    const told: PulledPage['events'][number][] = [];
    let questions = 0;
    while (cursor !== null) {
      const request = products!.request(config, { ...place, cursor });
      expect(contract.problem(request)).toBeNull();
      const part = Number(new URL(request.url).searchParams.get('page'));
      const body = all.slice((part - 1) * 100, part * 100);
      const said = products!.read(
        answered({ status: 200, headers: { 'x-wp-totalpages': '3' }, body }),
        config,
        {
          ...place,
          cursor,
        },
      ) as PulledPage;
      told.push(...said.events);
      questions += 1;
      cursor = JSON.parse(JSON.stringify(said.next)) as PulledPage['next'];
    }
    expect(questions).toBe(3);
    expect(told).toHaveLength(1);
    expect(told[0]?.properties!['variants' as 'lines']).toHaveLength(count);
  });
});
