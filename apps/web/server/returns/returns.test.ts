import { listReturns } from '@millrace/services/returns';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { handleStorefront } from '../storefront/handle-storefront.ts';
import { openInstallation, PUBLIC_URL, type Installation } from '../testing/installation.ts';

const DAY = 86_400_000;
let here: Installation;
let siteKey = '';
beforeAll(async () => {
  here = await openInstallation();
  const { body } = await here.call('PUT', '/return-policy', {
    body: { policy: { on: true, offers: ['refund', 'exchange', 'credit'], contact: 'help@shop.example' } },
  });
  siteKey = /\/store\/([a-z0-9]{20})\/returns$/.exec(body.address as string)![1]!;
});
afterAll(() => here.close());

let network = 0;
beforeEach(() => {
  network += 1;
});
const ask = (
  path: string,
  form?: Readonly<Record<string, string>>,
  origin: string | null = PUBLIC_URL,
): Promise<Response> =>
  handleStorefront(
    new Request(path.startsWith('/') ? `${PUBLIC_URL}${path}` : `${PUBLIC_URL}/store/${siteKey}/${path}`, {
      ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
      headers: { ...(origin === null ? {} : { origin }), 'x-forwarded-for': `10.2.0.${network}` },
    }),
  );
const textOf = async (response: Response) => (await response.text()).replaceAll(/<style>.*?<\/style>/gs, '');

let orders = 0;
async function order(more: Record<string, unknown> = {}, ago = 5 * DAY) {
  orders += 1;
  const number = String(5_000 + orders);
  const email = `buyer${orders}@example.com`;
  const at = new Date(Date.now() - ago).toISOString();
  const line = { quantity: 1, price: '40.00' };
  await here.call('POST', '/events', {
    body: {
      id: `order-${number}`,
      type: 'order-placed',
      occurredAt: at,
      customer: { email, firstName: `Buyer${orders}` },
      properties: {
        orderId: `o-${number}`,
        number: `#${number}`,
        placedAt: at,
        currency: 'USD',
        lines: [
          { ...line, productId: 'shirt', variantId: 'shirt-m', title: 'Linen shirt', category: 'Shirts' },
          { ...line, productId: 'socks', title: 'Wool socks', quantity: 3, price: '8.00', category: 'Socks' },
          { ...line, productId: 'cap', title: 'Old cap', category: 'Final sale' },
        ],
        total: '104.00',
        ...more,
      },
    },
  });
  return { number, email };
}
const find = (fields: { number: string; email: string }) => ask('returns', fields);
const location = (response: Response) => response.headers.get('location') ?? '';
/** From the order to the page before it is sent. @returns its address */
async function fillIn(
  fields: { number: string; email: string },
  items: Readonly<Record<string, string>> = { 'take shirt/shirt-m': '1' },
  reasons: Readonly<Record<string, string>> = { 'reason-0': 'too-small', 'text-0': '', wish: 'exchange' },
): Promise<string> {
  const found = await find(fields);
  expect(found.status).toBe(303);
  const chosen = await ask(location(found), items);
  expect(chosen.status).toBe(303);
  const given = await ask(location(chosen), reasons);
  expect(given.status).toBe(303);
  return location(given);
}
const requested = async (email: string) => {
  const { body } = await here.call('GET', `/customers?email=${email}`);
  const { id } = body.items[0] as { id: string };
  const timeline = await here.call('GET', `/customers/${id}/timeline?limit=100`);
  return (timeline.body.items as { type: string; data: Record<string, unknown> }[])
    .filter(({ type, data }) => type === 'event' && data['kind'] === 'return-requested')
    .map(({ data }) => data);
};
const all = async () => (await listReturns(here.store.context, { limit: 200 })).items;

describe('the returns page', () => {
  test('takes a return from the order to its number, and tells flows once, whatever is pressed again', async () => {
    const { number, email } = await order();
    const check = await fillIn({ number, email: ` ${email.toUpperCase()} ` });
    const page = await textOf(await ask(check));
    expect(page).toContain('This return is within our terms.');
    expect(page).toContain('Linen shirt');
    // Whatever opens links sends nothing.
    expect(await requested(email)).toEqual([]);
    const twice = await Promise.all([ask(check, {}), ask(check, {})]);
    expect(twice.map(({ status }) => status)).toEqual([303, 303]);
    await ask(check, {});
    const [told, ...others] = await requested(email);
    expect(others).toEqual([]);
    const [made] = (await all()).filter((one) => one.orderNumber === `#${number}`);
    expect(made).toMatchObject({
      answer: 'accepted',
      rule: 'within-policy',
      wish: 'exchange',
      value: 4_000,
      flow: null,
      step: 'approved',
      items: [{ title: 'Linen shirt', quantity: 1, reason: 'too-small', reasonLabel: 'Too small' }],
    });
    expect(told).toBeDefined();
    const [event] = await here.store.db.inWorkspace(
      here.store.context.workspaceId,
      (tx) => tx<{ properties: unknown; order_id: string; value: number; source: string }[]>`
        select properties, order_id, value, source from events where type = 'return-requested'
          and properties->>'returnId' = ${made!.number}`,
    );
    expect(event).toMatchObject({
      order_id: made!.orderId,
      value: 4_000,
      properties: {
        reason: 'Too small',
        reasonId: 'too-small',
        items: 'shirt-m x 1',
        titles: ['Linen shirt'],
        quantity: 1,
        value: 4_000,
        wish: 'exchange',
        policyAnswer: 'accepted',
        policyRule: 'within-policy',
      },
    });
    const status = await textOf(await ask(location(twice[0]!)));
    expect(status).toContain(made!.number);
    expect(status).toContain('Your return is accepted');
    expect(status).not.toContain(email);
  });

  test('what is under way cannot be returned again, and the rest can', async () => {
    const { number, email } = await order();
    await ask(await fillIn({ number, email }, { 'take socks/': '2' }), {});
    const items = await textOf(await ask(location(await find({ number, email }))));
    expect(items).toMatch(/There is a return of this order already: <a href="[^"]+">R-/);
    const rest = await fillIn(
      { number, email },
      { 'take socks/': '9', 'take shirt/shirt-m': '1' },
      {
        'reason-0': 'too-small',
        'reason-1': 'changed-mind',
        wish: 'refund',
      },
    );
    await ask(rest, {});
    const mine = (await all()).filter((one) => one.orderNumber === `#${number}`);
    expect(mine.map(({ items: lines }) => lines.map(({ quantity }) => quantity))).toEqual([[1, 1], [2]]);
    const done = await textOf(await ask(location(await find({ number, email }))));
    expect(done).toContain('Nothing of this order can be returned.');
    expect(done).toContain('Items from the final sale cannot be returned.');
  });

  test('an exception says that a person looks, and its event says why', async () => {
    const { number, email } = await order();
    const check = await fillIn(
      { number, email },
      { 'take shirt/shirt-m': '1' },
      {
        'reason-0': 'damaged',
        'text-0': 'A seam\r\nis open',
        wish: 'refund',
      },
    );
    expect(await textOf(await ask(check))).toContain('A person looks at this return first.');
    const sent = await ask(check, {});
    expect(await textOf(await ask(location(sent)))).toContain('A person looks at it');
    const [made] = (await all()).filter((one) => one.orderNumber === `#${number}`);
    expect(made).toMatchObject({
      answer: 'person',
      rule: 'reason',
      step: 'requested',
      items: [{ text: 'A seam\nis open' }],
    });
  });

  test('a late order is for a person, and a later one cannot be returned', async () => {
    const late = await order({}, 35 * DAY);
    const page = await textOf(await ask(location(await find(late))));
    expect(page).toContain('We look at it ourselves');
    const tooLate = await order({}, 80 * DAY);
    const closed = await textOf(await ask(location(await find(tooLate))));
    expect(closed).toContain('Nothing of this order can be returned.');
    const forced = await ask(location(await find(tooLate)), { 'take shirt/shirt-m': '1' });
    expect(location(forced)).toMatch(/\/order\/[^/]+\?missing$/);
    expect(await textOf(await ask(location(forced)))).toContain('Nothing of this order can be returned.');
  });

  test('what is missing stands beside its field, and what was chosen stays', async () => {
    const { number, email } = await order();
    const items = location(await find({ number, email }));
    const none = location(await ask(items, {}));
    expect(await textOf(await ask(none))).toContain('Choose what you want to return.');
    const reasons = location(await ask(items, { 'take socks/': '2' }));
    const wrong = await ask(reasons, { 'reason-0': 'other', 'text-0': '', wish: '' });
    // By an address of its own, so that going back never asks whether to send the form again.
    expect(location(wrong)).toBe(`${reasons}?missing`);
    const page = await textOf(await ask(location(wrong)));
    expect(page).toContain('2 answers are missing or wrong.');
    expect(page).toMatch(/aria-describedby="text-0-hint text-0-problem"/);
    expect(page).toContain('Choose what you would like for it.');
    // Whoever goes back finds it.
    expect(await textOf(await ask(reasons))).toContain('<option value="other" selected>');
    expect(await textOf(await ask(items))).toContain('<option value="2" selected>');
    // It cannot be sent as it is.
    const check = reasons.replace(/reasons$/, 'check');
    expect(location(await ask(check, {}))).toBe(`${reasons}?missing`);
    expect(await requested(email)).toEqual([]);
  });

  test('the policy and the order are read again before it is sent', async () => {
    const { number, email } = await order();
    const check = await fillIn({ number, email });
    await here.call('POST', '/events', {
      body: {
        id: `cancelled-${number}`,
        type: 'order-cancelled',
        customer: { email },
        properties: { orderId: `o-${number}`, cancelledAt: new Date().toISOString() },
      },
    });
    expect(location(await ask(check, {}))).toBe(check);
    const page = await ask(check);
    expect([page.status, await textOf(page)]).toEqual([
      422,
      expect.stringContaining('This order was cancelled.'),
    ]);
    expect(await requested(email)).toEqual([]);
  });
});

describe('how far a return is', () => {
  test('follows what the team and other systems say, and ends once', async () => {
    const { number, email } = await order();
    const sent = await ask(await fillIn({ number, email }), {});
    const address = location(sent);
    const [made] = (await all()).filter((one) => one.orderNumber === `#${number}`);
    const move = (body: object) => here.call('POST', `/returns/${made!.id}/move`, { body });
    expect((await move({ step: 'label', labelUrl: 'https://labels.example/1' })).body.step).toBe('label');
    expect(await textOf(await ask(address))).toContain('href="https://labels.example/1"');
    await here.call('POST', '/events', {
      body: {
        id: `back-${number}`,
        type: 'return-received',
        customer: { email },
        properties: { returnId: made!.number },
      },
    });
    expect(await textOf(await ask(address))).toContain('Your parcel is with us');
    expect((await move({ step: 'exchanged' })).body.step).toBe('exchanged');
    expect(await move({ step: 'refused', text: 'No' })).toMatchObject({
      status: 409,
      body: { code: 'return-over' },
    });
    expect(await textOf(await ask(address))).toContain('Your return is done');
    expect((await move({ step: 'label', labelUrl: 'javascript:alert(1)' })).status).toBe(422);
    const waiting = await here.call('GET', '/returns?show=without-flow');
    expect((waiting.body.items as { id: string }[]).map(({ id }) => id)).not.toContain(made!.id);
  });

  test('a refused one says why', async () => {
    const { number, email } = await order();
    const address = location(await ask(await fillIn({ number, email }), {}));
    const [made] = (await all()).filter((one) => one.orderNumber === `#${number}`);
    await here.call('POST', `/returns/${made!.id}/move`, {
      body: { step: 'refused', text: 'It was <worn>.' },
    });
    const page = await textOf(await ask(address));
    expect(page).toContain('We cannot take this back');
    expect(page).toContain('It was &lt;worn&gt;.');
  });
});

describe('guessing', () => {
  test('gets the same answer in the same time, whether there is such an order or not', async () => {
    const { number, email } = await order();
    const timed = async (fields: { number: string; email: string }) => {
      const begun = performance.now();
      const response = await find(fields);
      const page = (await textOf(response)).replaceAll(/value="[^"]*"/g, '');
      return { status: response.status, page, took: performance.now() - begun };
    };
    const wrongAddress = await timed({ number, email: 'somebody@example.com' });
    const wrongNumber = await timed({ number: '999999', email });
    const neither = await timed({ number: '888888', email: 'nobody@example.com' });
    for (const { status, page, took } of [wrongNumber, neither]) {
      expect([status, page]).toEqual([422, wrongAddress.page]);
      expect(took).toBeGreaterThan(390);
    }
    expect(wrongAddress.took).toBeGreaterThan(390);
    expect(wrongAddress.page).not.toContain('Linen');
  });

  test('is slowed down by network and by order, without a word about the order', async () => {
    const { number, email } = await order();
    const tries = await Promise.all(
      Array.from({ length: 20 }, (_, index) => {
        network += 1;
        return find({ number, email: `guess${index}@example.com` });
      }),
    );
    expect(tries.filter(({ status }) => status === 429).length).toBeGreaterThan(10);
    const limited = await find({ number, email });
    expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, expect.any(String)]);
    const unknown = await Promise.all(
      Array.from({ length: 20 }, (_, index) => {
        network += 1;
        return find({ number: '777777', email: `other${index}@example.com` });
      }),
    );
    const slow = unknown.find(({ status }) => status === 429)!;
    expect(await textOf(slow)).toBe(await textOf(limited));
  });

  test.each([
    ['returns/order/x.y'],
    ['returns/r/x.y'],
    ['returns/r/x.y/check'],
    ['returns/order'],
    ['returns/nothing'],
  ])('a made-up link leads nowhere: %s', async (path) => {
    expect((await ask(path)).status).toBe(404);
    expect((await ask(path, {})).status).toBe(404);
  });

  test('a link of one order is none of a return, and none of another store', async () => {
    const { number, email } = await order();
    const token = location(await find({ number, email }))
      .split('/')
      .at(-1)!;
    expect((await ask(`returns/r/${token}`)).status).toBe(404);
    const other = await here.store.other();
    const { updateReturnPolicy } = await import('@millrace/services/returns');
    const { address } = await updateReturnPolicy(other, { policy: { on: true } });
    const path = new URL(address!).pathname;
    expect((await ask(`${path}/order/${token}`)).status).toBe(404);
  });
});

describe('other pages and programs', () => {
  test('cannot send a form', async () => {
    const { number, email } = await order();
    const check = await fillIn({ number, email });
    for (const origin of ['https://evil.example', 'null', null])
      expect((await ask(check, {}, origin)).status).toBe(403);
    expect(await requested(email)).toEqual([]);
  });

  test('huge fields and odd values are cut or refused', async () => {
    const { number, email } = await order();
    const long = 'x'.repeat(20_000);
    expect((await find({ number: long, email })).status).toBe(422);
    expect((await find({ number, email: `${long}@example.com` })).status).toBe(422);
    expect((await ask('returns', { number: 'x'.repeat(100_000), email })).status).toBe(413);
    const items = location(await find({ number, email }));
    const odd = await ask(items, { 'take shirt/shirt-m': '-1', 'take cap/': '1', 'take x/': '1' });
    expect(location(odd)).toBe(`${items}?missing`);
    const reasons = location(await ask(items, { 'take shirt/shirt-m': '1e9' }));
    const written = await ask(reasons, {
      'reason-0': 'other',
      'text-0': `<script>${long}`,
      wish: 'refund',
    });
    const page = await textOf(await ask(location(written)));
    expect(page).toContain('&lt;script&gt;xxx');
    expect(page).not.toContain('<script');
    expect(page.length).toBeLessThan(8_000);
  });

  test('pages run no script, are not framed and not listed', async () => {
    const page = await ask('returns');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(page.headers.get('x-robots-tag')).toBe('noindex');
    expect(page.headers.get('referrer-policy')).toBe('same-origin');
  });
});

test('a store that takes no returns online says where to ask', async () => {
  await here.call('PUT', '/return-policy', { body: { policy: { on: false } } });
  const page = await ask('returns');
  expect([page.status, await textOf(page)]).toEqual([404, expect.stringContaining('help@shop.example')]);
  expect((await find({ number: '1', email: 'a@example.com' })).status).toBe(404);
  await here.call('PUT', '/return-policy', { body: { policy: { on: true } } });
});
