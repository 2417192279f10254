import { DAY, HOUR } from '@millrace/base';
import { getEnrolment, listEnrolments } from '@millrace/services/enrolments';
import { createFlow, getFlow, publishFlow, saveFlow } from '@millrace/services/flows';
import { chooseTestVariant, listTests } from './ab-tests.ts';
import { rehearseFlow } from '@millrace/services/rehearsal';
import { graphOf, node, type TestStore, type VirtualHost } from '@millrace/services/testing';
import { storeForEach } from '@millrace/services/testing/store-for-each';
import { describe, expect, test } from 'vitest';
import { ingestEvents } from '@millrace/run/intake';
import { chooseWinners } from '@millrace/run/ab-tests';

let store: TestStore;
let host: VirtualHost;
storeForEach({ recounts: true }, (here) => {
  ({ store, host } = here);
});

const API = { id: 'api', clock: { pace: 1, anchor: 0 } } as const;
let told = 0;
async function tell(type: string, people: readonly string[], customer: object = {}) {
  const events = people.map((person) => {
    told += 1;
    return {
      id: `ab-${told}`,
      type,
      occurredAt: store.clock.now(),
      customer: { email: `${person}@example.com`, ...customer },
    };
  });
  expect((await ingestEvents(store.context, API, events)).refused).toEqual([]);
  await host.settle();
}

const graph = (config: object = {}, holdout = 0) =>
  graphOf(
    [
      node('trigger', 'event-trigger', { events: ['signed-up'], reentry: { rule: 'always' } }),
      node('test', 'ab-test', {
        paths: [
          { id: 'a', name: 'Story', weight: 1 },
          { id: 'b', name: 'Offer', weight: 1 },
        ],
        goals: ['made-a-wish'],
        withinDays: 2,
        least: 20,
        ...config,
      }),
      node('end-a', 'end', { label: 'a' }),
      node('end-b', 'end', { label: 'b' }),
    ],
    { holdout },
    ['trigger:next>test', 'test:a>end-a', 'test:b>end-b'],
  );

async function live(config: object = {}, holdout = 0) {
  const { id } = await createFlow(store.context, { name: 'Test', graph: graph(config, holdout) });
  await publishFlow(store.context, { id });
  return id;
}

const people = (count: number, from = 0) => Array.from({ length: count }, (_, index) => `p${from + index}`);
/** The variant of each entry, oldest first, by person. */
async function variantsOf(flow: string): Promise<Record<string, string[]>> {
  const { items } = await listEnrolments(store.context, { flow, limit: 100 });
  const had: Record<string, string[]> = {};
  for (const { id, customerEmail } of [...items].reverse()) {
    const { trace } = await getEnrolment(store.context, { id });
    const port = trace.find(({ what, node: at }) => what === 'went' && at === 'test')?.port ?? '?';
    const name = customerEmail!.split('@')[0]!;
    had[name] = [...(had[name] ?? []), port];
  }
  return had;
}
const look = () =>
  chooseWinners(store.db, (workspaceId) => ({ ...store.context, workspaceId }), store.clock.now());
const only = async (flow: string) => (await listTests(store.context, { id: flow }))[0]!;

describe('an A/B test', () => {
  test('counts people once their time is over, and only what happened in it', async () => {
    const flow = await live();
    await tell('signed-up', people(12));
    await tell('made-a-wish', ['p0', 'p1']);
    await host.pass(DAY);
    await tell('made-a-wish', ['p1', 'p2']);
    expect((await only(flow)).variants.reduce((sum, one) => sum + one.measured, 0)).toBe(0);
    await host.pass(DAY + HOUR);
    await tell('made-a-wish', ['p3']);
    const { variants, state, sentence } = await only(flow);
    expect(variants.map(({ name }) => name)).toEqual(['Story', 'Offer']);
    expect(variants.reduce((sum, one) => sum + one.people, 0)).toBe(12);
    expect(variants.reduce((sum, one) => sum + one.measured, 0)).toBe(12);
    expect(variants.reduce((sum, one) => sum + one.reached, 0)).toBe(3);
    expect(state).toBe('too-early');
    expect(sentence).toMatch(
      /^Too early: the smallest variant has \d+ (person|people) whose time is over, of 20/,
    );
  });

  test('gives the winner to everybody new as soon as it is certain, and people keep what they had', async () => {
    const flow = await live();
    await tell('signed-up', people(90));
    const had = await variantsOf(flow);
    const ofB = Object.entries(had).flatMap(([name, [port]]) => (port === 'b' ? [name] : []));
    const ofA = Object.entries(had).flatMap(([name, [port]]) => (port === 'a' ? [name] : []));
    expect(Math.min(ofA.length, ofB.length)).toBeGreaterThan(20);
    await host.pass(HOUR);
    await tell('made-a-wish', ofB);
    await look();
    expect((await only(flow)).chosen).toBeNull();
    await host.pass(2 * DAY);
    await look();
    const after = await only(flow);
    expect(after).toMatchObject({ state: 'clear', winner: 'b', chosen: { variant: 'b', byRule: true } });
    await tell('signed-up', [...people(8, 200), ofA[0]!]);
    const now = await variantsOf(flow);
    for (const person of people(8, 200)) expect(now[person]).toEqual(['b']);
    expect(now[ofA[0]!]).toEqual(['a', 'a']);
    // People who came after the choice were not drawn, so they say nothing.
    expect((await only(flow)).variants.reduce((sum, one) => sum + one.people, 0)).toBe(90);
  });

  test('is decided by hand, and a choice that was taken back is not made again by the rule', async () => {
    const flow = await live();
    await tell('signed-up', people(90));
    const had = await variantsOf(flow);
    await tell(
      'made-a-wish',
      Object.keys(had).filter((name) => had[name]![0] === 'b'),
    );
    await host.pass(3 * DAY);
    const choose = (variant: string | null) =>
      chooseTestVariant(store.context, { id: flow, node: 'test', variant });
    expect(await choose('a')).toMatchObject({ chosen: { variant: 'a', byRule: false } });
    await look();
    expect((await only(flow)).chosen).toMatchObject({ variant: 'a' });
    await tell('signed-up', people(6, 200));
    const now = await variantsOf(flow);
    for (const person of people(6, 200)) expect(now[person]).toEqual(['a']);
    expect((await choose(null)).chosen).toBeNull();
    await look();
    expect((await only(flow)).chosen).toBeNull();
    await expect(choose('gone')).rejects.toMatchObject({ code: 'not-found' });
    await expect(
      chooseTestVariant(store.context, { id: flow, node: 'end-a', variant: 'a' }),
    ).rejects.toMatchObject({ code: 'not-found' });
  });

  test('left to us is not decided by the rule', async () => {
    const flow = await live({ choose: 'person' });
    await tell('signed-up', people(90));
    const had = await variantsOf(flow);
    await tell(
      'made-a-wish',
      Object.keys(had).filter((name) => had[name]![0] === 'a'),
    );
    await host.pass(3 * DAY);
    await look();
    expect(await only(flow)).toMatchObject({ state: 'clear', winner: 'a', chosen: null });
  });

  test('with other shares begins a new round: those of the old one keep their variant and are not compared', async () => {
    const flow = await live();
    await tell('signed-up', people(10));
    const { revision } = await getFlow(store.context, { id: flow });
    const paths = [
      { id: 'a', name: 'Story', weight: 0.000_001 },
      { id: 'b', name: 'Offer', weight: 1 },
    ];
    await saveFlow(store.context, { id: flow, revision, graph: graph({ paths }) });
    await publishFlow(store.context, { id: flow });
    const before = await variantsOf(flow);
    await tell('signed-up', [...people(10), ...people(5, 100)]);
    const after = await variantsOf(flow);
    for (const person of people(10)) expect(after[person]).toEqual([before[person]![0], before[person]![0]]);
    for (const person of people(5, 100)) expect(after[person]).toEqual(['b']);
    expect((await only(flow)).variants.map(({ people: count }) => count)).toEqual([0, 5]);
  });

  test('does not compare the holdout, and who turns out to have had both variants', async () => {
    const flow = await live({}, 0.5);
    await tell('signed-up', people(40));
    const { items } = await listEnrolments(store.context, { flow, limit: 100 });
    const treated = items.filter(({ heldOut }) => !heldOut);
    const before = await only(flow);
    expect(before.variants.reduce((sum, one) => sum + one.people, 0)).toBe(treated.length);
    const had = await variantsOf(flow);
    const named = (port: string) =>
      treated
        .map(({ customerEmail }) => customerEmail!.split('@')[0]!)
        .find((name) => had[name]![0] === port)!;
    const [one, other] = [named('a'), named('b')];
    await tell('logged-in', [one], { externalId: 'same' });
    await tell('logged-in', [other], { externalId: 'same' });
    const after = await only(flow);
    expect(after.inBoth).toBe(1);
    expect(after.variants.reduce((sum, variant) => sum + variant.people, 0)).toBe(treated.length - 2);
  });

  test('is drawn in rehearsals', async () => {
    const flow = await live();
    await tell('signed-up', people(30));
    const report = await rehearseFlow(store.context, { id: flow, days: 10, on: 'past' });
    const { went } = report.nodes['test']!;
    expect((went['a'] ?? 0) + (went['b'] ?? 0)).toBe(30);
  });
});
