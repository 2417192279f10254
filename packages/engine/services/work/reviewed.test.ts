import { DAY, MINUTE } from '@millrace/base';
import { ingestEvents } from '@millrace/run/intake';
import { expect, test } from 'vitest';
import { getEnrolment, listEnrolments } from '../enrolments/index.ts';
import { createFlow, publishFlow } from '../flows/index.ts';
import { rehearseFlow } from '../rehearsal/index.ts';
import { graphOf, node } from '../testing/index.ts';
import { storeForEach, type Here } from '../testing/store-for-each.ts';
import { joinTeam, type TestMember } from '../testing/team.ts';
import { answerWork } from './answer-work.ts';
import { getWork, listWork } from './read-work.ts';

let here: Here;
let ann: TestMember;
storeForEach({ recounts: true }, async (given) => {
  here = given;
  ann = await joinTeam(here.database, here.store, 'Ann', 'approver');
});

const WAYS = ['done', 'refused', 'failed', 'unknown', 'sent-back', 'nobody'];
const graph = graphOf(
  [
    node('trigger', 'event-trigger', { event: 'reviewed', reentry: { rule: 'always' } }),
    node('answer', 'review-answer', {
      text: 'Thank you, {{ customer.firstName }}, for {{ event.properties.stars }} stars.',
      checked: true,
      who: 'approver',
      within: { amount: 1, unit: 'days' },
      ifUnable: 'person',
    }),
    ...WAYS.map((id) => node(`end-${id}`, 'end')),
  ],
  { holdout: 0 },
  ['trigger:next>answer', ...WAYS.map((id) => `answer:${id}>end-${id}`)],
);

async function review(): Promise<string> {
  const { id } = await createFlow(here.store.context, { name: 'Reviews', graph });
  await publishFlow(here.store.context, { id });
  await tell({ firstName: 'Maya' });
  return id;
}
async function tell(fields: object): Promise<void> {
  await ingestEvents(here.store.context, { id: 'api', clock: { pace: 1, anchor: 0 } }, [
    {
      id: `review-${JSON.stringify(fields)}`,
      type: 'reviewed',
      customer: { email: 'maya@example.com', ...fields },
      properties: { stars: '5' },
    },
  ]);
  await here.host.pass(MINUTE);
}
const open = async () => (await listWork(here.store.context, {})).items;
const taken = async () => {
  const [enrolment] = (await listEnrolments(here.store.context, {})).items;
  const { trace } = await getEnrolment(here.store.context, { id: enrolment!.id });
  return trace.filter(({ node: at, what }) => at === 'answer' && what === 'went').map(({ port }) => port);
};
const DRAFT = 'Thank you, Maya, for 5 stars.';

test('somebody reads the text as it is for this person, changes it, and what they agreed to is what is used', async () => {
  await review();
  const [work] = await open();
  expect(work).toMatchObject({
    kindTitle: 'Answer to a review',
    drafts: [{ name: 'text', label: 'Answer', value: DRAFT, long: true }],
    answers: [{ label: 'Approve' }, { label: 'Do not answer' }],
  });
  await answerWork(ann.context, { id: work!.id, answer: 'approved', drafts: { text: ' Thanks, Maya! ' } });
  // What happens to the person meanwhile changes nothing about the text.
  await here.store.db.inWorkspace(
    here.store.context.workspaceId,
    (tx) => tx`update customers set first_name = 'Changed'`,
  );
  await here.host.settle();
  // No connected system answers reviews, so a person does it, with the text as it was agreed to.
  const [task] = await open();
  expect(task).toMatchObject({
    kindTitle: 'Task',
    title: 'Answer a review',
    drafts: [{ name: 'text', value: 'Thanks, Maya!' }],
  });
  const marketer = await joinTeam(here.database, here.store, 'Bo', 'marketer');
  await answerWork(marketer.context, { id: task!.id, answer: 'done' });
  await here.host.settle();
  expect(await taken()).toEqual(['done']);
  expect((await getWork(here.store.context, { id: work!.id })).drafts).toMatchObject([
    { value: 'Thanks, Maya!' },
  ]);
});

test('changes of texts are refused that no text has, that empty one, or are too long; the work stays open', async () => {
  await review();
  const [work] = await open();
  const answer = (drafts: Record<string, string>) =>
    answerWork(ann.context, { id: work!.id, answer: 'approved', drafts });
  await expect(answer({ title: 'x' })).rejects.toMatchObject({ code: 'input-invalid' });
  await expect(answer({ text: '  ' })).rejects.toMatchObject({ code: 'input-invalid' });
  await expect(answer({ text: 'x'.repeat(5_001) })).rejects.toMatchObject({ code: 'input-invalid' });
  expect(await open()).toMatchObject([{ state: 'open', drafts: [{ value: DRAFT }] }]);
});

test('sent back, or answered by nobody, nothing is done', async () => {
  await review();
  const [work] = await open();
  await answerWork(ann.context, { id: work!.id, answer: 'sent-back', comment: 'Too short' });
  await here.host.settle();
  expect(await taken()).toEqual(['sent-back']);
  expect(await open()).toEqual([]);
  await tell({ lastName: 'Again' });
  await here.host.pass(2 * DAY);
  expect(await taken()).toEqual(['nobody']);
});

test('a marketer may read it, and not agree to it', async () => {
  await review();
  const [work] = await open();
  const marketer = await joinTeam(here.database, here.store, 'Bo', 'marketer');
  await expect(answerWork(marketer.context, { id: work!.id, answer: 'approved' })).rejects.toMatchObject({
    code: 'not-allowed',
  });
});

test('a rehearsal assumes a yes and asks nobody', async () => {
  const { id } = await createFlow(here.store.context, { name: 'Reviews', graph });
  await tell({ firstName: 'Maya' });
  const report = await rehearseFlow(here.store.context, { id, days: 10, on: 'past' });
  expect(report.nodes['answer']?.went).toEqual({ done: 1 });
  expect(await open()).toEqual([]);
});
