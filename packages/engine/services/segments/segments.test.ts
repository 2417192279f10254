import { DAY, HOUR, MINUTE } from '@millrace/base';
import type { Condition } from '@millrace/flow';
import { expect, test } from 'vitest';
import { getCustomer } from '../customers/index.ts';
import { getEnrolment, listEnrolments } from '../enrolments/index.ts';
import { checkFlow, createFlow, publishFlow } from '../flows/index.ts';
import { rehearseFlow } from '../rehearsal/index.ts';
import { enrolAudience } from '../triggers/index.ts';
import { countMatching, listFactValues } from '../values/index.ts';
import { graphOf, node, wait } from '../testing/index.ts';
import { storeForEach, NOON, type Here } from '../testing/store-for-each.ts';
import { createSegment, deleteSegment, updateSegment } from './edit-segments.ts';
import { getSegment, listSegmentMembers, listSegments } from './read-segments.ts';

let here: Here;
storeForEach({}, (given) => {
  here = given;
});

const ORDERED: Condition = { fact: 'customer.ordersCount', operator: 'at-least', value: 1 };
const LAPSED: Condition = { fact: 'customer.lastOrderAt', operator: 'longer-ago-than-days', value: 30 };
const within = (id: string): Condition => ({ fact: 'customer.segments', operator: 'contains', value: id });
const without = (id: string): Condition => ({
  fact: 'customer.segments',
  operator: 'does-not-contain',
  value: id,
});

const save = (name: string, condition: Condition) =>
  createSegment(here.store.context, { name, condition }).then(async ({ id }) => {
    await here.host.settle();
    return id;
  });
const names = async (id: string) =>
  (await listSegmentMembers(here.store.context, { id })).items.map(({ firstName }) => firstName).sort();
const buy = async (name: string) => {
  await here.shop.send('customer-updated', here.shop.person(name));
  await here.shop.buy(name, `order-${name}-${here.store.clock.now()}`);
  await here.host.settle();
};
const live = async (condition: Condition, trigger = 'segment-trigger', more: object = {}) => {
  const graph = graphOf([
    node('trigger', trigger, { condition, ...more }),
    wait('week', 7, 'days'),
    node('end', 'end'),
  ]);
  const flow = await createFlow(here.store.context, { name: `Flow ${Math.random()}`, graph });
  await publishFlow(here.store.context, { id: flow.id });
  await here.host.settle();
  return flow.id;
};
const entered = async (flow: string) =>
  (await listEnrolments(here.store.context, { flow, limit: 200 })).items
    .map((row) => row.customerEmail?.split('@')[0])
    .sort();

test('finds everybody once, and follows each change of a person', async () => {
  await buy('ann');
  await here.shop.send('customer-updated', here.shop.person('ben'));
  const saved = await createSegment(here.store.context, { name: ' Buyers ', condition: ORDERED });
  expect(saved).toMatchObject({ name: 'Buyers', counting: true, people: 0, revision: 1 });
  await here.host.settle();
  expect(await getSegment(here.store.context, { id: saved.id })).toMatchObject({
    counting: false,
    people: 1,
  });
  await buy('ben');
  expect(await names(saved.id)).toEqual(['ann', 'ben']);
  expect((await listSegments(here.store.context, {})).items).toMatchObject([{ name: 'Buyers', people: 2 }]);
  expect((await listSegments(here.store.context, { search: 'uye' })).items).toHaveLength(1);
  expect((await listSegments(here.store.context, { search: '%' })).items).toHaveLength(0);
  const [ann] = (await listSegmentMembers(here.store.context, { id: saved.id })).items;
  expect(await getCustomer(here.store.context, { id: ann!.id })).toMatchObject({
    segments: [{ id: saved.id, name: 'Buyers' }],
  });
});

test('becomes true by time alone, to the minute, without checking anybody else', async () => {
  await buy('ann');
  await here.host.pass(HOUR);
  await buy('ben');
  const lapsed = await save('Lapsed', LAPSED);
  here.store.clock.set(NOON + 30 * DAY - MINUTE);
  await here.host.settle();
  expect(await names(lapsed)).toEqual([]);
  here.store.clock.set(NOON + 30 * DAY + MINUTE);
  await here.host.settle();
  expect(await names(lapsed)).toEqual(['ann']);
  here.store.clock.set(NOON + 30 * DAY + HOUR + MINUTE);
  await here.host.settle();
  expect(await names(lapsed)).toEqual(['ann', 'ben']);
  await buy('ann');
  expect(await names(lapsed)).toEqual(['ben']);
});

test('is named in conditions: in counts, pickers, other segments, audiences', async () => {
  await buy('ann');
  await here.shop.send('customer-updated', here.shop.person('ben'));
  const buyers = await save('Buyers', ORDERED);
  const named = await save('Ann alone', {
    all: [within(buyers), { fact: 'customer.firstName', operator: 'is', value: 'ann' }],
  });
  const others = await save('Not buyers', without(buyers));
  expect([await names(named), await names(others)]).toEqual([['ann'], ['ben']]);
  expect(
    await countMatching(here.store.context, { condition: within(named), parts: [without(buyers)] }),
  ).toMatchObject({ people: 1, parts: [1], exact: true, partial: false });
  expect(
    (await listFactValues(here.store.context, { fact: 'customer.segments' })).values.map(
      ({ value, label, people }) => [value, label, people],
    ),
  ).toEqual([
    [named, 'Ann alone', 1],
    [buyers, 'Buyers', 1],
    [others, 'Not buyers', 1],
  ]);
  const flow = await live(ORDERED);
  await enrolAudience(here.store.context, { flow, condition: within(others) });
  await here.host.settle();
  expect(await entered(flow)).toEqual(['ben']);
  // A change of the one that is named reaches those that name it.
  await updateSegment(here.store.context, {
    id: buyers,
    condition: { fact: 'customer.ordersCount', operator: 'at-least', value: 2 },
  });
  await here.host.settle();
  expect([await names(named), await names(others)]).toEqual([[], ['ann', 'ben']]);
});

test('starts flows when somebody begins or stops to belong to it, and not by a change of its condition', async () => {
  await buy('ann');
  const buyers = await save('Buyers', ORDERED);
  const joins = await live(within(buyers));
  const leaves = await live(within(buyers), 'segment-trigger', { crossing: 'left' });
  await buy('ben');
  expect(await entered(joins)).toEqual(['ben']);
  await updateSegment(here.store.context, {
    id: buyers,
    condition: { fact: 'customer.ordersCount', operator: 'at-least', value: 2 },
  });
  await here.host.settle();
  expect(await names(buyers)).toEqual([]);
  expect(await entered(leaves)).toEqual([]);
  await here.host.pass(HOUR);
  await buy('ann');
  expect(await entered(joins)).toEqual(['ann', 'ben']);
});

test('is true in a running flow at the moment it is asked, and in a rehearsal', async () => {
  await here.shop.send('customer-updated', here.shop.person('ann'));
  const buyers = await save('Buyers', ORDERED);
  const graph = graphOf(
    [
      node('trigger', 'event-trigger', { event: 'product-viewed' }),
      wait('hour', 1, 'hours'),
      node('if', 'condition', { paths: [{ id: 'yes', name: 'Bought', when: within(buyers) }] }),
      node('end', 'end'),
    ],
    { holdout: 0 },
    ['trigger:next>hour', 'hour:next>if', 'if:yes>end', 'if:else>end'],
  );
  const flow = await createFlow(here.store.context, { name: 'Asks', graph });
  await publishFlow(here.store.context, { id: flow.id });
  await here.shop.send('product-viewed', here.shop.person('ann'));
  await here.host.settle();
  await buy('ann');
  await here.host.pass(2 * HOUR);
  const [row] = (await listEnrolments(here.store.context, { flow: flow.id, limit: 5 })).items;
  const { trace } = await getEnrolment(here.store.context, { id: row!.id });
  expect(trace.flatMap(({ node: at, port }) => (at === 'if' && port !== null ? [port] : []))).toEqual([
    'yes',
  ]);
  const rehearsed = await rehearseFlow(here.store.context, { id: flow.id, days: 2 });
  expect(rehearsed.on).toBe('past');
});

test('a name is taken once, however it is written', async () => {
  const id = await save('Buyers', ORDERED);
  await expect(
    createSegment(here.store.context, { name: 'buyers', condition: LAPSED }),
  ).rejects.toMatchObject({
    code: 'already-exists',
  });
  const other = await save('Lapsed', LAPSED);
  await expect(updateSegment(here.store.context, { id: other, name: 'BUYERS' })).rejects.toMatchObject({
    code: 'already-exists',
  });
  expect(
    await updateSegment(here.store.context, { id, name: 'BUYERS', description: 'Have bought' }),
  ).toMatchObject({
    name: 'BUYERS',
    description: 'Have bought',
    revision: 1,
  });
});

test('no segment belongs to itself, however far around', async () => {
  const first = await save('First', ORDERED);
  const second = await save('Second', { any: [within(first), LAPSED] });
  const third = await save('Third', { not: within(second) });
  for (const condition of [within(first), within(second), within(third)])
    await expect(updateSegment(here.store.context, { id: first, condition })).rejects.toMatchObject({
      code: 'segment-circular',
    });
});

test.each<[string, Condition]>([
  ['a cart', { fact: 'cart.total', operator: 'more-than', value: 5 }],
  ['an event', { all: [{ fact: 'event.value', operator: 'more-than', value: 5 }] }],
  ['a decision', { not: { fact: 'decision.segment', operator: 'is', value: 'x' } }],
  [
    'the entry',
    { event: 'order-placed', measure: 'count', operator: 'at-least', value: 1, sinceEntry: true },
  ],
])('asks about people only, and refuses %s', async (_what, condition) => {
  await expect(createSegment(here.store.context, { name: 'Wrong', condition })).rejects.toMatchObject({
    code: 'audience-wrong',
  });
});

test('counts events by what they were about', async () => {
  const wished = await save('Wished twice', {
    event: 'wished',
    measure: 'count',
    operator: 'at-least',
    value: 2,
    withinDays: 7,
    where: { fact: 'event.properties.colour', operator: 'is', value: 'blue' },
  });
  for (const colour of ['blue', 'red', 'Blue']) {
    await here.shop.send('wished', here.shop.person('ann'), { colour });
    await here.host.settle();
  }
  expect(await names(wished)).toEqual(['ann']);
  await here.host.pass(7 * DAY + MINUTE);
  expect(await names(wished)).toEqual([]);
});

test('counts orders by product and by category, also where the order leaves the category to the catalogue', async () => {
  const { shop, host } = here;
  await shop.send('product-updated', undefined, { productId: 'mug', title: 'Mug', category: 'Tableware' });
  const twice = (where: Condition): Condition => ({
    event: 'order-placed',
    measure: 'count',
    operator: 'at-least',
    value: 2,
    where,
  });
  const mugs = await save(
    'Bought mugs twice',
    twice({ fact: 'event.properties.productIds', operator: 'contains', value: 'mug' }),
  );
  const tableware = await save(
    'Bought tableware twice',
    twice({ fact: 'event.properties.categories', operator: 'contains', value: 'tableware' }),
  );
  const left = await save('Left a kettle', {
    event: 'cart-abandoned',
    measure: 'count',
    operator: 'at-least',
    value: 1,
    where: { fact: 'event.properties.categories', operator: 'contains', value: 'kitchen' },
  });
  const buy = async (name: string, orderId: string, ...products: string[]) => {
    await shop.send('order-placed', shop.person(name), {
      orderId,
      lines: products.map((productId) => ({
        productId,
        price: '12.00',
        ...(productId === 'plate' ? { category: 'Tableware' } : {}),
      })),
    });
    await host.settle();
  };
  await buy('ann', 'a-1', 'mug', 'plate', 'mug');
  await buy('ann', 'a-2', 'mug');
  await buy('bea', 'b-1', 'mug');
  await buy('bea', 'b-2', 'plate');
  await buy('cleo', 'c-1', 'mug');
  await buy('cleo', 'c-2', 'lamp');
  expect(await names(mugs)).toEqual(['ann']);
  expect(await names(tableware)).toEqual(['ann', 'bea']);
  await shop.fillCart('cleo', 'cart-1');
  await host.pass(HOUR);
  expect(await names(left)).toEqual(['cleo']);
});

test('cannot be removed while a flow or a segment names it, and a flow that names one that is gone says so', async () => {
  const buyers = await save('Buyers', ORDERED);
  const wide = await save('Wide', { any: [within(buyers), LAPSED] });
  const flow = await live(within(buyers));
  const { usedBy } = await getSegment(here.store.context, { id: buyers });
  expect(usedBy).toMatchObject({
    flows: [{ id: flow, state: 'live' }],
    segments: [{ id: wide, name: 'Wide' }],
  });
  await expect(deleteSegment(here.store.context, { id: buyers })).rejects.toMatchObject({
    code: 'segment-in-use',
  });
  expect(await deleteSegment(here.store.context, { id: wide })).toEqual({ id: wide, name: 'Wide' });
  await expect(getSegment(here.store.context, { id: wide })).rejects.toMatchObject({ code: 'not-found' });
  const graph = graphOf([
    node('trigger', 'segment-trigger', { condition: within(wide) }),
    node('end', 'end'),
  ]);
  const { problems } = await checkFlow(here.store.context, { id: flow, graph });
  expect(problems).toContainEqual(expect.objectContaining({ code: 'segment-gone', node: 'trigger' }));
});

test('another store sees nothing of it', async () => {
  const id = await save('Buyers', ORDERED);
  const stranger = await here.store.other();
  expect((await listSegments(stranger, {})).items).toEqual([]);
  await expect(getSegment(stranger, { id })).rejects.toMatchObject({ code: 'not-found' });
  await expect(updateSegment(stranger, { id, name: 'Mine' })).rejects.toMatchObject({ code: 'not-found' });
  await expect(deleteSegment(stranger, { id })).rejects.toMatchObject({ code: 'not-found' });
  await expect(listSegmentMembers(stranger, { id })).rejects.toMatchObject({ code: 'not-found' });
});
