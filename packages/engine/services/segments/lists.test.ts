import { MINUTE } from '@millrace/base';
import type { Condition } from '@millrace/flow';
import { expect, test } from 'vitest';
import { eraseCustomer, getCustomer, listCustomers } from '../customers/index.ts';
import { getEnrolment, listEnrolments } from '../enrolments/index.ts';
import { checkFlow, createFlow, publishFlow } from '../flows/index.ts';
import { rehearseFlow } from '../rehearsal/index.ts';
import { graphOf, node, wait } from '../testing/index.ts';
import { storeForEach, type Here } from '../testing/store-for-each.ts';
import { importFile } from '../testing/upload.ts';
import { countMatching, listFactValues } from '../values/index.ts';
import { changeListMembers } from './change-list.ts';
import { createSegment, deleteSegment, updateSegment } from './edit-segments.ts';
import { getSegment, listSegmentMembers, listSegments } from './read-segments.ts';

let here: Here;
storeForEach({}, (given) => {
  here = given;
});

const within = (id: string): Condition => ({ fact: 'customer.segments', operator: 'contains', value: id });
const make = async (name: string) => (await createSegment(here.store.context, { name, condition: null })).id;
const arrive = async (name: string) => {
  await here.shop.send('customer-updated', here.shop.person(name));
  await here.host.settle();
  return `${name}@example.com`;
};
const idOf = async (email: string) => (await listCustomers(here.store.context, { email })).items[0]?.id ?? '';
const change = async (id: string, what: 'put-on' | 'take-off', ...people: string[]) => {
  const changed = await changeListMembers(here.store.context, { id, do: what, people });
  await here.host.settle();
  return changed;
};
const on = async (id: string) =>
  (await listSegmentMembers(here.store.context, { id })).items.map(({ email }) => email).sort();

test('people are put on a list and taken off it by id, e-mail or phone, and who is unknown is named', async () => {
  const id = await make('Wholesale');
  const [ann, ben] = [await arrive('ann'), await arrive('ben')];
  await here.shop.send('customer-updated', { ...here.shop.person('cas'), phone: '+14155550199' });
  await here.host.settle();
  expect(
    await change(id, 'put-on', ann, ANN_AGAIN, await idOf(ben), '+14155550199', 'nobody@example.com'),
  ).toEqual({
    name: 'Wholesale',
    changed: 3,
    already: 0,
    unknown: ['nobody@example.com'],
  });
  expect(await on(id)).toEqual([ann, ben, 'cas@example.com']);
  expect(await change(id, 'put-on', ann)).toMatchObject({ changed: 0, already: 1 });
  expect(await getSegment(here.store.context, { id })).toMatchObject({
    people: 3,
    counting: false,
    condition: null,
  });
  expect(await change(id, 'take-off', ben, 'nobody@example.com')).toMatchObject({ changed: 1, already: 0 });
  expect(await on(id)).toEqual([ann, 'cas@example.com']);
  expect((await getCustomer(here.store.context, { id: await idOf(ann) })).segments).toMatchObject([
    { name: 'Wholesale', isList: true },
  ]);
});
const ANN_AGAIN = ' ANN@example.com ';

test('only a list takes people by hand, and only a segment has a condition', async () => {
  const list = await make('Wholesale');
  const condition: Condition = { fact: 'customer.ordersCount', operator: 'at-least', value: 1 };
  const { id } = await createSegment(here.store.context, { name: 'Buyers', condition });
  const ann = await arrive('ann');
  await expect(change(id, 'put-on', ann)).rejects.toMatchObject({ code: 'not-found' });
  await expect(updateSegment(here.store.context, { id: list, condition })).rejects.toMatchObject({
    code: 'input-invalid',
  });
  expect(
    await updateSegment(here.store.context, { id: list, name: 'Resellers', description: 'By hand' }),
  ).toMatchObject({ name: 'Resellers', description: 'By hand', condition: null, revision: 1 });
  await expect(make('resellers')).rejects.toMatchObject({ code: 'already-exists' });
});

test('a list is a segment everywhere: in conditions, as a fact of others, as what starts and ends flows', async () => {
  const id = await make('Wholesale');
  const [ann, ben] = [await arrive('ann'), await arrive('ben')];
  const wide = await createSegment(here.store.context, { name: 'Wide', condition: { not: within(id) } });
  const flow = async (crossing: string) => {
    const graph = graphOf([
      node('trigger', 'segment-trigger', { condition: within(id), crossing }),
      wait('week', 7, 'days'),
      node('end', 'end'),
    ]);
    const made = await createFlow(here.store.context, { name: crossing, graph });
    await publishFlow(here.store.context, { id: made.id });
    await here.host.settle();
    return made.id;
  };
  const [joins, leaves] = [await flow('entered'), await flow('left')];
  const entered = async (one: string) =>
    (await listEnrolments(here.store.context, { flow: one, limit: 50 })).items.map(
      ({ customerEmail }) => customerEmail,
    );
  await change(id, 'put-on', ann);
  expect([await entered(joins), await entered(leaves)]).toEqual([[ann], []]);
  expect(await countMatching(here.store.context, { condition: within(id) })).toMatchObject({ people: 1 });
  expect(await on(wide.id)).toEqual([ben]);
  await change(id, 'take-off', ann);
  expect(await entered(leaves)).toEqual([ann]);
  expect(await on(wide.id)).toEqual([ann, ben]);
});

test('a wait for a list ends as soon as somebody is put on it', async () => {
  const id = await make('Approved');
  const timeout = { amount: 30, unit: 'days' };
  const graph = graphOf(
    [
      node('trigger', 'event-trigger', { events: ['asked'] }),
      node('until', 'wait-until-true', { when: within(id), timeout }),
      node('yes', 'end', { label: 'On it' }),
      node('no', 'end', { label: 'Too late' }),
    ],
    { holdout: 0 },
    ['trigger:next>until', 'until:yes>yes', 'until:timeout>no'],
  );
  const { id: flow } = await createFlow(here.store.context, { name: 'Waits', graph });
  await publishFlow(here.store.context, { id: flow });
  await here.shop.send('asked', here.shop.person('ann'));
  await here.host.settle();
  const [enrolment] = (await listEnrolments(here.store.context, { flow })).items;
  expect(enrolment?.state).toBe('running');
  await change(id, 'put-on', 'ann@example.com');
  expect(await getEnrolment(here.store.context, { id: enrolment!.id })).toMatchObject({ state: 'done' });
});

test('a step puts people on a list, a rehearsal sees it and puts nobody on it', async () => {
  const id = await make('Wholesale');
  const list = { id, name: 'Wholesale' };
  const graph = graphOf(
    [
      node('trigger', 'event-trigger', { events: ['asked'], reentry: { rule: 'always' }, key: 'customer' }),
      node('join', 'list-membership', { list }),
      node('if', 'condition', { paths: [{ id: 'yes', name: 'On it', when: within(id) }] }),
      node('on', 'end', { label: 'On' }),
      node('off', 'end', { label: 'Off' }),
    ],
    { holdout: 0 },
    ['trigger:next>join', 'join:next>if', 'if:yes>on', 'if:else>off'],
  );
  const { id: flow } = await createFlow(here.store.context, { name: 'Puts', graph });
  await here.shop.send('asked', here.shop.person('ann'));
  await here.host.settle();
  const rehearsed = await rehearseFlow(here.store.context, { id: flow, days: 7 });
  expect(rehearsed.nodes).toMatchObject({ on: { entered: 1 } });
  expect(await on(id)).toEqual([]);
  await publishFlow(here.store.context, { id: flow });
  await here.shop.send('asked', here.shop.person('ben'));
  await here.host.settle();
  expect(await on(id)).toEqual(['ben@example.com']);
  const [enrolment] = (await listEnrolments(here.store.context, { flow })).items;
  const { trace } = await getEnrolment(here.store.context, { id: enrolment!.id });
  expect(JSON.stringify(trace)).toContain('Is on the list “Wholesale” now.');
});

test('a list that is named stays, and one that is gone is a problem of the flow', async () => {
  const id = await make('Wholesale');
  const graph = graphOf([
    node('trigger', 'event-trigger', { events: ['asked'] }),
    node('join', 'list-membership', { list: { id, name: 'Wholesale' } }),
    node('end', 'end'),
  ]);
  const { id: flow } = await createFlow(here.store.context, { name: 'Puts', graph });
  await expect(deleteSegment(here.store.context, { id })).rejects.toMatchObject({ code: 'segment-in-use' });
  const { id: buyers } = await createSegment(here.store.context, {
    name: 'Buyers',
    condition: { fact: 'customer.ordersCount', operator: 'at-least', value: 1 },
  });
  for (const gone of [buyers, '0198f2a0-0000-7000-8000-00000000dead']) {
    const { problems } = await checkFlow(here.store.context, {
      id: flow,
      graph: graphOf([
        node('trigger', 'event-trigger', { events: ['asked'] }),
        node('join', 'list-membership', { list: { id: gone, name: 'Wholesale' } }),
        node('end', 'end'),
      ]),
    });
    expect(problems).toContainEqual(
      expect.objectContaining({ code: 'segment-gone', node: 'join', field: 'list' }),
    );
  }
});

test('a file puts everybody in it on a list, and starts no flow', async () => {
  const id = await make('Fair 2026');
  const graph = graphOf([
    node('trigger', 'segment-trigger', { condition: within(id) }),
    wait('week', 7, 'days'),
    node('end', 'end'),
  ]);
  const { id: flow } = await createFlow(here.store.context, { name: 'Joins', graph });
  await publishFlow(here.store.context, { id: flow });
  const ann = await arrive('ann');
  const FILE = `Email,First Name\n${ann},Ann\nnew@example.com,New\nnot-an-address,X\n`;
  const { checked } = await importFile(here.store, 'customers', FILE, { list: id });
  expect(checked.lists).toEqual([{ id, name: 'Fair 2026' }]);
  await here.host.settle();
  expect(await on(id)).toEqual([ann, 'new@example.com']);
  expect((await listEnrolments(here.store.context, { flow })).items).toEqual([]);
});

test('two people who turn out to be one are on it once, and who is erased is on none', async () => {
  const id = await make('Wholesale');
  await here.shop.send('customer-updated', { email: 'ann@example.com' });
  await here.shop.send('customer-updated', { email: 'old@example.com', externalId: 'a-1' });
  await here.host.settle();
  await change(id, 'put-on', 'ann@example.com', 'old@example.com');
  expect(await getSegment(here.store.context, { id })).toMatchObject({ people: 2 });
  await here.shop.send('customer-updated', { email: 'ann@example.com', externalId: 'a-1' });
  await here.host.settle();
  expect(await on(id)).toHaveLength(1);
  await here.host.pass(MINUTE);
  await eraseCustomer(here.store.context, { id: await idOf('ann@example.com') });
  expect(await on(id)).toEqual([]);
  expect(await change(id, 'put-on', 'ann@example.com')).toMatchObject({
    changed: 0,
    unknown: ['ann@example.com'],
  });
});

test('lists are offered by name to steps, and another store sees nothing of them', async () => {
  const id = await make('Wholesale');
  await createSegment(here.store.context, {
    name: 'Buyers',
    condition: { fact: 'customer.ordersCount', operator: 'at-least', value: 1 },
  });
  const offered = async (fact: string) =>
    (await listFactValues(here.store.context, { fact })).values.map(({ label }) => label);
  expect(await offered('customer.lists')).toEqual(['Wholesale']);
  expect(await offered('customer.segments')).toEqual(['Buyers', 'Wholesale']);
  const stranger = await here.store.other();
  expect((await listSegments(stranger, {})).items).toEqual([]);
  await expect(
    changeListMembers(stranger, { id, do: 'put-on', people: ['ann@example.com'] }),
  ).rejects.toMatchObject({ code: 'not-found' });
});

test('what somebody else saved meanwhile is not undone unseen', async () => {
  const id = await make('Wholesale');
  const { updatedAt } = await getSegment(here.store.context, { id });
  const basedOn = new Date(updatedAt).toISOString();
  await here.host.pass(MINUTE);
  await updateSegment(here.store.context, { id, name: 'Resellers', basedOn });
  await expect(updateSegment(here.store.context, { id, description: 'Mine', basedOn })).rejects.toMatchObject(
    { code: 'segment-changed-since' },
  );
  expect(await getSegment(here.store.context, { id })).toMatchObject({ name: 'Resellers', description: '' });
});
