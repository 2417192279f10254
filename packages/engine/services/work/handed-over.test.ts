import { DAY, MINUTE } from '@millrace/base';
import { ingestEvents } from '@millrace/run/intake';
import { expect, test } from 'vitest';
import { getEnrolment, listEnrolments } from '../enrolments/index.ts';
import { checkFlow, createFlow, publishFlow } from '../flows/index.ts';
import { rehearseFlow } from '../rehearsal/index.ts';
import { graphOf, node } from '../testing/index.ts';
import { storeForEach, type Here } from '../testing/store-for-each.ts';
import { joinTeam, type TestMember } from '../testing/team.ts';
import { answerWork } from './answer-work.ts';
import { listWork } from './read-work.ts';

let here: Here;
storeForEach({ recounts: true }, (given) => {
  here = given;
});

const graph = (config: object) =>
  graphOf(
    [
      node('trigger', 'event-trigger', { event: 'complained', reentry: { rule: 'always' } }),
      node('note', 'store-note', {
        about: 'customer',
        do: 'add-note',
        note: 'Complained: {{ event.properties.why }}',
        ifNotDone: 'ways',
        ...config,
      }),
      ...['next', 'refused', 'failed', 'unknown'].map((id) => node(`end-${id}`, 'end')),
    ],
    { holdout: 0 },
    ['trigger:next>note', ...['next', 'refused', 'failed', 'unknown'].map((id) => `note:${id}>end-${id}`)],
  );
const HANDED = { ifUnable: 'person', personWithin: { amount: 1, unit: 'days' } };

async function complain(): Promise<void> {
  const { id } = await createFlow(here.store.context, { name: 'Complaints', graph: graph(HANDED) });
  await publishFlow(here.store.context, { id });
  await ingestEvents(here.store.context, { id: 'api', clock: { pace: 1, anchor: 0 } }, [
    {
      id: 'complaint',
      type: 'complained',
      customer: { email: 'maya@example.com' },
      properties: { why: 'broken' },
    },
  ]);
  await here.host.pass(MINUTE);
}
const work = async () => (await listWork(here.store.context, {})).items;
const taken = async () => {
  const [enrolment] = (await listEnrolments(here.store.context, {})).items;
  const { trace } = await getEnrolment(here.store.context, { id: enrolment!.id });
  return trace.filter(({ node: at, what }) => at === 'note' && what === 'went').map(({ port }) => port);
};
const member = (): Promise<TestMember> => joinTeam(here.database, here.store, 'Ann', 'marketer');

test('publishing refuses a step that no system can do, and says before it when a person gets it', async () => {
  const { id } = await createFlow(here.store.context, { name: 'Complaints', graph: graph({}) });
  const problems = async (config: object) =>
    (await checkFlow(here.store.context, { id, graph: graph(config) })).problems.map(
      ({ severity, code, sentence }) => [severity, code, sentence],
    );
  expect(await problems({})).toContainEqual(['error', 'connection-missing', expect.any(String)]);
  const handed = await problems(HANDED);
  expect(handed.map(([severity]) => severity)).not.toContain('error');
  expect(handed).toContainEqual([
    'warning',
    'handed-to-a-person',
    expect.stringMatching(/^No connected system can .+, so a person gets a task for it in Work\.$/),
  ]);
});

test('the task says what to do with the texts filled in, and the flow goes on as if a system had done it', async () => {
  const ann = await member();
  await complain();
  const [task] = await work();
  expect(task).toMatchObject({ kindTitle: 'Task', title: 'Tag or note in the store', state: 'open' });
  expect(task!.facts).toContainEqual({ label: 'Note', value: 'Complained: broken' });
  expect(await taken()).toEqual([]);
  await answerWork(ann.context, { id: task!.id, answer: 'done' });
  await here.host.settle();
  expect(await taken()).toEqual(['next']);
  expect(await work()).toEqual([]);
});

test('a task that is cancelled counts as refused', async () => {
  const ann = await member();
  await complain();
  await answerWork(ann.context, {
    id: (await work())[0]!.id,
    answer: 'cancelled',
    comment: 'No such person.',
  });
  await here.host.settle();
  expect(await taken()).toEqual(['refused']);
});

test('one that nobody does in time counts as failed, and is closed', async () => {
  await complain();
  await here.host.pass(2 * DAY);
  expect(await taken()).toEqual(['failed']);
  expect(await work()).toEqual([]);
});

test('a rehearsal hands nothing to anybody', async () => {
  const { id } = await createFlow(here.store.context, { name: 'Complaints', graph: graph(HANDED) });
  await ingestEvents(here.store.context, { id: 'api', clock: { pace: 1, anchor: 0 } }, [
    { id: 'complaint', type: 'complained', customer: { email: 'maya@example.com' }, properties: {} },
  ]);
  await here.host.pass(MINUTE);
  const report = await rehearseFlow(here.store.context, { id, days: 10, on: 'past' });
  expect(report.nodes['note']?.went).toEqual({ next: 1 });
  expect(await work()).toEqual([]);
});
