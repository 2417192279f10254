import { MINUTE } from '@millrace/base';
import type { Context } from '@millrace/core/verb';
import { DECISION_MODELS } from '@millrace/decisions';
import { beforeAll, describe, expect, test } from 'vitest';
import { eraseCustomer } from '../customers/erase-customer.ts';
import { customerTimeline, timelineOf } from '../customers/timeline.ts';
import { listCustomers } from '../customers/read-customers.ts';
import { createFlow } from '../flows/create-flow.ts';
import { publishFlow } from '../flows/publish-flow.ts';
import { callerWithout, NO_ID } from '../testing/callers.ts';
import { email, graphOf, node } from '../testing/index.ts';
import { oneStore, type OneStore } from '../testing/one-store.ts';
import { NOTHING_HOLDS } from '../testing/store-for-each.ts';
import { updateGuardrails } from '../settings/guardrails.ts';
import { decisionReaderOf, getDecision } from './read-decision.ts';

let here: OneStore;
let context: Context;
let customer: string;
let id: string;
oneStore(async (made) => {
  here = made;
  ({ context } = made.store);
  await updateGuardrails(context, { settings: NOTHING_HOLDS as never });
  const graph = graphOf([
    node('trigger', 'event-trigger', { event: 'signed-up' }),
    email('mail'),
    node('end', 'end'),
  ]);
  await publishFlow(context, { id: (await createFlow(context, { name: 'Welcome', graph })).id });
  await made.shop.send('product-updated', undefined, {
    productId: 'kettle',
    title: 'Copper kettle',
    price: '80.00',
  });
  await made.shop.send('signed-up', made.shop.person('ann'));
  await made.host.pass(MINUTE);
  customer = (await listCustomers(context, {})).items[0]!.id;
});
const decisionsOf = async () => (await customerTimeline(context, { id: customer, only: ['decision'] })).items;
beforeAll(async () => {
  id = (await decisionsOf())[0]!.refers!;
});

describe('a decision', () => {
  test('is told whole: what was known, what there was to choose, what was chosen, and why', async () => {
    const decision = await getDecision(context, { id });
    expect(Object.keys(DECISION_MODELS)).toContain(decision.model);
    expect(decision).toMatchObject({ id, customerId: customer, heldOut: false, reward: null });
    expect(decision.options.map((option) => option.id)).toContain(decision.chosen);
    expect(decision.options.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 9);
    expect(decision.probability).toBe(
      decision.options.find((option) => option.id === decision.chosen)?.probability,
    );
    expect(Object.keys(decision.told.options)).toEqual(
      expect.arrayContaining(decision.options.map((option) => option.id)),
    );
    expect(decision.told.sentences.length).toBeGreaterThan(0);
    for (const words of [
      ...decision.told.sentences,
      ...decision.told.known.flatMap(({ name, value }) => [name, value]),
    ])
      expect(words).not.toMatch(/undefined|NaN|\[object/);
  });

  test('of a model that is no more is told as it was kept', async () => {
    const whole = await getDecision(context, { id });
    const told = await decisionReaderOf({})(context, { id });
    expect({ ...told, told: null }).toEqual({ ...whole, told: null });
    expect(told.told.sentences).toEqual(whole.explanation);
    expect(Object.keys(told.told.options).sort()).toEqual(whole.options.map((option) => option.id).sort());
    const [line] = (await timelineOf({})(context, { id: customer, only: ['decision'] })).items;
    expect(line!.refers).toBe(id);
    expect(line!.title).toMatch(/^[A-Z].*: /);
  });

  test.each([
    ['options', '"none"', { options: [] }],
    ['options', '[{"id":"a"}]', { options: [] }],
    ['inputs', '[1]', { inputs: {} }],
    ['explanation', '{"a":1}', { explanation: [] }],
  ])(
    'of which %s is not what it should be says so, and all else of it is told',
    async (column, poison, left) => {
      const [before] = await here.inStore(
        (tx) => tx<{ kept: string }[]>`select ${tx(column)}::text as kept from decisions where id = ${id}`,
      );
      const put = (value: string) =>
        here.inStore((tx) =>
          tx.unsafe(`update decisions set ${column} = $1::text::jsonb where id = $2`, [value, id]),
        );
      await put(poison);
      expect(await getDecision(context, { id })).toMatchObject({
        ...left,
        id,
        notShown: expect.stringContaining(column) as string,
      });
      await put(before!.kept);
      expect(await getDecision(context, { id })).not.toHaveProperty('notShown');
    },
  );

  test('is nothing to another workspace, to whoever may not see flows, and when there never was one', async () => {
    await expect(getDecision(await here.store.other(), { id })).rejects.toMatchObject({ code: 'not-found' });
    await expect(getDecision(context, { id: NO_ID })).rejects.toMatchObject({ code: 'not-found' });
    await expect(getDecision(context, { id: 'x' })).rejects.toMatchObject({ code: 'input-invalid' });
    await expect(getDecision(callerWithout(context, 'flows:read'), { id })).rejects.toMatchObject({
      code: 'not-allowed',
    });
  });

  test('of somebody who was erased is still told, without anything of them', async () => {
    await eraseCustomer(context, { id: customer });
    const decision = await getDecision(context, { id });
    expect(JSON.stringify(decision)).not.toMatch(/ann/i);
    for (const { note } of decision.options) expect(note).toBeNull();
  });
});
