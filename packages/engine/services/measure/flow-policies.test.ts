import { DAY, HOUR } from '@millrace/base';
import { trainModels } from '@millrace/run/models';
import { expect, test } from 'vitest';
import { createFlow } from '../flows/create-flow.ts';
import { saveFlow } from '../flows/save-flow.ts';
import { callerWithout } from '../testing/callers.ts';
import { graphOf, node } from '../testing/index.ts';
import { oneStore, type OneStore } from '../testing/one-store.ts';
import { flowPolicies } from './flow-policies.ts';

let here: OneStore;
oneStore((made) => {
  here = made;
});

const OPTIONS = [
  { id: 'none', kind: 'none', value: 0 },
  { id: 'percent-10', kind: 'percentage', value: 10 },
];
const graph = (name?: string) =>
  graphOf(
    [
      node('trigger', 'event-trigger', { event: 'cart-abandoned' }),
      { ...node('offer', 'decide-offer', { options: OPTIONS }), ...(name ? { name } : {}) },
      node('yes', 'end', {}),
      node('no', 'end', {}),
    ],
    {},
    ['trigger:next>offer', 'offer:offer>yes', 'offer:none>no'],
  );
const made = async (name?: string) =>
  (await createFlow(here.store.context, { name: 'Offers', graph: graph(name) })).id;

/**
 * Decisions whose truth is known. No offer went to six in ten people: one in ten of them bought, for 40.00. The discount went to
 * the others: three in ten bought, for 30.00.
 */
async function decided(
  flow: string,
  { count = 2_000, ago = 10 * DAY, heldOut = false, probabilities = [0.6, 0.4] as readonly number[] } = {},
): Promise<void> {
  const { workspaceId } = here.store.context;
  const inputs = {
    exploration: 0.4,
    context: {
      segment: 'price-sensitive',
      recovery: 0.1,
      basket: 8_000,
      discountShare: 0.5,
      margins: { none: 4_000, 'percent-10': 3_000 },
    },
  };
  const options = OPTIONS.map(({ id }, index) => ({
    id,
    probability: probabilities[index]!,
    score: null,
    note: null,
  }));
  const at = new Date(here.store.clock.now() - ago).toISOString();
  await here.inStore(async (tx) => {
    await tx`with people as (
        insert into customers (id, workspace_id, email, created_at)
          select gen_random_uuid(), ${workspaceId}, gen_random_uuid() || '@example.com', ${at}::timestamptz
          from generate_series(1, ${count}) n returning id),
      numbered as (select id, row_number() over () as n from people)
      insert into decisions (id, workspace_id, enrolment_id, flow_id, customer_id, node, visit, model,
        decided_by, inputs, options, chosen, probability, score, explanation, at, silent, reward)
      select gen_random_uuid(), ${workspaceId}, gen_random_uuid(), ${flow}, id, 'offer', 1, 'offer', 'rule',
        ${tx.json(inputs as never)}, ${tx.json(options as never)},
        case when n % 10 < 6 then 'none' else 'percent-10' end, case when n % 10 < 6 then 0.6 else 0.4 end, null, '[]',
        ${at}::timestamptz, ${heldOut},
        case when n % 10 < 6 and (n / 10) % 10 = 0 then 4000 when n % 10 >= 6 and (n / 10) % 10 < 3 then 3000 end
      from numbered`;
  });
}
const read = (id: string) => flowPolicies(here.store.context, { id });
const train = () => trainModels(here.store.context, { models: ['offer'] });
const within = (interval: { lower: number; upper: number } | null, truth: number) =>
  expect([interval!.lower < truth, interval!.upper > truth]).toEqual([true, true]);

test('a flow is told what each offer would have earned, once the model is trained, with the truth inside the interval', async () => {
  const flow = await made('What to give');
  await decided(flow);
  await decided(flow, { count: 500, heldOut: true });
  await decided(flow, { count: 40, ago: 4 * DAY });
  expect(await read(flow)).toMatchObject([
    { node: 'offer', name: 'What to give', at: null, decisions: 0, waiting: 0, policies: [] },
  ]);
  await train();
  const [step, ...more] = await read(flow);
  expect(more).toEqual([]);
  expect(step).toMatchObject({
    model: 'offer',
    name: 'What to give',
    at: here.store.clock.now(),
    days: 5,
    currency: 'USD',
    decisions: 2_000,
    people: 2_000,
    waiting: 40,
    fixed: 0,
    asItRan: ['The fixed rule'],
  });
  const of = (id: string) => step!.policies.find((policy) => policy.id === id)!;
  expect(step!.policies.map(({ id }) => id)).toEqual(['as-it-ran', 'never', 'always:percent-10', 'newest']);
  expect(of('as-it-ran')).toMatchObject({ difference: null, refusal: null, effective: 2_000 });
  expect(of('as-it-ran').value!.estimate).toBeCloseTo(600, 6);
  within(of('never').value, 400);
  within(of('never').difference, -200);
  within(of('always:percent-10').value, 900);
  within(of('always:percent-10').difference, 300);
  expect(of('always:percent-10').difference!.lower).toBeGreaterThan(0);
  expect(of('always:percent-10').effective).toBeCloseTo(800, 0);
  // It has learned that the discount pays.
  expect(of('newest').difference!.lower).toBeGreaterThan(0);
  expect(step!.sentence).toMatch(
    /^“Always 10% off” would have earned about \$\d\.\d\d more with each decision, between \$\d\.\d\d and \$\d\.\d\d\.$|^“The newest model” would have earned/,
  );
});

test('too few decisions, and those without another choice, are refused with the reason', async () => {
  const few = await made();
  await decided(few, { count: 90 });
  const fixed = await made();
  await decided(fixed, { count: 300, probabilities: [1, 0] });
  await train();
  const [small] = await read(few);
  expect(small).toMatchObject({
    name: 'Decide: offer',
    sentence: 'Too early to tell: no other way of deciding can be judged yet.',
    decisions: 90,
  });
  for (const policy of small!.policies)
    expect(policy).toMatchObject({
      value: null,
      difference: null,
      refusal: expect.stringMatching(/^Too early/) as string,
    });
  const [without] = await read(fixed);
  expect(without).toMatchObject({ decisions: 0, fixed: 180 });
  expect(without!.policies.find(({ id }) => id === 'always:percent-10')!.refusal).toMatch(
    /only the best guess could be chosen.*Set an exploration share above 0/,
  );
});

test('decisions of other flows and steps that were removed keep to themselves', async () => {
  const [one, other] = [await made('First'), await made('Second')];
  await decided(one, { count: 400 });
  here.store.clock.pass(HOUR);
  await train();
  expect(await read(other)).toMatchObject([{ name: 'Second', decisions: 0, at: here.store.clock.now() }]);
  await saveFlow(here.store.context, {
    id: one,
    graph: graphOf(
      [node('trigger', 'event-trigger', { event: 'cart-abandoned' }), node('end', 'end', {})],
      {},
      ['trigger:next>end'],
    ),
  });
  expect(await read(one)).toMatchObject([{ name: 'Offer', node: 'offer', decisions: 400 }]);
});

test('a flow without such a step has nothing to compare, and whoever may not read flows reads nothing', async () => {
  const { id } = await createFlow(here.store.context, { name: 'Plain' });
  expect(await read(id)).toEqual([]);
  await expect(flowPolicies(callerWithout(here.store.context, 'flows:read'), { id })).rejects.toMatchObject({
    code: 'not-allowed',
  });
});
