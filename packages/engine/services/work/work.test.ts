import { WORK_KINDS } from '@millrace/connectors/work';
import { DAY, HOUR, MINUTE } from '@millrace/base';
import { WORK_ROLES } from '@millrace/connectors/acts';
import { ROLE_PERMISSIONS, ROLES } from '@millrace/core/verb';
import { ingestEvents } from '@millrace/run/intake';
import { forgetWork } from '@millrace/run/work';
import { beforeEach, describe, expect, test } from 'vitest';
import { getEnrolment, listEnrolments } from '../enrolments/index.ts';
import { createFlow, publishFlow, stopFlow } from '../flows/index.ts';
import { readHome } from '../home/index.ts';
import { eraseCustomer } from '../customers/index.ts';
import { listAudit } from '../settings/index.ts';
import { graphOf, node } from '../testing/index.ts';
import { storeForEach, type Here } from '../testing/store-for-each.ts';
import { joinTeam, type TestMember } from '../testing/team.ts';
import { answerManyWork, answerWork } from './answer-work.ts';
import { assignWork, commentOnWork } from './hand-on-work.ts';
import { countWork, getWork, listWork, listWorkTeam } from './read-work.ts';

let here: Here;
let olga: TestMember;
let ann: TestMember;
let max: TestMember;
let vera: TestMember;
storeForEach({ recounts: true }, (given) => {
  here = given;
});
beforeEach(async () => {
  olga = await joinTeam(here.database, here.store, 'Olga', 'owner');
  ann = await joinTeam(here.database, here.store, 'Ann', 'approver');
  max = await joinTeam(here.database, here.store, 'Max', 'marketer');
  vera = await joinTeam(here.database, here.store, 'Vera', 'viewer');
});

const APPROVAL = {
  title: 'Give {{ customer.firstName }} their money back?',
  details: 'They complained.',
  facts: [{ label: 'Why', value: '{{ event.properties.why }}' }],
  risk: 'It costs the order.',
  who: 'approver',
  within: { amount: 24, unit: 'hours' },
  escalate: 'owner',
  escalateWithin: { amount: 2, unit: 'hours' },
};
const ENDS = ['approved', 'sent-back', 'nobody', 'failed'];

/** A flow with one step that asks, and an end behind each branch. */
async function publish(
  kind: string,
  config: Record<string, unknown>,
  ends: readonly string[],
  name = 'Complaints',
) {
  const graph = graphOf(
    [
      node('trigger', 'event-trigger', { event: 'complained', reentry: { rule: 'always' } }),
      node('ask', kind, config),
      ...ends.map((id) => node(`end-${id}`, 'end')),
    ],
    { holdout: 0 },
    ['trigger:next>ask', ...ends.map((id) => `ask:${id}>end-${id}`)],
  );
  const flow = await createFlow(here.store.context, { name, graph });
  await publishFlow(here.store.context, { id: flow.id });
  return flow.id;
}
let count = 0;
const complain = async (firstName = 'Maya', why = 'broken') => {
  await ingestEvents(here.store.context, { id: 'api', clock: { pace: 1, anchor: 0 } }, [
    {
      id: `complaint-${(count += 1)}`,
      type: 'complained',
      customer: { email: `${firstName.toLowerCase()}@example.com`, firstName },
      properties: { why },
    },
  ]);
  await here.host.pass(MINUTE);
};
const ask = async (config: Record<string, unknown> = APPROVAL) => {
  const flow = await publish('approval', config, ENDS);
  await complain();
  return flow;
};
const open = async (context = here.store.context, input: object = {}) =>
  (await listWork(context, input)).items;
const theOne = async () => (await open())[0]!;
const story = async () => {
  const [enrolment] = (await listEnrolments(here.store.context, {})).items;
  const { trace, state } = await getEnrolment(here.store.context, { id: enrolment!.id });
  return {
    state,
    port: trace.find(({ node: at, what }) => at === 'ask' && what === 'went')?.port,
    sentences: trace.map(({ sentence }) => sentence),
  };
};

test('roles that work can be for are roles of the team, and each may answer something', () => {
  for (const role of WORK_ROLES) {
    expect(ROLES).toContain(role);
    expect(ROLE_PERMISSIONS[role]).toContain('work:answer');
  }
});

describe('an approval', () => {
  test('stands in Work with what is asked, the reason, the risk, its facts and its deadline', async () => {
    await ask();
    const one = await theOne();
    expect(one).toMatchObject({
      kindTitle: 'Approval',
      title: 'Give Maya their money back?',
      details: 'They complained.',
      risk: 'It costs the order.',
      reason: '“Complaints” waits for a yes before it goes on.',
      facts: [{ label: 'Why', value: 'broken' }],
      customerName: 'Maya',
      who: 'the approvers',
      nextWho: 'the owners',
      overdue: false,
      state: 'open',
    });
    expect(one.deadline! - here.store.clock.now()).toBeGreaterThan(23 * HOUR);
    expect((await story()).port).toBeUndefined();
    expect(await countWork(ann.context, {})).toMatchObject({ mine: 1, overdue: 0, open: 1 });
    expect(await countWork(max.context, {})).toMatchObject({ mine: 0, open: 1 });
    expect((await readHome(ann.context, {})).needs).toContainEqual({
      kind: 'work',
      sentence: '1 thing waits for your answer.',
      href: '/work',
    });
    expect((await readHome(max.context, {})).needs.some(({ kind }) => kind === 'work')).toBe(false);
  });

  test('is approved: the person takes that branch, and who said it is kept', async () => {
    await ask();
    const { id } = await theOne();
    const after = await answerWork(ann.context, { id, answer: 'approved' });
    expect(after).toMatchObject({ state: 'answered', stateWords: 'Approved', answeredBy: 'Ann' });
    await here.host.pass(MINUTE);
    expect(await story()).toMatchObject({ port: 'approved', state: 'done' });
    expect((await story()).sentences).toContain('Ann: Approved.');
    expect(after.history.map(({ what, by, said }) => [what, by, said])).toEqual([
      ['opened', null, 'the approvers'],
      ['answered', 'Ann', 'Approved'],
    ]);
    const [entry] = (await listAudit(here.store.context, { action: 'work-answered' })).items;
    expect(entry).toMatchObject({
      actorName: 'Ann',
      summary: 'Answered “Approved”: approval of Complaints',
    });
    expect(await open()).toEqual([]);
    expect(await open(here.store.context, { state: 'closed' })).toMatchObject([{ id }]);
  });

  test('is sent back only with a comment, which the flow knows from then on', async () => {
    const graph = graphOf(
      [
        node('trigger', 'event-trigger', { event: 'complained' }),
        node('ask', 'approval', APPROVAL),
        node('tag', 'update-profile', { do: 'add-tag', tag: '{{ decision.answerComment }}' }),
        node('end', 'end'),
      ],
      { holdout: 0 },
      [
        'trigger:next>ask',
        'ask:sent-back>tag',
        'tag:next>end',
        ...['approved', 'nobody', 'failed'].map((port) => `ask:${port}>end`),
      ],
    );
    const flow = await createFlow(here.store.context, { name: 'Complaints', graph });
    await publishFlow(here.store.context, { id: flow.id });
    await complain();
    const { id } = await theOne();
    await expect(answerWork(ann.context, { id, answer: 'sent-back' })).rejects.toMatchObject({
      code: 'input-invalid',
      details: { fields: [{ field: 'comment', problem: 'Say what has to change.' }] },
    });
    await answerWork(ann.context, { id, answer: 'sent-back', comment: 'too much' });
    await here.host.pass(MINUTE);
    const { sentences } = await story();
    expect(sentences).toContain('Ann: Sent back, “too much”.');
    expect(sentences).toContain('Has the tag “too much” now.');
  });

  test('goes to the owners when its deadline passes, and after that to nobody', async () => {
    await ask();
    await here.host.pass(DAY);
    const one = await theOne();
    expect(one).toMatchObject({ who: 'the owners', nextWho: null, overdue: false });
    expect(await countWork(olga.context, {})).toMatchObject({ mine: 1 });
    await expect(answerWork(ann.context, { id: one.id, answer: 'approved' })).rejects.toMatchObject({
      code: 'work-of-others',
    });
    await here.host.pass(3 * HOUR);
    expect((await story()).port).toBe('nobody');
    expect(await getWork(here.store.context, { id: one.id })).toMatchObject({
      state: 'missed',
      stateWords: 'No answer',
    });
    await expect(answerWork(olga.context, { id: one.id, answer: 'approved' })).rejects.toMatchObject({
      code: 'work-closed',
      message: 'This is not open any more: “No answer”.',
    });
  });

  test('is answered by those it went to', async () => {
    await ask();
    await here.host.pass(DAY);
    await answerWork(olga.context, { id: (await theOne()).id, answer: 'approved' });
    await here.host.pass(MINUTE);
    expect((await story()).port).toBe('approved');
  });

  test('has one answer, however many come at once, and tells the second who was first', async () => {
    await ask();
    const { id } = await theOne();
    const results = await Promise.allSettled([
      answerWork(ann.context, { id, answer: 'approved' }),
      answerWork(olga.context, { id, answer: 'sent-back', comment: 'no' }),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const lost = results.find(({ status }) => status === 'rejected') as PromiseRejectedResult;
    expect(lost.reason).toMatchObject({
      code: 'work-closed',
      message: expect.stringMatching(/(Ann answered “Approved”|Olga answered “Sent back”)\.$/) as string,
    });
    await here.host.pass(MINUTE);
    expect((await story()).port).toBe(results[0].status === 'fulfilled' ? 'approved' : 'sent-back');
  });

  test('is answered by nobody who may not: a marketer, a viewer, an approver it is not for', async () => {
    await ask({ ...APPROVAL, who: 'person', person: ann.id });
    const { id, who, mayAnswer } = await theOne();
    expect({ who, mayAnswer }).toEqual({ who: 'Ann', mayAnswer: true });
    const bea = await joinTeam(here.database, here.store, 'Bea', 'approver');
    const codes = await Promise.all(
      [max, vera, bea].map(({ context }) =>
        answerWork(context, { id, answer: 'approved' }).catch((error: { code: string }) => error.code),
      ),
    );
    expect(codes).toEqual(['not-allowed', 'not-allowed', 'work-of-others']);
    for (const { context } of [max, vera, bea])
      expect((await getWork(context, { id })).mayAnswer).toBe(false);
    await expect(answerWork(ann.context, { id, answer: 'burn' })).rejects.toMatchObject({
      code: 'input-invalid',
    });
    const stranger = await here.store.other();
    await expect(answerWork(stranger, { id, answer: 'approved' })).rejects.toMatchObject({
      code: 'not-found',
    });
    await answerWork(olga.context, { id, answer: 'approved' });
  });

  test('for somebody who is not in the team goes to the owners', async () => {
    await ask({ ...APPROVAL, who: 'person', person: 'gone' });
    expect(await theOne()).toMatchObject({ who: 'the owners' });
  });

  test('is withdrawn when the flow ends for the person, and takes no answer after that', async () => {
    const flow = await ask();
    const { id } = await theOne();
    await stopFlow(here.store.context, { id: flow });
    await here.host.pass(MINUTE);
    expect(await open()).toEqual([]);
    await expect(answerWork(ann.context, { id, answer: 'approved' })).rejects.toMatchObject({
      code: 'work-closed',
    });
    expect(await getWork(ann.context, { id })).toMatchObject({ state: 'withdrawn' });
  });

  test('counts when it comes at the very moment of the deadline', async () => {
    await ask({ ...APPROVAL, escalate: 'nobody' });
    const { id } = await theOne();
    // The clock is at the deadline; the worker has not looked yet.
    here.store.clock.set(here.store.clock.now() + DAY);
    await answerWork(ann.context, { id, answer: 'approved' });
    await here.host.pass(MINUTE);
    expect((await story()).port).toBe('approved');
  });

  test.each([0, 1, 2, 3, 4, 5, 6, 7])(
    'is asked, handed on and answered once, although the process dies after %i more transactions',
    async (after) => {
      here.crashing.crashAfter(after, true);
      await ask();
      await here.host.pass(DAY + 10 * MINUTE);
      const items = await open();
      expect(items).toHaveLength(1);
      const { history } = await getWork(here.store.context, { id: items[0]!.id });
      expect(history.map(({ what }) => what)).toEqual(['opened', 'escalated']);
      await answerWork(olga.context, { id: items[0]!.id, answer: 'approved' });
      await here.host.pass(10 * MINUTE);
      expect((await story()).port).toBe('approved');
    },
  );

  test('of a person who is erased is deleted', async () => {
    await ask();
    const { customerId, id } = await theOne();
    await eraseCustomer(here.store.context, { id: customerId! });
    await here.host.pass(MINUTE);
    await expect(getWork(here.store.context, { id })).rejects.toMatchObject({ code: 'not-found' });
  });
});

test('what was closed is deleted after the months that the store keeps its records; what is open stays', async () => {
  await publish('task', { title: 'Call {{ customer.firstName }}' }, ['next']);
  for (const name of ['Maya', 'Noor']) await complain(name);
  const [maya, noor] = await open();
  await answerWork(max.context, { id: maya!.id, answer: 'done' });
  const { db, clock } = here.store;
  await forgetWork(db, clock.now() + 30 * DAY);
  expect(await open(here.store.context, { state: 'closed' })).toHaveLength(1);
  await forgetWork(db, clock.now() + 37 * 31 * DAY);
  expect(await open(here.store.context, { state: 'closed' })).toEqual([]);
  expect(await open()).toMatchObject([{ id: noor!.id }]);
});

describe('a task', () => {
  const TASK = { title: 'Call {{ customer.firstName }}', who: 'marketer' };

  test('stays while the flow goes on, and is overdue after its deadline', async () => {
    await publish('task', TASK, ['next']);
    await complain();
    expect((await story()).state).toBe('done');
    const { id } = await theOne();
    expect(await theOne()).toMatchObject({
      title: 'Call Maya',
      waits: false,
      reason: '“Complaints” asked for this and has gone on.',
    });
    await here.host.pass(3 * DAY);
    expect(await countWork(max.context, {})).toMatchObject({ mine: 1, overdue: 1 });
    expect(await open(max.context, { overdue: true, whose: 'mine' })).toMatchObject([{ overdue: true }]);
    await answerWork(max.context, { id, answer: 'done' });
    expect(await getWork(max.context, { id })).toMatchObject({ stateWords: 'Done' });
  });

  test('that is waited for takes the branch of its end', async () => {
    await publish('task', { ...TASK, waits: true }, ['done', 'cancelled', 'nobody', 'failed']);
    await complain();
    await answerWork(max.context, { id: (await theOne()).id, answer: 'cancelled', comment: 'no phone' });
    await here.host.pass(MINUTE);
    expect((await story()).port).toBe('cancelled');
  });
});

describe('the list', () => {
  beforeEach(async () => {
    await publish('approval', APPROVAL, ENDS);
    await publish('task', { title: 'Call {{ customer.firstName }}' }, ['next'], 'Calls');
    for (const name of ['Maya', 'Noor', 'Pia']) await complain(name);
  });

  test('is filtered, searched and paged, in the order of the deadlines', async () => {
    const all = await open();
    expect(all).toHaveLength(6);
    expect(all.map(({ deadline }) => deadline)).toEqual(all.map(({ deadline }) => deadline).sort());
    expect(await open(max.context, { whose: 'mine' })).toHaveLength(3);
    expect(await open(ann.context, { whose: 'mine' })).toHaveLength(6);
    expect(await open(vera.context, { whose: 'mine' })).toHaveLength(0);
    expect(await open(here.store.context, { kind: 'tasks' })).toHaveLength(3);
    expect(
      (await open(here.store.context, { search: 'noor' })).map(({ customerName }) => customerName),
    ).toEqual(['Noor', 'Noor']);
    expect(await open(here.store.context, { search: '%' })).toHaveLength(0);
    expect(await open(here.store.context, { flow: all[0]!.flowId })).toHaveLength(3);
    expect(await open(here.store.context, { customer: all[0]!.customerId! })).toHaveLength(2);
    const first = await listWork(here.store.context, { limit: 4 });
    const second = await listWork(here.store.context, { limit: 4, cursor: first.next! });
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(all.map(({ id }) => id));
    expect((await countWork(max.context, {})).flows.map(({ name }) => name)).toEqual(['Calls', 'Complaints']);
  });

  test('is answered together; one that somebody was first at stops no other', async () => {
    const ids = (await open(here.store.context, { kind: 'approvals' })).map(({ id }) => id);
    await answerWork(olga.context, { id: ids[1]!, answer: 'sent-back', comment: 'no' });
    const result = await answerManyWork(ann.context, { ids, answer: 'approved' });
    expect(result.answered).toEqual([ids[0], ids[2]]);
    expect(result.refused).toEqual([
      {
        id: ids[1],
        code: 'work-closed',
        sentence: 'This is not open any more: Olga answered “Sent back”.',
      },
    ]);
    const closed = await open(here.store.context, { state: 'closed' });
    expect(closed.map(({ stateWords }) => stateWords).sort()).toEqual(['Approved', 'Approved', 'Sent back']);
  });

  test('a task is taken by anybody who does work; a decision is handed on only by who may decide', async () => {
    const [task] = await open(here.store.context, { kind: 'tasks' });
    const [approval] = await open(here.store.context, { kind: 'approvals' });
    const toMax = { role: null, person: max.id };
    const taken = await assignWork(max.context, { id: task!.id, for: toMax, revision: 1 });
    expect(taken).toMatchObject({ who: 'Max', revision: 2 });
    await expect(assignWork(max.context, { id: task!.id, for: toMax, revision: 1 })).rejects.toMatchObject({
      code: 'work-changed',
    });
    await expect(assignWork(max.context, { id: approval!.id, for: toMax })).rejects.toMatchObject({
      code: 'not-allowed',
    });
    await expect(assignWork(ann.context, { id: approval!.id, for: toMax })).rejects.toMatchObject({
      code: 'input-invalid',
    });
    await assignWork(ann.context, { id: approval!.id, for: { role: 'owner', person: null } });
    await expect(answerWork(ann.context, { id: approval!.id, answer: 'approved' })).rejects.toMatchObject({
      code: 'work-of-others',
    });
    const { history } = await commentOnWork(max.context, {
      id: approval!.id,
      comment: 'Look at the address',
    });
    expect(history.map(({ what, comment }) => [what, comment])).toEqual([
      ['opened', null],
      ['assigned', null],
      ['commented', 'Look at the address'],
    ]);
    expect((await listWorkTeam(max.context, {})).items).toMatchObject([
      { name: 'Olga', kinds: WORK_KINDS.map(({ id }) => id) },
      { name: 'Ann', kinds: WORK_KINDS.map(({ id }) => id) },
      {
        name: 'Max',
        kinds: WORK_KINDS.filter(({ isDecision }) => !isDecision).map(({ id }) => id),
        you: true,
      },
      { name: 'Vera', kinds: [] },
    ]);
  });
});

test('a flow about a product, without a customer, hears the answer too', async () => {
  const graph = {
    ...graphOf(
      [
        node('trigger', 'event-trigger', { event: 'product-updated', key: 'product' }),
        node('ask', 'approval', { ...APPROVAL, title: 'Order {{ event.properties.title }}?' }),
        ...ENDS.map((id) => node(id, 'end')),
      ],
      { holdout: 0 },
      ['trigger:next>ask', ...ENDS.map((id) => `ask:${id}>${id}`)],
    ),
    subject: 'product',
  };
  const flow = await createFlow(here.store.context, { name: 'Stock', graph });
  await publishFlow(here.store.context, { id: flow.id });
  await ingestEvents(here.store.context, { id: 'api', clock: { pace: 1, anchor: 0 } }, [
    {
      id: 'p',
      type: 'product-updated',
      properties: { productId: '7001', title: 'Mug', price: '20.00', currency: 'USD' },
    },
  ]);
  await here.host.pass(MINUTE);
  expect(await theOne()).toMatchObject({ title: 'Order Mug?', customerId: null });
  await answerWork(ann.context, { id: (await theOne()).id, answer: 'approved' });
  await here.host.pass(MINUTE);
  expect((await story()).port).toBe('approved');
});
