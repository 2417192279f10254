import { kinds as ordinary } from '@millrace/core/plans';
import { listCustomers, timelineOf } from '@millrace/services/customers';
import { decisionReaderOf } from '@millrace/services/enrolments';
import { modelListOf } from '@millrace/services/models';
import { email, graphOf, node, shopOf, testStore, type TestStore } from '@millrace/services/testing';
import { createTestDatabase, type TestDatabase } from '@millrace/tools/testing';
import { DAY, HOUR } from '@millrace/base';
import { DECISION_MODELS, decidedFacts, exampleFactsOf, type DecisionModels } from '@millrace/decisions';
import { toyModel, toyNode } from '@millrace/decisions/testing';
import {
  compile,
  createStep,
  describeCondition,
  factsOf,
  initialCursor,
  parseGraph,
  validate,
  type Facts,
} from '@millrace/flow';
import { customer, store as storeFactsOf } from '@millrace/flow/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { trainDueModels } from './train-due-models.ts';
import { writeDecision } from './write-decision.ts';

/**
 * Everything that adding a model takes: its folder, a line in the list of models, and a line in that of
 * nodes.
 */
const MODELS: DecisionModels = { ...DECISION_MODELS, [toyModel.id]: toyModel };
const kinds = { ...ordinary, [toyNode.kind]: toyNode };

let database: TestDatabase;
let store: TestStore;
beforeAll(async () => {
  database = await createTestDatabase();
  store = await testStore(database.url);
  store.clock.set(Date.UTC(2026, 5, 10, 12));
});
afterAll(async () => {
  await store.close();
  await database.drop();
});

const graph = parseGraph(
  graphOf(
    [
      node('trigger', 'event-trigger', { event: 'signed-up', key: 'customer' }),
      node('mood', toyNode.kind),
      node('ask', 'condition', {
        paths: [
          {
            id: 'rush',
            name: '',
            when: {
              all: [
                { fact: 'decision.mood', operator: 'is', value: 'busy' },
                { fact: 'decision.rush', operator: 'at-least', value: 0.5 },
              ],
            },
          },
        ],
      }),
      email('mail'),
      node('end', 'end'),
    ],
    { holdout: 0.1 },
    ['trigger:next>mood', 'mood:next>ask', 'ask:rush>mail', 'ask:else>end', 'mail:next>end'],
  ),
);
const trained = async () =>
  (await modelListOf(MODELS)(store.context, {})).find((model) => model.id === toyModel.id)!;
const due = () => trainDueModels(store.db, store.contextOf, store.clock.now(), MODELS);

test('an added model is trained on the store’s own past on schedule, and has its card', async () => {
  const shop = shopOf(store);
  await due();
  expect(await trained()).toMatchObject({
    isUsed: false,
    empty: { title: 'Nothing counted yet', sentence: 'There are 0 orders and 3 are needed.' },
  });
  for (const index of [1, 2, 3, 4]) await shop.buy('ann', `o${index}`);
  store.clock.pass(DAY);
  await due();
  expect(await trained()).toMatchObject({
    title: 'Is the shop busy?',
    isUsed: true,
    empty: null,
    samples: 4,
    content: {
      standing: { words: 'Counted' },
      parts: [{ part: 'text', text: 'Learned from 4 orders.' }, { part: 'table' }],
    },
  });
});

test('its facts can be used in conditions, are checked by type, and are offered in messages', () => {
  expect(
    validate(graph, kinds).filter((problem) => problem.severity === 'error' || problem.node === 'ask'),
  ).toEqual([]);
  const wrong = parseGraph({
    ...graph,
    nodes: graph.nodes.map((one) =>
      one.id === 'ask'
        ? {
            ...one,
            config: {
              paths: [
                { id: 'rush', name: '', when: { fact: 'decision.rush', operator: 'contains', value: 'x' } },
              ],
            },
          }
        : one,
    ),
  });
  expect(validate(wrong, kinds).map(({ sentence }) => sentence)).toContain(
    '"chance of a rush" cannot be compared by "contains". Choose another comparison.',
  );
  const facts = factsOf(kinds);
  expect(describeCondition({ fact: 'decision.mood', operator: 'is', value: 'busy' }, undefined, facts)).toBe(
    'mood of the shop is busy',
  );
  expect(facts.field('decision.rush')).toMatchObject({ label: 'chance of a rush', type: 'share' });
  expect(exampleFactsOf(MODELS)).toMatchObject({ mood: 'busy' });
  expect(Object.keys(decidedFacts(MODELS))).toContain('rush');
});

test('it decides in a flow from its training, and the timeline explains the decision in its words', async () => {
  const plan = compile(graph, kinds);
  expect(plan.needs.models).toEqual([toyModel.id]);
  const { workspaceId } = store.context;
  const [row] = await store.db.inWorkspace(
    workspaceId,
    (tx) => tx<{ parameters: never }[]>`select parameters from models where name = ${toyModel.id} and active`,
  );
  const now = store.clock.now();
  const walk = (models: Facts['models']) => {
    const facts: Facts = {
      now,
      enrolment: { id: 'e', key: 'k', enteredAt: now, event: null },
      customer: customer(),
      cart: null,
      order: null,
      events: [],
      store: storeFactsOf,
      models,
    };
    return createStep(kinds)(plan, initialCursor(false), { type: 'start' }, facts);
  };
  // The rule says that the shop is quiet; the trained model knows its orders.
  expect(walk({}).next).toMatchObject({ type: 'done' });
  const { next, effects, cursor } = walk({ [toyModel.id]: row!.parameters });
  expect(next).toMatchObject({ type: 'message' });
  expect(cursor.variables).toEqual({ mood: 'busy', rush: 0.5 });

  const effect = effects.find((one) => one.type === 'decision')!;
  const { items } = await listCustomers(store.context, {});
  const customerId = items[0]!.id;
  const place = {
    workspaceId,
    enrolmentId: items[0]!.id,
    flowId: items[0]!.id,
    customerId,
    node: effect.node,
    visit: 1,
    cartId: null,
    heldOut: false,
  };
  await store.db.inWorkspace(workspaceId, (tx) => writeDecision(tx, place, effect.decision, now));
  const story = await timelineOf(MODELS)(store.context, { id: customerId, only: ['decision'] });
  expect(story.items).toMatchObject([
    { title: 'Mood of the shop: Busy', reason: 'The shop is busy: a rush comes with a chance of 50%.' },
  ]);
  const id = story.items[0]!.refers!;
  expect((await decisionReaderOf(MODELS)(store.context, { id })).told).toEqual({
    sentences: ['The shop is busy: a rush comes with a chance of 50%.'],
    options: { busy: 'Busy', quiet: 'Quiet' },
    known: [{ name: 'Orders a week', value: '1' }],
  });
  // After its removal its timelines stay readable.
  expect(
    (await timelineOf(DECISION_MODELS)(store.context, { id: customerId, only: ['decision'] })).items[0]
      ?.title,
  ).toBe('Toy mood: busy');
  expect((await decisionReaderOf(DECISION_MODELS)(store.context, { id })).told.options).toEqual({
    busy: 'Busy',
    quiet: 'Quiet',
  });
});

test('a model that got worse falls back to its rule for two weeks, and learns again after them', async () => {
  const place = async (count: number) => {
    for (let index = 0; index < count; index += 1)
      await shopOf(store).buy(`buyer-${index}`, `order-${store.clock.now()}-${index}`);
  };
  await place(9);
  store.clock.pass(DAY);
  await due();
  expect(await trained()).toMatchObject({ isUsed: true, drift: { gotWorse: false } });
  // A month without a sale but four: it saw more than twice as many.
  store.clock.pass(40 * DAY);
  await place(4);
  await due();
  const fell = await trained();
  expect(fell).toMatchObject({
    isUsed: false,
    content: { standing: { state: 'broken', words: 'Fell back to its rule' } },
    empty: {
      sentence: expect.stringMatching(
        /^It saw \d+ orders, and 4 now\. Its rule decides for 14 days; after that it decides again, if it has learned enough\.$/,
      ),
    },
  });
  // It is tried as often as others, and not every two minutes.
  const { triedAt } = fell;
  store.clock.pass(HOUR);
  await due();
  expect((await trained()).triedAt).toBe(triedAt);
  store.clock.pass(DAY);
  await due();
  expect(await trained()).toMatchObject({ isUsed: false, empty: { sentence: fell.empty!.sentence } });
  store.clock.pass(14 * DAY);
  await due();
  expect(await trained()).toMatchObject({ isUsed: true, drift: null });
});
