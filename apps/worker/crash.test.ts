import { SMTPServer } from 'smtp-server';
import { connect } from '@millrace/db';
import { email, graphOf, node } from '@millrace/services/testing';
import { ingestEvents } from '@millrace/run/intake';
import { recount } from '@millrace/run/measure';
import { createFlow, publishFlow } from '@millrace/services/flows';
import { createConnection } from '@millrace/services/settings';
import { createTestDatabase, testTemporalAddress } from '@millrace/tools/testing';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { createNamespace } from './testing/namespace.ts';
import { makeStore } from './testing/make-store.ts';
import { WorkerProcess } from './testing/worker-process.ts';

// The mail server of this test is on this machine, and the worker inherits the setting.
process.env['MILLRACE_ALLOW_INTERNAL'] = '127.0.0.1';

const PEOPLE = 220;
const KILLS = 6;

/**
 * A real SMTP server that counts what arrived, by our Message-ID. Slow, so that a kill hits messages being
 * sent.
 */
async function countingServer() {
  const arrived = new Map<string, number>();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onData(stream, _session, callback) {
      let text = '';
      stream.on('data', (chunk: Buffer) => {
        text += chunk.toString('latin1');
      });
      stream.on('end', () => {
        const id = /^message-id:\s*<([^@>]+)/im.exec(text)?.[1] ?? 'none';
        arrived.set(id, (arrived.get(id) ?? 0) + 1);
        setTimeout(() => callback(), 5 + Math.random() * 30);
      });
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    arrived,
    port: (server.server.address() as AddressInfo).port,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

test('a worker killed again and again sends every message once, or reports it as unknown', async () => {
  const database = await createTestDatabase();
  const mail = await countingServer();
  const secret = Buffer.alloc(32, 9);
  const db = connect(database.url, { max: 6 });
  const context = await makeStore(db, secret, { fromEmail: 'shop@example.com' });
  const { workspaceId } = context;
  await createConnection(context, {
    connector: 'smtp',
    config: {
      host: '127.0.0.1',
      port: mail.port,
      security: 'none',
      fromAddress: 'shop@example.com',
      fromName: 'Shop',
    },
  });
  const flow = await createFlow(context, {
    name: 'Crash',
    graph: graphOf([
      node('trigger', 'event-trigger', { event: 'signed-up' }),
      email('mail'),
      node('end', 'end'),
    ]),
  });
  await publishFlow(context, { id: flow.id });
  const worker = new WorkerProcess({
    databaseUrl: database.url,
    temporalAddress: testTemporalAddress(),
    namespace: await createNamespace(testTemporalAddress()),
    secret,
  });

  const statuses = async () => {
    const rows = await db.inWorkspace(
      workspaceId,
      (tx) => tx<{ id: string; status: string }[]>`select id, status from messages`,
    );
    return new Map(rows.map((row) => [row.id, row.status]));
  };
  const settled = async () =>
    [...(await statuses()).values()].filter((status) =>
      ['sent', 'unknown', 'failed', 'skipped', 'refused'].includes(status),
    ).length;

  await worker.start();
  await ingestEvents(
    context,
    { id: 'api', clock: { pace: 1, anchor: 0 } },
    Array.from({ length: PEOPLE }, (_, index) => ({
      id: `s${index}`,
      type: 'signed-up',
      customer: { email: `p${index}@example.com`, consent: { email: { state: 'subscribed' } } },
    })),
  );
  for (let kill = 0; kill < KILLS; kill += 1) {
    await new Promise((resolve) => setTimeout(resolve, 150 + Math.random() * 1_100));
    await worker.kill();
    await worker.start();
  }
  const deadline = Date.now() + 180_000;
  while ((await settled()) < PEOPLE && Date.now() < deadline)
    await new Promise((resolve) => setTimeout(resolve, 500));
  await worker.stop();

  const final = await statuses();
  expect(final.size).toBe(PEOPLE);
  for (const [id, status] of final) {
    const times = mail.arrived.get(id) ?? 0;
    expect(times, `message ${id} (${status})`).toBeLessThanOrEqual(1);
    if (status === 'sent') expect(times, `message ${id} says it was sent`).toBe(1);
    else expect(status).toBe('unknown');
  }
  // Checks that kills hit messages being sent, and that few became unknown.
  const unknown = [...final.values()].filter((status) => status === 'unknown').length;
  expect(unknown).toBeLessThan(PEOPLE / 4);
  expect((await db.inWorkspace(workspaceId, recount)).differences).toEqual([]);
  await mail.close();
  await db.close();
  await database.drop();
}, 300_000);
