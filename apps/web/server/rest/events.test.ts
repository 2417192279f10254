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
  properties: { cartId: `cart-${id}`, currency: 'USD', lines: [{ productId: 'p1', title: 'Mug', price: '12.00', quantity: 2 }], ...more },
});
const send = (body: unknown, headers?: Record<string, string>) => here.call('POST', '/events', { body, ...(headers ? { headers } : {}) });
const customer = async (email: string) => (await here.call('GET', `/customers?email=${encodeURIComponent(email)}`)).body.items[0];

describe('events that come in', () => {
  it('takes one event by itself and tells the id it has now', async () => {
    const answer = await send(cart('single'));
    expect(answer.status).toBe(202);
    expect(answer.body).toMatchObject({
      accepted: [{ index: 0, id: 'single', duplicate: false, eventId: expect.stringMatching(/^[0-9a-f-]{36}$/) }],
      refused: [],
    });
  });

  it('takes a batch as a list and as an object, and says of each event what became of it', async () => {
    const list = await send([cart('b1'), { id: 'b2' }, cart('b3')]);
    expect(list.status).toBe(202);
    expect(list.body.accepted.map((item: { id: string }) => item.id)).toEqual(['b1', 'b3']);
    expect(list.body.refused).toEqual([{ index: 1, id: 'b2', problem: expect.stringContaining('type') }]);
    const object = await send({ events: [cart('b4')] });
    expect(object.body.accepted).toHaveLength(1);
  });

  it('counts the same id twice as one event, whenever the second comes', async () => {
    const first = await send(cart('twice'));
    const second = await send(cart('twice', { lines: [] }));
    expect(second.body.accepted[0]).toEqual({ ...first.body.accepted[0], duplicate: true });
  });

  it('refuses a single bad event with the field that is wrong and what to do', async () => {
    const answer = await send({ id: 'bad', type: 'cart-updated', customer: { email: 'not an address' }, properties: { cartId: 'x' } });
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

  it('lets an older update of a cart that comes late change nothing', async () => {
    const at = (minutes: number) => new Date(Date.now() - 60 * 60_000 + minutes * 60_000).toISOString();
    const update = (id: string, minutes: number, quantity: number) => ({
      id,
      type: 'cart-updated',
      occurredAt: at(minutes),
      customer: { email: 'late@example.com' },
      properties: { cartId: 'late', updatedAt: at(minutes), lines: [{ productId: 'p', price: 1000, quantity }] },
    });
    await send([update('late-2', 10, 3)]);
    await send([update('late-1', 5, 1)]);
    const { id } = await customer('late@example.com');
    const kept = (await here.call('GET', `/customers/${id}/export`)).body.carts[0];
    expect(kept).toMatchObject({ total: 3000 });
  });

  it('keeps emoji, right-to-left letters and quotes just as they were written', async () => {
    const firstName = 'Zoë 👩🏽‍🚀 שלום «مرحبا» \u202e"; drop table';
    expect((await send({ id: 'emoji', type: 'customer-updated', customer: { email: 'emoji@example.com', firstName } })).status).toBe(202);
    expect((await customer('emoji@example.com')).firstName).toBe(firstName);
  });

  it('takes out characters no database can hold and keeps the rest of the batch', async () => {
    const body =
      '[{"id":"nul","type":"customer-updated","customer":{"email":"nul@example.com","firstName":"A\\u0000nn \\ud800x"}},{"id":"ok","type":"customer-updated","customer":{"email":"ok@example.com"}}]';
    expect((await send(body)).body.accepted).toHaveLength(2);
    expect((await customer('nul@example.com')).firstName).toBe('Ann \ufffdx');
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

  it('wants JSON and says so when something else comes', async () => {
    expect(await send('id=1', { 'content-type': 'application/x-www-form-urlencoded' })).toMatchObject({
      status: 415,
      body: { code: 'content-type-unsupported' },
    });
  });

  it('refuses ten megabytes whether or not their length was said before', async () => {
    const huge = JSON.stringify({ id: 'huge', type: 'note-left', properties: { text: 'x'.repeat(10 * 1024 * 1024) } });
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

  it('survives a body that is nested thousands of levels deep', async () => {
    const deep = `{"id":"deep","type":"note-left","customer":{"email":"deep@example.com"},"properties":{"a":${'['.repeat(20_000)}${']'.repeat(20_000)}}}`;
    const answer = await send(deep);
    expect(answer.status).toBeLessThan(500);
  });
});
