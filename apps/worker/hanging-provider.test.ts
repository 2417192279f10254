import { createServer, type AddressInfo, type Socket } from 'node:net';
import type { Context } from '@millrace/core/verb';
import { connect } from '@millrace/db';
import { email, graphOf, node } from '@millrace/services/testing';
import { ingestEvents } from '@millrace/run/intake';
import { createFlow, publishFlow } from '@millrace/services/flows';
import { createConnection } from '@millrace/services/settings';
import { createTestDatabase, testTemporalAddress } from '@millrace/tools/testing';
import { scriptedMailServer } from '@millrace/transport/testing';
import { expect, test } from 'vitest';
import { createNamespace } from './testing/namespace.ts';
import { makeStore } from './testing/make-store.ts';
import { WorkerProcess } from './testing/worker-process.ts';

// The mail servers of this test are on this machine, and the worker inherits the setting.
process.env['MILLRACE_ALLOW_INTERNAL'] = '127.0.0.1';

const PEOPLE = 120;

test('a mail server that hangs holds only a few messages, and those of another store go out meanwhile', async () => {
  const database = await createTestDatabase();
  const good = await scriptedMailServer();
  const sockets = new Set<Socket>();
  let calls = 0;
  const hanging = createServer((socket) => {
    calls += 1;
    sockets.add(socket);
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => void hanging.listen(0, '127.0.0.1', resolve));
  const temporalAddress = testTemporalAddress();
  const namespace = await createNamespace(temporalAddress);
  const secret = Buffer.alloc(32, 3);
  const db = connect(database.url, { max: 4 });
  const storeWith = async (port: number): Promise<Context> => {
    const context = await makeStore(db, secret, { fromEmail: 'shop@example.com' });
    await createConnection(context, {
      connector: 'smtp',
      config: { host: '127.0.0.1', port, security: 'none', fromAddress: 'shop@example.com', perSecond: 500 },
    });
    const trigger = node('trigger', 'event-trigger', { event: 'signed-up', key: 'customer' });
    const flow = await createFlow(context, {
      name: 'Hello',
      graph: graphOf([trigger, email('mail'), node('end', 'end')]),
    });
    await publishFlow(context, { id: flow.id });
    return context;
  };
  const [stuck, fine] = [
    await storeWith((hanging.address() as AddressInfo).port),
    await storeWith(good.server.port),
  ];
  const signUp = (context: Context) =>
    ingestEvents(
      context,
      { id: 'api', clock: { pace: 1, anchor: 0 } },
      Array.from({ length: PEOPLE }, (_, at) => ({
        id: `e${at}`,
        type: 'signed-up',
        customer: { email: `p${at}@example.com`, consent: { email: { state: 'subscribed' } } },
      })),
    );
  const counts = async ({ workspaceId }: Context) => {
    const rows = await db.inWorkspace(
      workspaceId,
      (tx) =>
        tx<
          { status: string; count: number }[]
        >`select status, count(*)::int as count from messages group by 1`,
    );
    return Object.fromEntries(rows.map(({ status, count }) => [status, count]));
  };
  const worker = new WorkerProcess({ databaseUrl: database.url, temporalAddress, namespace, secret });
  await worker.start();
  try {
    await signUp(stuck);
    await expect.poll(() => calls, { timeout: 60_000 }).toBeGreaterThan(0);
    await signUp(fine);
    await expect.poll(() => counts(fine), { timeout: 60_000 }).toEqual({ sent: PEOPLE });
    expect(good.mails).toHaveLength(PEOPLE);
    // Five at a time hang until they time out. All others were put off without an attempt.
    expect(calls).toBeLessThanOrEqual(15);
    await expect
      .poll(() => counts(stuck), { timeout: 60_000 })
      .toMatchObject({ planned: expect.any(Number) });
    const left = await counts(stuck);
    expect((left['planned'] ?? 0) + (left['claimed'] ?? 0)).toBe(PEOPLE);
  } finally {
    await worker.stop();
    for (const socket of sockets) socket.destroy();
    hanging.close();
    await good.close();
    await db.close();
    await database.drop();
  }
}, 240_000);
