import { createTestDatabase, type TestDatabase } from '@millrace/tools/testing';
import { TEMPLATES } from '@millrace/templates';
import { HOUR, MINUTE } from '@millrace/base';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { cloneTemplate, createFlow } from '../flows/create-flow.ts';
import { previewPublish } from '../flows/preview-publish.ts';
import { getFlow } from '../flows/list-flows.ts';
import { rehearseFlow } from './rehearse-flow.ts';
import { updateGuardrails } from '../settings/guardrails.ts';
import { cartTrigger, email, graphOf, node, testStore, wait, type TestStore } from '../testing/index.ts';

let database: TestDatabase;
let store: TestStore;
beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(async () => {
  store = await testStore(database.url);
  return () => store.close();
});
afterAll(() => database.drop());

const HOURS = [18, 3, 11];
const MOST_DRAWS = 12;

describe('with the guardrails as they are at first', () => {
  test.each(TEMPLATES.map(({ id }, index) => [id, HOURS[index % HOURS.length]!] as const))(
    'in a rehearsal of %s, opened at %i o’clock, every branch is taken and every message is sent to somebody',
    async (template, hour) => {
      // Each template is opened at another hour of another day of the week.
      const today = Date.UTC(2026, 10, 2 + TEMPLATES.findIndex(({ id }) => id === template));
      store.clock.set(today + hour * HOUR + 40 * MINUTE);
      const { id } = await cloneTemplate(store.context, { template });
      const { graph } = await getFlow(store.context, { id });
      const messages = graph.nodes.filter(({ config }) => 'content' in config);
      // Whom nothing but chance leads to a branch, such as those who get an offer while it is learned, may be none of
      // one flow's people. Another flow draws anew.
      let missing: readonly string[] | null = null;
      for (let flow = id, draws = 0; missing?.length !== 0 && draws < MOST_DRAWS; draws += 1) {
        const { nodes, on } = await rehearseFlow(store.context, { id: flow, people: 500, on: 'sample' });
        expect(on).toBe('sample');
        const untaken = [
          ...graph.edges.filter(({ from, port }) => !nodes[from]?.went[port]),
          ...messages.filter(({ id: message }) => !nodes[message]?.sent),
        ].map((one) => one.id);
        missing = (missing ?? untaken).filter((one) => untaken.includes(one));
        if (missing.length > 0) flow = (await cloneTemplate(store.context, { template })).id;
      }
      expect(missing).toEqual([]);
      expect((await previewPublish(store.context, { id })).neverSent).toEqual([]);
    },
    120_000,
  );
});

test('a second message within the frequency cap is named before publishing, with the guardrail that stops it', async () => {
  await updateGuardrails(store.context, { settings: { 'frequency-cap': { beyond: 'skip' } } });
  const graph = graphOf([
    cartTrigger(),
    email('first'),
    wait('hour', 1, 'hours'),
    email('second'),
    node('end', 'end'),
  ]);
  const { id } = await createFlow(store.context, { name: 'Twice in an hour', graph });
  const { neverSent } = await previewPublish(store.context, { id });
  expect(neverSent).toEqual([
    { node: 'second', messages: expect.any(Number) as number, reason: 'Frequency cap' },
  ]);
  expect(neverSent[0]!.messages).toBeGreaterThanOrEqual(5);
});
