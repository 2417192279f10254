import { beforeEach, expect, test } from 'vitest';
import { listAudit } from '../settings/index.ts';
import { callerWithout, NO_ID } from '../testing/callers.ts';
import { storeForEach, type Here } from '../testing/store-for-each.ts';
import { ticketsOf } from '../testing/tickets.ts';
import { getWork, listWork } from '../work/read-work.ts';
import { putDecisionRight } from './put-decision-right.ts';
import { getDecision } from './read-decision.ts';
import { getEnrolment, listEnrolments } from './read-enrolments.ts';

let here: Here;
let id: string;
storeForEach({ recounts: true }, (given) => {
  here = given;
});
beforeEach(async () => {
  id = await (await ticketsOf(here)).ask('one', 'You sent me the wrong item');
});

test('somebody says what a decision should have been: it is kept and audited, and the flow goes on as it does', async () => {
  const { context } = here.store;
  const before = await getDecision(context, { id });
  expect(before.putRight).toMatchObject({
    question: 'What is the ticket about?',
    words: ['sent me the wrong'],
    right: null,
    by: null,
    at: null,
  });
  expect(before.putRight!.options).toHaveLength(9);
  const after = await putDecisionRight(context, { id, option: 'complaint' });
  expect(after).toEqual({
    ...before,
    putRight: { ...before.putRight, right: 'complaint', by: context.actor.name, at: here.store.clock.now() },
  });
  expect(await getDecision(context, { id })).toEqual(after);
  const said = () => listAudit(context, { action: 'decision-put-right' });
  expect((await said()).items[0]).toMatchObject({
    summary: 'Put right: “Complaint”',
    changes: { said: 'Wrong or damaged item', right: 'complaint' },
  });
  await putDecisionRight(context, { id, option: 'wrong-or-damaged' });
  expect((await said()).items[0]!.summary).toBe('Confirmed: “Wrong or damaged item”');
  const [enrolment] = (await listEnrolments(context, {})).items;
  const { trace } = await getEnrolment(context, { id: enrolment!.id });
  expect(trace.filter(({ node, what }) => node === 'about' && what === 'went')).toHaveLength(1);
});

test('work about it names the decision', async () => {
  const [work] = (await listWork(here.store.context, {})).items;
  expect((await getWork(here.store.context, { id: work!.id })).decisionId).toBe(id);
});

test('what cannot be put right is refused', async () => {
  const { context } = here.store;
  const refusal = (given: { id: string; option: string }, by = context) =>
    putDecisionRight(by, given).then(
      () => 'done',
      (error: { code: string }) => error.code,
    );
  expect(await refusal({ id: NO_ID, option: 'complaint' })).toBe('not-found');
  expect(await refusal({ id, option: 'of-no-list' })).toBe('input-invalid');
  expect(await refusal({ id, option: 'complaint' }, callerWithout(context, 'work:answer'))).toBe(
    'not-allowed',
  );
  await here.store.db.inWorkspace(context.workspaceId, (tx) => tx`update decisions set model = 'recovery'`);
  expect(await refusal({ id, option: 'complaint' })).toBe('input-invalid');
  expect((await getDecision(context, { id })).putRight).toBeNull();
});

test('what spoke for it is not told to those who may not read customers', async () => {
  const { putRight } = await getDecision(callerWithout(here.store.context, 'customers:read'), { id });
  expect(putRight).toMatchObject({ words: [], right: null });
});

test('the entry names its decisions by step', async () => {
  const { items } = await listEnrolments(here.store.context, {});
  const { decisions } = await getEnrolment(here.store.context, { id: items[0]!.id });
  expect(decisions).toEqual([{ id, node: 'about', visit: 1 }]);
});
