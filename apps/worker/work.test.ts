import { connect } from '@millrace/db';
import { ingestEvents } from '@millrace/run/intake';
import { createFlow, publishFlow } from '@millrace/services/flows';
import { graphOf, node } from '@millrace/services/testing';
import { answerWork, listWork } from '@millrace/services/work';
import { createTestDatabase, testTemporalAddress } from '@millrace/tools/testing';
import { expect, test } from 'vitest';
import { createNamespace } from './testing/namespace.ts';
import { makeStore } from './testing/make-store.ts';
import { WorkerProcess } from './testing/worker-process.ts';

const PORTS = ['approved', 'sent-back', 'nobody', 'failed'];
/** In minutes: six seconds. */
const SHORT = { amount: 0.1, unit: 'minutes' };

test('approvals are answered, handed on and ended through Temporal, also when the worker is killed in between', async () => {
  const database = await createTestDatabase();
  const temporalAddress = testTemporalAddress();
  const namespace = await createNamespace(temporalAddress);
  const secret = Buffer.alloc(32, 3);
  const db = connect(database.url, { max: 4 });
  const context = await makeStore(db, secret);
  const flowOf = async (event: string, config: Record<string, unknown>) => {
    const graph = graphOf(
      [
        node('trigger', 'event-trigger', { event }),
        node('ask', 'approval', { title: `${event} {{ customer.firstName }}?`, ...config }),
        ...PORTS.map((id) => node(id, 'end')),
      ],
      { holdout: 0 },
      ['trigger:next>ask', ...PORTS.map((id) => `ask:${id}>${id}`)],
    );
    const flow = await createFlow(context, { name: event, graph });
    await publishFlow(context, { id: flow.id });
  };
  await flowOf('patient', {});
  await flowOf('urgent', { within: SHORT, escalate: 'owner', escalateWithin: SHORT });
  await flowOf('passed-on', { within: SHORT, escalate: 'owner' });
  const send = (type: string, firstName: string) =>
    ingestEvents(context, { id: 'api', clock: { pace: 1, anchor: 0 } }, [
      { id: `${type}-${firstName}`, type, customer: { email: `${firstName}@example.com`, firstName } },
    ]);
  const open = async () => (await listWork(context, {})).items;
  const find = async (title: string) => (await open()).find((item) => item.title === title);
  /** The branch that each took, by name; null while they wait. */
  const ports = () =>
    db.inWorkspace(
      context.workspaceId,
      (tx) => tx<{ name: string; port: string | null }[]>`
        select c.first_name as name, (select port from traces t where t.enrolment_id = e.id
          and t.node = 'ask' and t.what = 'went') as port
        from enrolments e join customers c on c.id = e.customer_id order by 1`,
    );
  const start = async () => {
    const worker = new WorkerProcess({ databaseUrl: database.url, temporalAddress, namespace, secret });
    await worker.start();
    return worker;
  };
  let worker = await start();
  try {
    for (const name of ['Ann', 'Ben']) await send('patient', name);
    await send('passed-on', 'Cleo');
    await send('urgent', 'Dora');
    await expect.poll(async () => (await open()).length, { timeout: 20_000 }).toBe(4);
    const [ann, ben] = [await find('patient Ann?'), await find('patient Ben?')];
    await worker.kill();
    // Answered while nobody runs the flow, and the deadlines of the others pass.
    await answerWork(context, { id: ann!.id, answer: 'approved' });
    worker = await start();
    await answerWork(context, { id: ben!.id, answer: 'sent-back', comment: 'No.' });
    await expect
      .poll(async () => (await find('passed-on Cleo?'))?.who, { timeout: 30_000 })
      .toBe('the owners');
    await answerWork(context, { id: (await find('passed-on Cleo?'))!.id, answer: 'approved' });
    await expect.poll(ports, { timeout: 40_000 }).toEqual([
      { name: 'Ann', port: 'approved' },
      { name: 'Ben', port: 'sent-back' },
      { name: 'Cleo', port: 'approved' },
      { name: 'Dora', port: 'nobody' },
    ]);
    expect(await open()).toEqual([]);
    const closed = (await listWork(context, { state: 'closed' })).items;
    expect(closed.map(({ title, state }) => `${title} ${state}`).sort()).toEqual([
      'passed-on Cleo? answered',
      'patient Ann? answered',
      'patient Ben? answered',
      'urgent Dora? missed',
    ]);
  } finally {
    await worker.stop();
    await db.close();
    await database.drop();
  }
}, 150_000);
