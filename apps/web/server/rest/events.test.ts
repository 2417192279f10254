import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openInstallation, type Installation } from '../testing/installation.ts';

let here: Installation;
beforeAll(async () => {
  here = await openInstallation();
});
afterAll(() => here.close());

const cart = (id: string, more: Record<string, unknown> = {}) => ({
  id,
  type: 'cart-updated',
  customer: { email: `${id}@example.com` },
  properties: {
    cartId: `cart-${id}`,
    currency: 'USD',
    lines: [{ productId: 'p1', title: 'Mug', price: '12.00', quantity: 2 }],
    ...more,
  },
});
const send = (body: unknown, headers?: Record<string, string>) =>
  here.call('POST', '/events', { body, ...(headers ? { headers } : {}) });
const customer = async (email: string) =>
  (await here.call('GET', `/customers?email=${encodeURIComponent(email)}`)).body.items[0];

describe('events that come in', () => {
  it('accepts one event and returns its id', async () => {
    const answer = await send(cart('single'));
    expect(answer.status).toBe(202);
    expect(answer.body).toMatchObject({
      accepted: [
        { index: 0, id: 'single', duplicate: false, eventId: expect.stringMatching(/^[0-9a-f-]{36}$/) },
      ],
      refused: [],
    });
  });

  it('accepts a batch as a list and as an object, and returns the result of each event', async () => {
    const list = await send([cart('b1'), { id: 'b2' }, cart('b3')]);
    expect(list.status).toBe(202);
    expect(list.body.accepted.map((item: { id: string }) => item.id)).toEqual(['b1', 'b3']);
    expect(list.body.refused).toEqual([{ index: 1, id: 'b2', problem: expect.stringContaining('type') }]);
    const object = await send({ events: [cart('b4')] });
    expect(object.body.accepted).toHaveLength(1);
  });

  it('counts two events with the same id as one, whenever the second comes', async () => {
    const first = await send(cart('twice'));
    const second = await send(cart('twice', { lines: [] }));
    expect(second.body.accepted[0]).toEqual({ ...first.body.accepted[0], duplicate: true });
  });

  it('refuses a single bad event with the field that is wrong and what to do', async () => {
    const answer = await send({
      id: 'bad',
      type: 'cart-updated',
      customer: { email: 'not an address' },
      properties: { cartId: 'x' },
    });
    expect(answer.status).toBe(422);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(answer.body).toMatchObject({
      code: 'input-invalid',
      status: 422,
      next: expect.any(String),
      requestId: expect.any(String),
      fields: [{ field: 'customer.email' }],
    });
  });

  it('ignores an older update of a cart that comes late', async () => {
    const at = (minutes: number) => new Date(Date.now() - 60 * 60_000 + minutes * 60_000).toISOString();
    const update = (id: string, minutes: number, quantity: number) => ({
      id,
      type: 'cart-updated',
      occurredAt: at(minutes),
      customer: { email: 'late@example.com' },
      properties: {
        cartId: 'late',
        updatedAt: at(minutes),
        lines: [{ productId: 'p', price: 1000, quantity }],
      },
    });
    await send([update('late-2', 10, 3)]);
    await send([update('late-1', 5, 1)]);
    const { id } = await customer('late@example.com');
    const kept = (await here.call('GET', `/customers/${id}/export`)).body.carts[0];
    expect(kept).toMatchObject({ total: 3000 });
  });

  it('keeps emoji, right-to-left letters and quotes unchanged', async () => {
    const firstName = 'Zoë 👩🏽‍🚀 שלום «مرحبا» \u202e"; drop table';
    expect(
      (
        await send({
          id: 'emoji',
          type: 'customer-updated',
          customer: { email: 'emoji@example.com', firstName },
        })
      ).status,
    ).toBe(202);
    expect((await customer('emoji@example.com')).firstName).toBe(firstName);
  });

  it('refuses an event with characters that the database cannot store, says where, and accepts the rest of the batch', async () => {
    const body =
      '[{"id":"nul","type":"customer-updated","customer":{"email":"nul@example.com","firstName":"A\\u0000nn"}},{"id":"half","type":"customer-updated","customer":{"email":"half@example.com","notes":["x","\\ud800"]}},{"id":"ok","type":"customer-updated","customer":{"email":"ok@example.com","firstName":"\\ud83d\\ude00"}}]';
    const answer = await send(body);
    expect(answer.status).toBe(202);
    expect(answer.body.accepted.map((item: { id: string }) => item.id)).toEqual(['ok']);
    expect(answer.body.refused).toEqual([
      { index: 0, id: 'nul', problem: expect.stringMatching(/^customer\.firstName: /) },
      { index: 1, id: 'half', problem: expect.stringMatching(/^customer\.notes\.1: /) },
    ]);
    expect((await customer('ok@example.com')).firstName).toBe('😀');
    expect(await send(body.slice(1, body.indexOf('},{"id":"half"') + 1))).toMatchObject({
      status: 422,
      body: { fields: [{ field: 'customer.firstName' }] },
    });
  });

  it("refuses amounts in a currency that is not the store's, event by event", async () => {
    const answer = await send([cart('dollars'), cart('yen', { currency: 'JPY' })]);
    expect(answer.status).toBe(202);
    expect(answer.body.accepted.map((item: { id: string }) => item.id)).toEqual(['dollars']);
    expect(answer.body.refused).toEqual([{ index: 1, id: 'yen', problem: expect.stringContaining('JPY') }]);
  });
});

describe('bodies that cannot be used', () => {
  it('says that a body is not JSON', async () => {
    const answer = await send('{"id": "x", ');
    expect(answer).toMatchObject({ status: 400, body: { code: 'json-malformed' } });
  });

  it('requires JSON, and says so when something else comes', async () => {
    expect(await send('id=1', { 'content-type': 'application/x-www-form-urlencoded' })).toMatchObject({
      status: 415,
      body: { code: 'content-type-unsupported' },
    });
  });

  it('refuses more than ten megabytes, with and without a length', async () => {
    const huge = JSON.stringify({
      id: 'huge',
      type: 'note-left',
      properties: { text: 'x'.repeat(10 * 1024 * 1024) },
    });
    expect(await send(huge, { 'content-length': String(huge.length) })).toMatchObject({
      status: 413,
      body: { code: 'body-too-large', detail: expect.stringContaining('5 MB') },
    });
    expect((await send(huge)).status).toBe(413);
  });

  it.each([
    ['null', null],
    ['a number', 7],
    ['an empty list', []],
    ['a list of nonsense', { events: 'all' }],
  ])('refuses %s with a sentence', async (_what, body) => {
    expect(await here.call('POST', '/events', { body: JSON.stringify(body) })).toMatchObject({
      status: 422,
      body: { code: 'input-invalid' },
    });
  });

  it('refuses more events at once than it can store in one go', async () => {
    const answer = await send(Array.from({ length: 501 }, (_, index) => cart(`many-${index}`)));
    expect(answer).toMatchObject({ status: 422, body: { detail: expect.stringContaining('500') } });
  });

  it.each([
    ['nested thousands of levels deep', `{"a":${'['.repeat(20_000)}${']'.repeat(20_000)}}`, 'depth'],
    ['of more values than anybody sends', `{"a":[${'1,'.repeat(300_000)}1]}`, 'values'],
  ])('refuses a body %s by the limit it passes', async (_what, properties, limitName) => {
    const answer = await send(
      `{"id":"deep","type":"note-left","customer":{"email":"deep@example.com"},"properties":${properties}}`,
    );
    expect(answer).toMatchObject({ status: 422, body: { code: 'limit-exceeded', details: { limitName } } });
  });

  it('refuses bytes that are not UTF-8, and names the byte', async () => {
    const bytes = Buffer.concat([
      Buffer.from('{"id":"latin","type":"M'),
      Buffer.from([0xfc]),
      Buffer.from('ller"}'),
    ]);
    expect(await here.call('POST', '/events', { bytes })).toMatchObject({
      status: 400,
      body: { code: 'text-malformed', details: { position: 23 } },
    });
  });
});

describe('names that senders choose', () => {
  const own = (id: string, properties: Record<string, unknown>, more: Record<string, unknown> = {}) => ({
    id,
    type: 'note-left',
    customer: { email: 'own@example.com', ...more },
    properties,
  });
  const nested = (levels: number): unknown =>
    Array.from({ length: levels }).reduce<unknown>((inner) => ({ a: inner }), 1);
  const many = (count: number, prefix: string) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`${prefix}${index}`, index]));

  it.each([
    ['deep properties of an event', own('l1', { a: nested(14) }), 'properties.a.a'],
    ['a long text', own('l2', { text: 'x'.repeat(10_001) }), 'properties.text'],
    ['a long name', own('l3', { ['n'.repeat(300)]: 1 }), 'properties.nnn'],
    ['very many values', own('l4', { list: Array.from({ length: 20_001 }, () => 1) }), 'properties.list'],
    ['deep properties of a customer', own('l5', {}, { shelf: nested(8) }), 'customer.shelf.a'],
    ['very many properties of a customer', own('l6', {}, many(251, 'p')), 'customer: '],
    [
      'long properties of a customer',
      own('l7', {}, { a: 'x'.repeat(9_000), b: 'y'.repeat(9_000) }),
      'customer.b: ',
    ],
  ])('is refused beyond its limit, by its place: %s', async (_what, event, place) => {
    const [refused] = (await send([event])).body.refused;
    expect(refused.problem).toContain(place);
    expect(refused.problem).toMatch(/at most|more than/);
  });

  it('grows to a limit for one customer, and then only known names change', async () => {
    const who = { email: 'grown@example.com' };
    const grow = (id: string, more: Record<string, unknown>) =>
      send({ id, type: 'customer-updated', customer: { ...who, ...more } });
    for (let round = 0; round < 4; round += 1)
      expect((await grow(`grow-${round}`, many(80, `round${round}-`))).status).toBe(202);
    const before = Object.keys((await customer(who.email)).properties);
    expect(before).toHaveLength(240);
    await grow('grow-known', { 'round0-0': 'changed', ...many(80, 'further') });
    const { id, properties } = await customer(who.email);
    expect(properties['round0-0']).toBe('changed');
    expect(Object.keys(properties).toSorted()).toEqual(before.toSorted());
    expect(await here.call('PUT', `/customers/${id}`, { body: { shelf: nested(8) } })).toMatchObject({
      status: 422,
      body: { fields: [{ field: expect.stringContaining('shelf') }] },
    });
  });
});
