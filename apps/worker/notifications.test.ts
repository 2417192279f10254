import { connect } from '@millrace/db';
import { ingestEvents } from '@millrace/run/intake';
import { knownStorefront, subscribeBrowser } from '@millrace/run/storefront';
import { createFlow, publishFlow } from '@millrace/services/flows';
import { createConnection } from '@millrace/services/settings';
import { saveStorefront } from '@millrace/services/storefront';
import { graphOf, node } from '@millrace/services/testing';
import { createTestDatabase, testTemporalAddress } from '@millrace/tools/testing';
import { PushService } from '@millrace/transport/testing/push';
import { expect, test } from 'vitest';
import { makeStore } from './testing/make-store.ts';
import { createNamespace } from './testing/namespace.ts';
import { WorkerProcess } from './testing/worker-process.ts';

// The push service of this test is on this machine, and the worker inherits the setting.
process.env['MILLRACE_ALLOW_INTERNAL'] = '127.0.0.1';

const VISITOR = 'c'.repeat(32);
const AGENT =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36';

test('a notification of a flow, from the event through Temporal to the browser that decrypts it', async () => {
  const database = await createTestDatabase();
  const service = await new PushService().open();
  const temporalAddress = testTemporalAddress();
  const namespace = await createNamespace(temporalAddress);
  const secret = Buffer.alloc(32, 5);
  const db = connect(database.url, { max: 4 });
  const worker = new WorkerProcess({ databaseUrl: database.url, temporalAddress, namespace, secret });
  try {
    const context = await makeStore(db, secret, {});
    await createConnection(context, { connector: 'web-push', config: { contact: 'shop@example.com' } });
    const { siteKey } = await saveStorefront(context, { origins: ['https://shop.test'] });
    const storefront = (await knownStorefront(db, siteKey))!;
    const subscription = service.subscribe('computer');
    await subscribeBrowser(context, storefront, { visitor: VISITOR, subscription }, AGENT);
    const trigger = node('trigger', 'event-trigger', { event: 'page-viewed', key: 'customer' });
    const push = node('push', 'send-push', {
      content: { title: 'Hello', text: 'From the shop', link: 'https://shop.test/a' },
    });
    const flow = await createFlow(context, {
      name: 'Hello',
      graph: graphOf([trigger, push, node('end', 'end')]),
    });
    await publishFlow(context, { id: flow.id });
    await worker.start();
    const source = { id: 'api', clock: { pace: 1, anchor: 0 } };
    await ingestEvents(context, source, [
      { id: 'look', type: 'page-viewed', customer: { anonymousId: `browser:${VISITOR}` } },
    ]);
    await expect.poll(() => service.received.length, { timeout: 60_000 }).toBe(1);
    expect(service.refusals).toEqual([]);
    expect(service.received[0]?.json).toMatchObject({ title: 'Hello', text: 'From the shop' });
    const messages = () =>
      db.inWorkspace(
        context.workspaceId,
        (tx) => tx<{ status: string; address: string }[]>`select status, address from messages`,
      );
    await expect
      .poll(messages, { timeout: 60_000 })
      .toEqual([{ status: 'sent', address: 'Chrome on Windows' }]);
  } finally {
    await worker.stop();
    await service.close();
    await db.close();
    await database.drop();
  }
}, 120_000);
