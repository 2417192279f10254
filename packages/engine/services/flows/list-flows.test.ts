import { DAY, MINUTE } from '@millrace/base';
import type { Context } from '@millrace/core/verb';
import { beforeAll, describe, expect, test } from 'vitest';
import { listAudit } from '../settings/audit.ts';
import { callerWithout, NO_ID } from '../testing/callers.ts';
import { cartTrigger, email, everyPage, graphOf, node, wait } from '../testing/index.ts';
import { oneStore, type OneStore } from '../testing/one-store.ts';
import { pauseFlow } from './change-state.ts';
import { createFlow, duplicateFlow, cloneTemplate } from './create-flow.ts';
import { checkFlow } from './flow-problems.ts';
import { getFlow, listFlows } from './list-flows.ts';
import { publishFlow } from './publish-flow.ts';
import { saveFlow } from './save-flow.ts';

let here: OneStore;
let context: Context;
oneStore((made) => {
  here = made;
  ({ context } = made.store);
});

const GRAPH = graphOf([cartTrigger(), wait('wait', 1, 'hours'), email('mail'), node('end', 'end')]);
const BROKEN = graphOf([
  cartTrigger(),
  email('mail', { content: { subject: '{{ oops', blocks: [] } }),
  node('end', 'end'),
]);
const ids = new Map<string, string>();
beforeAll(async () => {
  for (const [name, graph] of [
    ['100 % wool', GRAPH],
    ['Win_back', GRAPH],
    ['Win back', GRAPH],
    ['Été', GRAPH],
    ['Broken', BROKEN],
  ] as const) {
    here.store.clock.pass(MINUTE);
    ids.set(name, (await createFlow(context, { name, graph })).id);
  }
  await publishFlow(context, { id: ids.get('Win back')! });
  await publishFlow(context, { id: ids.get('Été')! });
  await pauseFlow(context, { id: ids.get('Été')! });
  await here.shop.fillCart('ann', 'cart-1');
  await here.host.pass(20 * MINUTE);
});
const all = (more: object = {}) => everyPage((page) => listFlows(context, { ...more, ...page }));
const names = async (more: object = {}) => (await all(more)).map(({ name }) => name).sort();

describe('flows', () => {
  test.each([
    ['win', ['Win back', 'Win_back']],
    ['WIN_', ['Win_back']],
    ['%', ['100 % wool']],
    ['0 %', ['100 % wool']],
    ['\\', []],
    ['été', ['Été']],
    [' wool ', ['100 % wool']],
    ['', ['100 % wool', 'Broken', 'Win back', 'Win_back', 'Été']],
    ['   ', ['100 % wool', 'Broken', 'Win back', 'Win_back', 'Été']],
    ['nothing like it', []],
  ])('are found by their names as they are written: %j', async (search, found) => {
    expect(await names({ search })).toEqual(found);
  });

  test('are found by their state', async () => {
    expect(await names({ state: 'live' })).toEqual(['Win back']);
    expect(await names({ state: 'paused' })).toEqual(['Été']);
    expect(await names({ state: 'draft', search: 'o' })).toEqual(['100 % wool', 'Broken']);
    expect(await names({ state: 'stopped' })).toEqual([]);
    await expect(listFlows(context, { state: 'gone' as 'live' })).rejects.toMatchObject({
      code: 'input-invalid',
    });
  });

  test('come as they were changed last, each once, whatever the size of a page', async () => {
    const whole = await all({ limit: 200 });
    const at = whole.map(({ updatedAt }) => updatedAt);
    expect(at).toEqual(at.toSorted((left, right) => right - left));
    for (const limit of [1, 2, 3]) expect(await all({ limit })).toEqual(whole);
  });

  test('show what happens in them, and how much is wrong with each', async () => {
    const flows = new Map((await all()).map((flow) => [flow.name, flow]));
    expect(flows.get('Win back')).toMatchObject({
      liveVersion: 1,
      entered: 1,
      inside: 1,
      sent: 0,
      problems: 0,
    });
    const today = flows.get('Win back')!.entries;
    expect(today).toHaveLength(14);
    expect(today.at(-1)).toBe(1);
    expect(today.reduce((sum, count) => sum + count, 0)).toBe(1);
    here.store.clock.pass(3 * DAY);
    expect((await all({ search: 'Win back' }))[0]!.entries.at(-4)).toBe(1);
    here.store.clock.pass(-3 * DAY);
    expect(flows.get('Broken')).toMatchObject({ liveVersion: null, entered: 0 });
    const { problems } = await getFlow(context, { id: ids.get('Broken')! });
    expect(flows.get('Broken')!.problems).toBe(
      problems.filter(({ severity }) => severity === 'error').length,
    );
    expect(flows.get('Broken')!.problems).toBeGreaterThan(0);
  });

  test('are of one workspace, for whoever may see them', async () => {
    const id = ids.get('Win back')!;
    const stranger = await here.store.other();
    expect((await listFlows(stranger, {})).items).toEqual([]);
    for (const verb of [getFlow, duplicateFlow, publishFlow, saveFlow])
      await expect(verb(stranger, { id })).rejects.toMatchObject({ code: 'not-found' });
    for (const verb of [getFlow, duplicateFlow, publishFlow, saveFlow])
      await expect(verb(context, { id: NO_ID })).rejects.toMatchObject({ code: 'not-found' });
    await expect(listFlows(callerWithout(context, 'flows:read'), {})).rejects.toMatchObject({
      code: 'not-allowed',
    });
    const reader = callerWithout(context, 'flows:write');
    for (const ask of [
      () => createFlow(reader, {}),
      () => duplicateFlow(reader, { id }),
      () => saveFlow(reader, { id, name: 'Mine' }),
      () => cloneTemplate(reader, { template: 'abandoned-cart-classic' }),
    ])
      await expect(ask()).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(publishFlow(callerWithout(context, 'flows:publish'), { id })).rejects.toMatchObject({
      code: 'not-allowed',
    });
    expect((await getFlow(context, { id })).name).toBe('Win back');
  });
});

describe('a drawing that nobody can read', () => {
  test.each([
    ['"poison"'],
    ['{"schemaVersion": 2, "nodes": 3, "edges": []}'],
    ['[]'],
    ['{"nodes": [null], "edges": []}'],
  ])('keeps neither its flow nor the others from being listed: %s', async (poison) => {
    const { id } = await createFlow(context, { name: 'Poisoned', graph: GRAPH });
    await here.inStore((tx) =>
      tx.unsafe('update flows set draft = $1::text::jsonb where id = $2', [poison, id]),
    );
    const listed = await all();
    expect(listed.length).toBe(new Set(listed.map((flow) => flow.id)).size);
    expect(listed.find((flow) => flow.id === id)).toHaveProperty('id', id);
    expect(listed.find(({ name }) => name === 'Win back')).not.toHaveProperty('notShown');
    await here.inStore((tx) => tx`delete from flows where id = ${id}`);
  });
});

describe('a flow that is saved', () => {
  test('rises by one revision, and whoever had an older one open overwrites nothing', async () => {
    const { id, revision } = await createFlow(context, { name: 'Shared', graph: GRAPH });
    const first = await saveFlow(context, { id, revision, name: 'Shared by two' });
    expect(first).toMatchObject({ name: 'Shared by two', revision: revision + 1 });
    await expect(saveFlow(context, { id, revision, graph: BROKEN })).rejects.toMatchObject({
      code: 'revision-conflict',
      details: { revision: revision + 1, by: 'Test' },
    });
    await expect(publishFlow(context, { id, revision })).rejects.toMatchObject({ code: 'revision-conflict' });
    expect(await getFlow(context, { id })).toMatchObject({ revision: revision + 1, graph: first.graph });
    const both = await Promise.allSettled(
      ['One', 'Two'].map((name) => saveFlow(context, { id, revision: revision + 1, name })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await getFlow(context, { id })).revision).toBe(revision + 2);
  });

  test('says what is wrong with it exactly as checking it beforehand does, and publishing refuses just that', async () => {
    const { id } = await createFlow(context, { name: 'Checked', graph: GRAPH });
    for (const graph of [GRAPH, BROKEN, graphOf([cartTrigger()]), graphOf([node('mail', 'end')])]) {
      const { problems } = await checkFlow(context, { id, graph });
      expect((await saveFlow(context, { id, graph })).problems).toEqual(problems);
      const errors = problems.filter(({ severity }) => severity === 'error');
      const published = publishFlow(context, { id });
      if (errors.length === 0) expect(await published).toMatchObject({ state: 'live' });
      else await expect(published).rejects.toMatchObject({ code: 'flow-has-problems' });
    }
  });

  test.each([[{ name: '' }], [{ name: 'x'.repeat(121) }], [{ revision: 0 }], [{ graph: 'a picture' }]])(
    'takes no %j',
    async (input) => {
      await expect(
        saveFlow(context, { id: ids.get('Win back')!, ...(input as object) }),
      ).rejects.toMatchObject({
        code: 'input-invalid',
      });
    },
  );
});

test('a copy is a flow of its own, drawn as the first is, and who is held back in it is drawn anew', async () => {
  const id = ids.get('Win back')!;
  const copy = await duplicateFlow(context, { id });
  expect(copy).toMatchObject({ state: 'draft', liveVersion: null, name: 'Win back (copy)', revision: 1 });
  expect(copy.graph).toEqual((await getFlow(context, { id })).graph);
  const salts = await here.inStore((tx) => tx<{ salt: string }[]>`select salt from flows`);
  expect(new Set(salts.map(({ salt }) => salt)).size).toBe(salts.length);
  expect((await listAudit(context, { subject: copy.id })).items).toMatchObject([
    { summary: 'Created Win back (copy) as a copy' },
  ]);
  await expect(cloneTemplate(context, { template: 'constructor' })).rejects.toMatchObject({
    code: 'template-unknown',
  });
});
