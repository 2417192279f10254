import { DAY } from '@millrace/base';
import { TEMPLATES } from '@millrace/templates';
import { expect, test } from 'vitest';
import { createFlow, cloneTemplate } from '../flows/create-flow.ts';
import { pauseFlow } from '../flows/change-state.ts';
import { publishFlow } from '../flows/publish-flow.ts';
import { saveFlow } from '../flows/save-flow.ts';
import { updateGuardrails } from '../settings/guardrails.ts';
import { callerWithout } from '../testing/callers.ts';
import { cartTrigger, connectShop, email, graphOf, node } from '../testing/index.ts';
import { oneStore, type OneStore } from '../testing/one-store.ts';
import { readAutomation } from './read-automation.ts';
import { templateNeeds } from './template-needs.ts';

let here: OneStore;
oneStore(async (made) => {
  here = made;
  await connectShop(made.store.context, 'http://127.0.0.1:99');
});
const read = () => readAutomation(here.store.context, {});
const of = async (id: string) => (await read()).flows.find((flow) => flow.id === id)!;
const failing = async (id: string) =>
  (await of(id)).findings.flatMap(({ ok, check }) => (ok ? [] : [check])).sort();
const graph = (settings: object = {}, exits = true) =>
  graphOf(
    [
      exits ? cartTrigger() : node('trigger', 'event-trigger', { events: ['product-viewed'] }),
      email('mail'),
      node('end', 'end'),
    ],
    {
      holdout: 0.2,
      owner: 'Ann',
      reviewOn: '2026-07-01',
      ...settings,
    },
  );
const live = async (name: string, drawn: ReturnType<typeof graphOf>) => {
  const { id } = await createFlow(here.store.context, { name, graph: drawn });
  await publishFlow(here.store.context, { id });
  return id;
};

test('a store without a flow is at the first level, and nothing is graded', async () => {
  const found = await read();
  expect(found).toMatchObject({ level: 1, flows: [] });
  expect(found.levels.map(({ level }) => level)).toEqual([1, 2, 3, 4, 5]);
});

test('a flow is graded by what is to mend, each with the place where it is mended', async () => {
  const good = await live('Good', graph());
  expect(await of(good)).toMatchObject({ grade: 'A', level: 3, state: 'live' });
  const poor = await live('Poor', graph({ holdout: 0, owner: undefined }, false));
  const { grade, findings } = await of(poor);
  expect(grade).toBe('E');
  expect(findings.slice(0, 3).map(({ check, href, weight }) => [check, href, weight])).toEqual([
    ['purchase-exit', `/flows/${poor}`, 'serious'],
    ['holdout', `/flows/${poor}?panel=settings`, 'serious'],
    ['owner', `/flows/${poor}?panel=settings`, 'minor'],
  ]);
  const found = await read();
  expect(found.flows.map(({ name }) => name)).toEqual(['Poor', 'Good']);
  expect(found.level).toBe(2);
});

test('what changes with time and for the whole store is found too', async () => {
  const id = await live('Changing', graph());
  await updateGuardrails(here.store.context, { settings: { 'frequency-cap': { on: false } } });
  expect(await failing(id)).toEqual(['guardrails']);
  expect((await of(id)).findings[0]!.sentence).toBe('Switched off for the whole store: Frequency cap.');
  await updateGuardrails(here.store.context, { settings: { 'frequency-cap': { on: true } } });
  await saveFlow(here.store.context, { id, graph: graph({ outcomeDays: 20 }) });
  await pauseFlow(here.store.context, { id });
  here.store.clock.set(here.store.clock.now() + 30 * DAY);
  expect(await failing(id)).toEqual(['paused', 'review', 'unpublished']);
});

test('counts of the last 30 days are evidence, and older ones are not', async () => {
  const id = await live('Counted', graph({ reviewOn: '2027-01-01' }));
  const { workspaceId } = here.store.context;
  const count = (metric: string, amount: number, days: number) =>
    here.inStore(
      (tx) => tx`insert into counter_rollups (workspace_id, flow_id, version_id, node, metric, hour, amount)
        select ${workspaceId}, ${id}, live_version_id, 'mail', ${metric},
          ${here.store.clock.now() - days * DAY}::timestamptz, ${amount} from flows where id = ${id}`,
    );
  await count('sent', 400, 3);
  await count('failed', 500, 40);
  expect(await failing(id)).toEqual([]);
  await count('unsubscribed', 3, 2);
  await count('failed', 20, 2);
  expect(await failing(id)).toEqual(['failing', 'unsubscribes']);
});

test('a flow of the gallery has the level of its card, and the next best flow is one that is ready', async () => {
  const { id } = await cloneTemplate(here.store.context, { template: 'abandoned-cart-ai' });
  await publishFlow(here.store.context, { id });
  expect((await of(id)).level).toBe(5);
  const { next } = await read();
  expect(next === null || next.fit.place === 'first').toBe(true);
  await expect(readAutomation(callerWithout(here.store.context, 'flows:read'), {})).rejects.toMatchObject({
    code: 'not-allowed',
  });
});

test('what a template needs has what its steps need from connected systems', () => {
  const classic = TEMPLATES.find(({ id }) => id === 'abandoned-cart-classic')!;
  expect(templateNeeds(classic)).toContainEqual({
    what: 'capability',
    name: 'make-code',
    sentence: expect.stringMatching(/^A connected system that can /) as string,
  });
});
