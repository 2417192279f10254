import { Client, Connection } from '@temporalio/client';
import { connect } from '@millrace/db';
import { ingestEvents } from '@millrace/run/intake';
import { enrolmentWorkflowId } from '@millrace/runtime';
import { email, graphOf, node } from '@millrace/services/testing';
import { createFlow, publishFlow } from '@millrace/services/flows';
import { createTestDatabase, testTemporalAddress } from '@millrace/tools/testing';
import { expect, test } from 'vitest';
import { createNamespace } from './testing/namespace.ts';
import { makeStore } from './testing/make-store.ts';
import { WorkerProcess } from './testing/worker-process.ts';

interface Walk {
  readonly id: string;
  readonly name: string;
  readonly state: string;
}

test('a flow that begins with a wait needs Temporal only when the wait is over, and may be woken or ended before', async () => {
  const database = await createTestDatabase();
  const temporalAddress = testTemporalAddress();
  const namespace = await createNamespace(temporalAddress);
  const secret = Buffer.alloc(32, 3);
  const db = connect(database.url, { max: 4 });
  const context = await makeStore(db, secret);
  const { workspaceId } = context;
  const flowOf = async (event: string, first: unknown) => {
    const trigger = node('trigger', 'event-trigger', {
      event,
      key: 'customer',
      exits: [{ event: 'changed-mind', match: 'customer' }],
    });
    const graph = graphOf([trigger, first as ReturnType<typeof node>, email('mail'), node('end', 'end')]);
    const flow = await createFlow(context, { name: event, graph });
    await publishFlow(context, { id: flow.id });
  };
  await flowOf('signed-up', node('wait', 'wait', { duration: { amount: 0.05, unit: 'minutes' } }));
  await flowOf('came-far', node('wait', 'wait', { duration: { amount: 30, unit: 'days' } }));

  const worker = new WorkerProcess({ databaseUrl: database.url, temporalAddress, namespace, secret });
  await worker.start();
  const connection = await Connection.connect({ address: temporalAddress });
  const client = new Client({ connection, namespace });
  try {
    let made = 0;
    const send = (type: string, name: string) => {
      made += 1;
      const customer = { email: `${name}@example.com`, consent: { email: { state: 'subscribed' } } };
      return ingestEvents(context, { id: 'api', clock: { pace: 1, anchor: 0 } }, [
        { id: `e${made}`, type, customer },
      ]);
    };
    const walks = () =>
      db.inWorkspace(
        workspaceId,
        (tx) =>
          tx<Walk[]>`select e.id, split_part(c.email, '@', 1) as name, e.state from enrolments e
            join customers c on c.id = e.customer_id order by name`,
      );
    /** Number of events in its history, and its status; nothing before Temporal has it. */
    const historyOf = async (name: string) => {
      const walk = (await walks()).find((item) => item.name === name);
      const described =
        walk &&
        (await client.workflow
          .getHandle(enrolmentWorkflowId(walk.id))
          .describe()
          .catch(() => null));
      return described ? { events: described.historyLength, status: described.status.name } : null;
    };
    await send('signed-up', 'ann');
    await send('came-far', 'ben');
    await send('came-far', 'cleo');
    // Started, and nothing else: no task and no timer.
    for (const name of ['ben', 'cleo'])
      await expect.poll(() => historyOf(name), { timeout: 20_000 }).toEqual({ events: 1, status: 'RUNNING' });
    // Ended before its workflow ever ran: it learns of that and closes.
    await send('changed-mind', 'ben');
    await expect.poll(async () => (await historyOf('ben'))?.status, { timeout: 20_000 }).toBe('COMPLETED');
    // The wait is over: the message goes out without a wake, and the history has one workflow task.
    await expect.poll(async () => (await historyOf('ann'))?.status, { timeout: 20_000 }).toBe('COMPLETED');
    expect((await historyOf('ann'))?.events).toBeLessThanOrEqual(8);
    expect((await walks()).map(({ name, state }) => `${name} ${state}`)).toEqual([
      'ann done',
      'ben exited',
      'cleo running',
    ]);
    const sent = await db.inWorkspace(
      workspaceId,
      (tx) => tx<{ status: string }[]>`select status from messages`,
    );
    expect(sent.map((row) => row.status)).toEqual(['sent']);
    expect(await historyOf('cleo')).toEqual({ events: 1, status: 'RUNNING' });
  } finally {
    await worker.stop();
    await connection.close();
    await db.close();
    await database.drop();
  }
}, 90_000);
