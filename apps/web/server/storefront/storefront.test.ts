import { createHmac, randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { visitorToken } from '@millrace/run/storefront';
import { readStorefront, saveStorefront, showIdentitySecret } from '@millrace/services/storefront';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openInstallation, PUBLIC_URL, type Installation } from '../testing/installation.ts';
import { handleStorefront } from './handle-storefront.ts';

const SHOP = 'https://shop.example';
let here: Installation;
let siteKey = '';
beforeAll(async () => {
  here = await openInstallation();
  siteKey = (await saveStorefront(here.store.context, { origins: ['shop.example', SHOP], takesCarts: true }))
    .siteKey;
});
afterAll(() => here.close());

let network = 0;
beforeEach(() => {
  network += 1;
});
const asks = (path: string, more: RequestInit & { origin?: string | null } = {}) => {
  const { origin = SHOP, headers, ...rest } = more;
  return handleStorefront(
    new Request(`${PUBLIC_URL}/store/${path}`, {
      ...rest,
      headers: {
        ...(origin === null ? {} : { origin }),
        'x-forwarded-for': `10.0.0.${network}`,
        ...(headers as Record<string, string>),
      },
    }),
  );
};
const visitor = () => randomUUID().replaceAll('-', '');
const seen = (type: string, properties: object, more: object = {}) => ({
  id: randomUUID(),
  type,
  properties,
  ...more,
});
const send = (body: unknown, more: Parameters<typeof asks>[1] = {}) =>
  asks(`${siteKey}/events`, {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
    headers: { 'content-type': 'text/plain' },
    ...more,
  });
const rows = <Row extends object>(
  sql: (tx: Parameters<Parameters<typeof here.store.db.inWorkspace>[1]>[0]) => Promise<Row[]>,
) => here.store.db.inWorkspace(here.store.context.workspaceId, sql);
const customersOf = (browser: string) =>
  rows<{ id: string; email: string | null }>(
    (tx) => tx`select c.id, c.email from customers c join customer_identities i on i.customer_id = c.id
      where i.kind = 'anonymous' and i.value = ${`browser:${browser}`}`,
  );
const eventsOf = (id: string) =>
  rows<{ type: string; properties: Record<string, unknown>; value: number | null }>(
    (tx) =>
      tx`select type, properties, value from events where customer_id = ${id} order by occurred_at, type`,
  );

describe('the script', () => {
  test('is small, has the settings of the store, and is kept by browsers for minutes', async () => {
    const answer = await asks(`${siteKey}.js`);
    const text = await answer.text();
    expect(answer.headers.get('content-type')).toContain('text/javascript');
    expect(answer.headers.get('cache-control')).toContain('max-age=300');
    expect(text).toContain('"asksConsent":true');
    expect(text).not.toContain('__MILLRACE');
    expect(gzipSync(text).length).toBeLessThan(6 * 1024);
    const again = await asks(`${siteKey}.js`, {
      headers: { 'if-none-match': answer.headers.get('etag') ?? '' },
    });
    expect(again.status).toBe(304);
  });

  test.each(['aaaaaaaaaaaaaaaaaaaa.js', 'x.js', 'constructor', '..%2f'])(
    'there is none of %s',
    async (path) => {
      expect((await asks(path)).status).toBe(404);
    },
  );

  test('has nothing beside it but what is meant', async () => {
    for (const path of ['constructor', '__proto__', 'settings', 'customers'])
      expect((await asks(`${siteKey}/${path}`)).status).toBe(404);
    expect((await asks(`${siteKey}/events`)).status).toBe(404);
  });
});

describe('events of a page', () => {
  test('are stored for its visitor, once for each id, and are seen in settings', async () => {
    const browser = visitor();
    const viewed = seen('product-viewed', {
      productId: 'mug',
      title: 'Mug',
      price: 48.5,
      url: `${SHOP}/mug`,
    });
    for (let time = 0; time < 2; time += 1) {
      const answer = await send({ visitor: browser, events: [viewed] });
      expect([answer.status, await answer.json()]).toEqual([202, { accepted: 1, refused: [] }]);
      expect(answer.headers.get('access-control-allow-origin')).toBe(SHOP);
    }
    const [person, ...others] = await customersOf(browser);
    expect(others).toEqual([]);
    expect(await eventsOf(person!.id)).toEqual([
      {
        type: 'product-viewed',
        value: null,
        properties: expect.objectContaining({ productId: 'mug', price: 4_850 }),
      },
    ]);
    expect((await readStorefront(here.store.context, {})).storefront).toMatchObject({
      lastEventType: 'product-viewed',
      origins: [SHOP],
    });
  });

  test('are refused from pages of others, which settings then name', async () => {
    const body = { visitor: visitor(), events: [seen('page-viewed', {})] };
    for (const origin of ['https://other.example', 'null', null, `${SHOP}:444`, 'http://shop.example'])
      expect([origin, (await send(body, { origin })).status]).toEqual([origin, 403]);
    expect((await readStorefront(here.store.context, {})).storefront?.refusedOrigin).toBe(
      'https://other.example',
    );
    expect(
      (await asks(`${siteKey}/events`, { method: 'OPTIONS', origin: 'https://other.example' })).headers.get(
        'access-control-allow-methods',
      ),
    ).toBeNull();
  });

  test.each([
    ['order-placed', { orderId: '1', total: '1.00' }],
    ['customer-subscribed', { channel: 'email' }],
    ['customer-updated', {}],
    ['signed-up', {}],
    ['product-updated', { productId: 'mug', price: '0.01' }],
    ['my-own', {}],
    ['constructor', {}],
  ])('of the type %s are no business of a page', async (type, properties) => {
    const answer = await send({ visitor: visitor(), events: [seen(type, properties)] });
    expect(await answer.json()).toMatchObject({ accepted: 0, refused: [{ index: 0 }] });
  });

  test('cannot name a customer, whatever they carry', async () => {
    const browser = visitor();
    const customer = {
      email: 'ann@example.com',
      id: here.store.context.workspaceId,
      consent: { email: { state: 'subscribed' } },
    };
    await send({
      visitor: browser,
      customer,
      email: 'ann@example.com',
      events: [{ ...seen('page-viewed', { url: SHOP, customer, email: 'ann@example.com' }), customer }],
    });
    const [person] = await customersOf(browser);
    expect(person?.email).toBeNull();
    const [page] = await eventsOf(person!.id);
    expect(page?.properties).toEqual({ url: SHOP });
  });

  test('keep no link that leads elsewhere', async () => {
    const browser = visitor();
    await send({
      visitor: browser,
      events: [
        seen('cart-updated', {
          cartId: 'c1',
          recoveryUrl: 'https://evil.example/pay',
          lines: [
            { productId: 'mug', price: 10, url: 'https://evil.example', image: 'https://evil.example/x.png' },
          ],
        }),
      ],
    });
    const found = await rows<{
      recovery_url: string | null;
      lines: object[];
      total: number;
      external_id: string;
    }>(
      (tx) =>
        tx`select recovery_url, lines, total, external_id from carts where external_id = ${`browser/${browser}/c1`}`,
    );
    expect(found).toMatchObject([{ recovery_url: null, total: 1_000 }]);
    expect(JSON.stringify(found)).not.toContain('evil');
  });

  test('cannot change the cart, or take the event ids, of another browser', async () => {
    const [one, two] = [visitor(), visitor()];
    const event = seen('cart-updated', { cartId: 'shared', lines: [{ productId: 'mug', price: 10 }] });
    await send({ visitor: one, events: [event] });
    expect(await (await send({ visitor: two, events: [event] })).json()).toEqual({
      accepted: 1,
      refused: [],
    });
    const carts = await rows((tx) => tx`select id from carts where external_id like ${'browser/%/shared'}`);
    expect(carts).toHaveLength(2);
  });

  test.each(['', '{', '[]', '{"events":[]}', '{"visitor":"short","events":[{}]}', 'null'])(
    'that cannot be read are refused: %s',
    async (body) => {
      expect((await send(body)).status).toBeGreaterThanOrEqual(400);
      expect((await send(body)).status).toBeLessThan(500);
    },
  );

  test('are limited in size and number', async () => {
    expect((await send('x'.repeat(70_000))).status).toBe(413);
    const many = Array.from({ length: 26 }, () => seen('page-viewed', {}));
    expect((await send({ visitor: visitor(), events: many })).status).toBe(422);
    const body = { visitor: visitor(), events: [{}] };
    const statuses: number[] = [];
    for (let time = 0; time < 260; time += 1) statuses.push((await send(body)).status);
    expect(statuses.filter((status) => status === 202)).toHaveLength(238);
    expect(statuses.at(-1)).toBe(429);
  });

  test('of carts are left to the connected store where that is set', async () => {
    await saveStorefront(here.store.context, { takesCarts: false });
    const { forgetStorefronts } = await import('@millrace/run/storefront');
    const { world } = await import('../world.ts');
    forgetStorefronts(world().db);
    const answer = await send({
      visitor: visitor(),
      events: [seen('cart-updated', { cartId: '1' }), seen('page-viewed', {})],
    });
    expect(await answer.json()).toMatchObject({ accepted: 1, refused: [{ index: 0 }] });
    await saveStorefront(here.store.context, { takesCarts: true });
    forgetStorefronts(world().db);
  });
});

describe('who a visitor is', () => {
  const known = async (email: string) => {
    await here.call('POST', '/events', {
      body: { id: randomUUID(), type: 'customer-created', customer: { email } },
    });
    const { body } = await here.call('GET', `/customers?email=${encodeURIComponent(email)}`);
    return body.items[0].id as string;
  };

  test('is said by the link in a message, for what they looked at before too', async () => {
    const browser = visitor();
    await send({ visitor: browser, events: [seen('product-viewed', { productId: 'before' })] });
    const id = await known('bea@example.com');
    const { workspaceId } = here.store.context;
    const token = visitorToken(here.store.context, { workspaceId, customerId: id, at: Date.now() });
    await send({ visitor: browser, token, events: [seen('product-viewed', { productId: 'after' })] });
    const viewed = (await eventsOf(id)).flatMap(({ properties }) => properties['productId'] ?? []);
    expect(viewed.toSorted()).toEqual(['after', 'before']);
    // From now on the browser is enough.
    await send({ visitor: browser, events: [seen('product-viewed', { productId: 'later' })] });
    expect((await eventsOf(id)).map(({ properties }) => properties['productId'])).toContain('later');
  });

  test('is not said by a token that is old, forged or of another store', async () => {
    const id = await known('cid@example.com');
    const { context } = here.store;
    const of = (workspaceId: string, at: number) =>
      visitorToken(context, { workspaceId, customerId: id, at });
    const good = of(context.workspaceId, Date.now());
    for (const token of [
      of(context.workspaceId, Date.now() - 31 * 60_000),
      of(randomUUID(), Date.now()),
      `${good.slice(0, -2)}xx`,
      'x.y',
    ]) {
      const browser = visitor();
      expect((await send({ visitor: browser, token, events: [seen('page-viewed', {})] })).status).toBe(202);
      expect((await customersOf(browser)).map((person) => person.id)).not.toContain(id);
    }
  });

  test('is said by the server of the store, which signs it', async () => {
    const { secret } = await showIdentitySecret(here.store.context, {});
    const signed = (payload: object, by = secret) => {
      const body = Buffer.from(JSON.stringify(payload)).toString('base64url');
      return `${body}.${createHmac('sha256', by).update(body).digest('base64url')}`;
    };
    const at = Math.floor(Date.now() / 1000);
    const told = async (identity: string) => {
      const browser = visitor();
      await send({ visitor: browser, identity, events: [seen('page-viewed', {})] });
      return (await customersOf(browser))[0]?.email ?? null;
    };
    expect(await told(signed({ email: 'Dee@example.com', at }))).toBe('dee@example.com');
    expect(await told(signed({ email: 'dee@example.com', at: at - 90_000 }))).toBeNull();
    expect(await told(signed({ email: 'dee@example.com', at }, 'guessed'))).toBeNull();
    expect(await told(signed({ email: 'dee@example.com', at, consent: {} }))).toBeNull();
  });
});
