import { DAY } from '@millrace/base';
import type { Context } from '@millrace/core/verb';
import { newId } from '@millrace/db';
import { DECISION_MODELS } from '@millrace/decisions';
import { toyModel } from '@millrace/decisions/testing';
import { beforeEach, expect, test } from 'vitest';
import { callerWith, callerWithout } from '../testing/callers.ts';
import { oneStore, type OneStore } from '../testing/one-store.ts';
import { listModels, modelListOf } from './list-models.ts';

let here: OneStore;
let context: Context;
oneStore((made) => {
  here = made;
  ({ context } = made.store);
});
beforeEach(() => here.inStore((tx) => tx`delete from models`).then(() => undefined));

const listToys = modelListOf({ [toyModel.id]: toyModel });
const toy = async () => (await listToys(context, {}))[0]!;
const PARAMETERS = { version: 1, perWeek: 2 };

/** A training as it is stored. */
async function trained({
  active = true,
  parameters = PARAMETERS as unknown,
  report = {} as object,
  samples = 10,
  at = here.store.clock.now(),
}) {
  await here.inStore(
    (tx) => tx`insert into models (id, workspace_id, name, active, parameters, report, samples, trained_at)
      values (${newId()}, ${context.workspaceId}, ${toyModel.id}, ${active}, ${tx.json(parameters as never)}, ${tx.json(report as never)}, ${samples}, ${at})`,
  );
}

test('every model has its card from the beginning, in the order of the list, and says that its rule decides', async () => {
  const models = await listModels(context, {});
  expect(models.map(({ id }) => id)).toEqual(Object.keys(DECISION_MODELS));
  for (const model of models) {
    const { card, rule } = DECISION_MODELS[model.id]!;
    expect(model).toMatchObject({
      title: card.title,
      rule,
      isUsed: false,
      empty: card.empty,
      samples: 0,
      trainedAt: null,
      triedAt: null,
      drift: null,
    });
    expect(model.looksAt.length).toBeGreaterThan(0);
  }
});

test('a model that has not enough yet says why, how much there is, and when it was tried', async () => {
  const at = here.store.clock.now();
  await trained({
    active: false,
    report: { reason: 'There are 2 orders and 3 are needed.' },
    samples: 2,
    at: at - DAY,
  });
  expect(await toy()).toMatchObject({
    isUsed: false,
    empty: { title: toyModel.card.empty.title, sentence: 'There are 2 orders and 3 are needed.' },
    samples: 2,
    trainedAt: null,
    triedAt: at - DAY,
  });
});

test('one that learned is in use from its training on, however often it was tried in vain afterwards', async () => {
  const at = here.store.clock.now();
  await trained({ at: at - 3 * DAY, samples: 40 });
  await trained({ active: false, report: { reason: 'Too few.' }, samples: 1, at: at - DAY });
  await trained({ active: false, report: { reason: 'Far too few.' }, samples: 0, at });
  const { isUsed, empty, samples, trainedAt, triedAt } = await toy();
  expect({ isUsed, empty, samples, trainedAt, triedAt }).toEqual({
    isUsed: true,
    empty: null,
    samples: 40,
    trainedAt: at - 3 * DAY,
    triedAt: at,
  });
});

test.each([[null], [{ version: 1, perWeek: 'many' }], [[]], ['lost']])(
  'what another release stored and this one cannot read leaves the rule in use: %j',
  async (parameters) => {
    await trained({ parameters, report: 'nonsense' as never });
    expect(await toy()).toMatchObject({ isUsed: false, trainedAt: null, triedAt: here.store.clock.now() });
  },
);

test('one that got worse says so in its own words', async () => {
  await trained({ report: { drift: { gotWorse: true, sentence: 'It is off by a half.' } } });
  expect(await toy()).toMatchObject({
    isUsed: true,
    drift: { gotWorse: true, sentence: 'It is off by a half.' },
    content: { standing: { state: 'broken', words: 'Got worse' } },
  });
});

test('what one store learned is nothing to another, and settings are for those who may see them', async () => {
  await trained({});
  expect((await listToys(await here.store.other(), {}))[0]).toMatchObject({ isUsed: false, triedAt: null });
  await expect(listModels(callerWithout(context, 'settings:read'), {})).rejects.toMatchObject({
    code: 'not-allowed',
  });
  expect(await listModels(callerWith(context, 'settings:read'), {})).toHaveLength(
    Object.keys(DECISION_MODELS).length,
  );
});
