import { createTestDatabase, type TestDatabase } from '@millrace/tools/testing';
import { DAY, HOUR, MINUTE } from '@millrace/base';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createFlow } from '../flows/create-flow.ts';
import { listRehearsed, REHEARSED_COUNTS } from './rehearsed-people.ts';
import { readRehearsed } from './rehearsed-person.ts';
import { rehearseFlow } from './rehearse-flow.ts';
import { setConsent } from '../customers/update-customer.ts';
import {
  cartTrigger,
  email,
  graphOf,
  node,
  shopOf,
  sms,
  testStore,
  VirtualHost,
  wait,
  type TestStore,
} from '../testing/index.ts';

let database: TestDatabase;
let store: TestStore;
let shop: ReturnType<typeof shopOf>;
const NOON = Date.UTC(2026, 5, 10, 12);
const heard = (id: string, event: string, match = 'customer') =>
  node(id, 'wait-for-event', { event, match, timeout: { amount: 3, unit: 'days' } });
const flowOf = async (...args: Parameters<typeof graphOf>) =>
  (await createFlow(store.context, { name: 'Tried', graph: graphOf(...args) })).id;
/** Advances time; carts that nobody returns to become abandoned, as in reality. */
const pass = (milliseconds: number) => new VirtualHost(store).pass(milliseconds);

beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(async () => {
  store = await testStore(database.url);
  shop = shopOf(store);
  store.clock.set(NOON);
  return () => store.close();
});
afterAll(() => database.drop());

describe('a rehearsal uses everything that was recorded', () => {
  test('a person who views a product again after leaving a cart takes that branch', async () => {
    await shop.fillCart('ann', 'a1');
    await shop.fillCart('bea', 'b1');
    await pass(2 * HOUR);
    await shop.send('product-viewed', shop.person('ann'), { productId: 'kettle' });
    await pass(5 * DAY);
    const id = await flowOf(
      [cartTrigger(), heard('looks', 'product-viewed'), node('yes', 'end'), node('no', 'end')],
      { holdout: 0 },
      ['trigger:next>looks', 'looks:happened>yes', 'looks:timeout>no'],
    );
    const { nodes, entered, on } = await rehearseFlow(store.context, { id });
    expect({ on, entered }).toEqual({ on: 'past', entered: 2 });
    expect(nodes['looks']?.went).toEqual({ happened: 1, timeout: 1 });
  });

  test.each([
    ['a page seen', 'page-viewed', {}],
    ['a subscription', 'customer-subscribed', { channel: 'email' }],
    ['an event of the shop’s own', 'made-a-wish', { wish: 'a boat' }],
    [
      'an order',
      'order-placed',
      { orderId: 'o1', currency: 'USD', lines: [{ productId: 'kettle', quantity: 1, price: '80.00' }] },
    ],
    ['a delivered parcel', 'order-delivered', { orderId: 'o2', currency: 'USD' }],
  ])('%s lets people into a flow that begins with it', async (_name, event, properties) => {
    await shop.send(event, shop.person('ann'), properties);
    await pass(HOUR);
    const id = await flowOf([node('trigger', 'event-trigger', { event }), email('mail'), node('end', 'end')]);
    const { entered, nodes } = await rehearseFlow(store.context, { id });
    expect(entered).toBe(1);
    expect(nodes['mail']?.sent).toBe(1);
  });

  test('counts reach back as far as the flow needs, before the rehearsed days', async () => {
    for (let day = 0; day < 3; day += 1) {
      await shop.send('product-viewed', shop.person('ann'), { productId: 'kettle' });
      await pass(DAY);
    }
    await pass(20 * DAY);
    await shop.fillCart('ann', 'a1');
    await pass(HOUR);
    const asks = (times: number) =>
      flowOf([
        cartTrigger({
          filter: {
            event: 'product-viewed',
            measure: 'count',
            operator: 'at-least',
            value: times,
            withinDays: 60,
          },
        }),
        node('end', 'end'),
      ]);
    expect((await rehearseFlow(store.context, { id: await asks(3), days: 5 })).entered).toBe(1);
    expect((await rehearseFlow(store.context, { id: await asks(4), days: 5 })).entered).toBe(0);
  });

  test('consent counts as it was then, not as it is now', async () => {
    const customer = shop.person('ann', { consent: {} });
    await shop.send('product-viewed', customer);
    await pass(HOUR);
    await shop.fillCart('bea', 'b1');
    const [row] = await store.db.inWorkspace(
      store.context.workspaceId,
      (tx) => tx<{ id: string }[]>`select id from customers where email = 'ann@example.com'`,
    );
    await pass(DAY);
    await setConsent(store.context, { id: row!.id, channel: 'email', state: 'subscribed' } as never);
    const id = await flowOf([
      node('trigger', 'event-trigger', { event: 'product-viewed' }),
      email('mail'),
      node('end', 'end'),
    ]);
    expect((await rehearseFlow(store.context, { id })).nodes['mail']).toMatchObject({ sent: 0, refused: 1 });
  });

  test('later events change nothing when a rehearsal is repeated', async () => {
    await shop.fillCart('ann', 'a1');
    await pass(3 * HOUR);
    const id = await flowOf([cartTrigger(), wait('hour', 1, 'hours'), email('mail'), node('end', 'end')]);
    const first = await rehearseFlow(store.context, { id });
    await shop.fillCart('bea', 'b1');
    await pass(HOUR);
    const again = await rehearseFlow(store.context, { id, seed: first.seed, at: first.at, days: 29.999 });
    expect(again.entered).toBe(first.entered);
    expect((await rehearseFlow(store.context, { id })).entered).toBe(2);
  });
});

describe('responses to messages', () => {
  const opens = async () =>
    flowOf(
      [
        cartTrigger(),
        email('mail'),
        heard('opened', 'message-opened', 'message'),
        node('yes', 'end'),
        node('no', 'end'),
      ],
      { holdout: 0 },
      ['trigger:next>mail', 'mail:next>opened', 'opened:happened>yes', 'opened:timeout>no'],
    );
  const carts = async (count: number) => {
    for (let index = 0; index < count; index += 1) await shop.fillCart(`person-${index}`, `cart-${index}`);
    await pass(5 * DAY);
  };

  test('are drawn by the usual rates while the store has sent nothing, and the rates are shown', async () => {
    await carts(40);
    const { nodes, answers } = await rehearseFlow(store.context, { id: await opens() });
    expect(answers['email']).toMatchObject({ opened: 0.45, clicked: 0.06, messages: 0 });
    expect(nodes['mail']?.sent).toBe(40);
    expect(nodes['mail']?.opened).toBeGreaterThan(5);
    expect(nodes['opened']?.went).toEqual({
      happened: nodes['mail']?.opened,
      timeout: 40 - nodes['mail']!.opened,
    });
  });

  test('can be set before a run, and repeat only with the same seed', async () => {
    await carts(20);
    const id = await opens();
    const all = await rehearseFlow(store.context, {
      id,
      answers: { email: { opened: 1, clicked: 0, bought: 0 } },
    });
    expect(all.nodes['mail']).toMatchObject({ sent: 20, opened: 20, clicked: 0 });
    const none = await rehearseFlow(store.context, {
      id,
      answers: { email: { opened: 0, clicked: 0, bought: 0 } },
    });
    expect(none.nodes['opened']?.went).toEqual({ timeout: 20 });
    const half = { id, answers: { email: { opened: 0.5, clicked: 0.2, bought: 0.5 } }, people: 900 };
    const one = await rehearseFlow(store.context, { ...half, seed: 'one' });
    const pinned = await rehearseFlow(store.context, { ...half, seed: 'one', at: one.at, people: 901 });
    expect(pinned.nodes).toEqual(one.nodes);
    const seeds = await Promise.all(
      ['two', 'three', 'four'].map((seed) => rehearseFlow(store.context, { ...half, seed })),
    );
    expect(seeds.some(({ nodes }) => nodes['mail']?.opened !== one.nodes['mail']?.opened)).toBe(true);
  });

  test('follow the store’s own rates once it has sent messages', async () => {
    await carts(3);
    const id = await opens();
    await store.db.inWorkspace(store.context.workspaceId, async (tx) => {
      await tx`insert into messages (id, workspace_id, enrolled_at, enrolment_id, flow_id, version_id, node,
        visit, customer_id, channel, purpose, status, planned_at, sent_at, opened_at, clicked_at)
        select uuidv7(), ${store.context.workspaceId}, ${NOON}, uuidv7(), ${id}, uuidv7(), 'mail', 1,
          (select id from customers limit 1), 'email', 'marketing', 'sent', ${NOON}, ${NOON},
          case when n % 10 < 8 then ${NOON + 10 * MINUTE}::timestamptz end,
            case when n % 10 < 4 then ${NOON + 20 * MINUTE}::timestamptz end from generate_series(1, 2000) n`;
    });
    const { answers } = await rehearseFlow(store.context, { id });
    expect(answers['email']?.messages).toBe(2_000);
    expect(answers['email']?.opened).toBeCloseTo((1_600 + 200 * 0.45) / 2_200, 5);
    expect(answers['email']?.clicked).toBeCloseTo((800 + 200 * 0.06) / 2_200, 5);
  });
});

describe('the people behind the numbers', () => {
  const GRAPH = [
    [
      cartTrigger(),
      email('mail'),
      heard('opened', 'message-opened', 'message'),
      sms('text'),
      node('end', 'end'),
    ],
    { holdout: 0.4 },
    ['trigger:next>mail', 'mail:next>opened', 'opened:timeout>text', 'opened:happened>end', 'text:next>end'],
  ] as unknown as Parameters<typeof graphOf>;

  test('are as many as each number says, and each has their own timeline', async () => {
    for (let index = 0; index < 12; index += 1) await shop.fillCart(`person-${index}`, `cart-${index}`);
    await pass(DAY);
    await shop.buy('person-1', 'o1', 'cart-1');
    await pass(5 * DAY);
    await shop.fillCart('late', 'cart-late');
    await pass(HOUR);
    const id = await flowOf(...GRAPH);
    const { nodes, seed, at, heldOut, entered, subjects } = await rehearseFlow(store.context, { id });
    const asked = { id, seed, at };
    expect(heldOut).toBeGreaterThan(0);
    // Nobody enters twice here, so there are as many subjects as entries.
    expect(subjects).toEqual({ entered, heldOut });
    let looked = 0;
    for (const [step, counts] of Object.entries(nodes)) {
      for (const count of REHEARSED_COUNTS) {
        if (count === 'went') continue;
        const said = count === 'refused' ? counts.refused + counts.skipped : counts[count];
        const { total, people } = await listRehearsed(store.context, { ...asked, node: step, count });
        expect([step, count, total]).toEqual([step, count, said]);
        looked += people.length;
      }
      for (const [port, said] of Object.entries(counts.went))
        expect(
          (await listRehearsed(store.context, { ...asked, node: step, count: 'went', port })).total,
        ).toBe(said);
    }
    expect(looked).toBeGreaterThan(30);
    const [first] = (await listRehearsed(store.context, { ...asked, node: 'mail', count: 'sent', limit: 1 }))
      .people;
    expect(first?.name).toMatch(/^person-|late/);
  });

  test('have a timeline: what they did, what the flow did and why, and messages as they would have looked', async () => {
    await shop.fillCart('ann', 'a1');
    await pass(2 * HOUR);
    await shop.send('product-viewed', shop.person('ann'), { productId: 'kettle' });
    await pass(4 * DAY);
    const id = await flowOf(
      [cartTrigger(), email('mail'), heard('opened', 'message-opened', 'message'), node('end', 'end')],
      { holdout: 0 },
      ['trigger:next>mail', 'mail:next>opened', 'opened:timeout>end', 'opened:happened>end'],
    );
    const answers = { email: { opened: 1, clicked: 0, bought: 0 } };
    const { seed, at } = await rehearseFlow(store.context, { id, answers });
    const asked = { id, seed, at, answers };
    const [ann] = (await listRehearsed(store.context, { ...asked, node: 'mail', count: 'opened' })).people;
    const story = await readRehearsed(store.context, {
      ...asked,
      customer: ann!.customerId,
      enrolment: ann!.enrolmentId,
    });
    expect(story).toMatchObject({ real: true, name: 'ann', zone: 'UTC', heldOut: false });
    expect(story.story.map(({ at: when }) => when)).toEqual(
      story.story.map(({ at: when }) => when).toSorted((left, right) => left - right),
    );
    const did = story.story
      .filter(({ what }) => what === 'did')
      .map(({ sentence, drawn }) => [sentence, drawn]);
    expect(did).toEqual(expect.arrayContaining([['Opened an e-mail.', true]]));
    const mail = story.story.find(({ what }) => what === 'message')?.message;
    expect(mail).toMatchObject({ channel: 'email', outcome: 'sent', openedAt: expect.any(Number) as number });
    expect(mail?.look?.subject).toContain('ann');
    expect(mail?.look?.html).toContain('Kettle');
  });

  test('are visible to no other workspace, and nothing was sent or counted for them', async () => {
    await shop.fillCart('ann', 'a1');
    await pass(DAY);
    const id = await flowOf([cartTrigger(), email('mail'), node('end', 'end')]);
    const { seed, at } = await rehearseFlow(store.context, { id });
    const stranger = await store.other();
    await expect(
      listRehearsed(stranger, { id, seed, at, node: 'mail', count: 'sent' }),
    ).rejects.toMatchObject({ code: 'not-found' });
    const [row] = await store.db.inWorkspace(
      store.context.workspaceId,
      (tx) =>
        tx<{ sent: number; counted: number }[]>`select (select count(*)::int from messages) as sent,
          (select count(*)::int from counter_changes) as counted`,
    );
    expect(row).toEqual({ sent: 0, counted: 0 });
  });
});

test('a store without a past is rehearsed with sample people, whatever the flow’s trigger', async () => {
  for (const event of ['cart-abandoned', 'customer-subscribed', 'made-a-wish', 'product-viewed']) {
    const exits = [{ event: 'order-placed', match: 'customer' }];
    const id = await flowOf([
      node('trigger', 'event-trigger', { event, exits }),
      email('mail'),
      node('end', 'end'),
    ]);
    const { on, entered, seed, at } = await rehearseFlow(store.context, { id, people: 60 });
    expect([event, on]).toEqual([event, 'sample']);
    expect(entered).toBeGreaterThan(10);
    const [first] = (
      await listRehearsed(store.context, {
        id,
        people: 60,
        seed,
        at,
        node: 'mail',
        count: 'entered',
        limit: 1,
      })
    ).people;
    expect(
      await readRehearsed(store.context, {
        id,
        people: 60,
        seed,
        at,
        customer: first!.customerId,
        enrolment: first!.enrolmentId,
      }),
    ).toMatchObject({ real: false });
  }
});

test('an end that no calendar has is refused with the name of its field', async () => {
  const id = await flowOf([cartTrigger(), email('mail'), node('end', 'end')]);
  for (const at of [8.64e15 + 1, 8.64e15, 1e300, -1e300, Number.NaN])
    await expect(rehearseFlow(store.context, { id, people: 10, at })).rejects.toMatchObject({
      code: 'input-invalid',
    });
});
