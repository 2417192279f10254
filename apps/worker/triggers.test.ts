import { connect } from '@millrace/db';
import { graphOf, node } from '@millrace/services/testing';
import { ingestEvents } from '@millrace/run/intake';
import { listEnrolments } from '@millrace/services/enrolments';
import { createFlow, publishFlow } from '@millrace/services/flows';
import { enrolAudience } from '@millrace/services/triggers';
import { createTestDatabase, testTemporalAddress } from '@millrace/tools/testing';
import { expect, test } from 'vitest';
import { createNamespace } from './testing/namespace.ts';
import { makeStore } from './testing/make-store.ts';
import { WorkerProcess } from './testing/worker-process.ts';

const API = { id: 'api', clock: { pace: 1, anchor: 0 } } as const;
const SOON = { timeout: 30_000 };

test('flows triggered by a product, a segment, a product change and by hand run to their end in Temporal, across a killed worker too', async () => {
  const database = await createTestDatabase();
  const temporalAddress = testTemporalAddress();
  const namespace = await createNamespace(temporalAddress);
  const secret = Buffer.alloc(32, 3);
  const db = connect(database.url, { max: 4 });
  const context = await makeStore(db, secret);
  const live = async (trigger: string, config: Record<string, unknown>, subject = 'customer') => {
    const short = node('wait', 'wait', { duration: { amount: 0.05, unit: 'minutes' } });
    const graph = { ...graphOf([node('trigger', trigger, config), short, node('end', 'end')]), subject };
    const flow = await createFlow(context, { name: `${trigger} ${subject}`, graph });
    await publishFlow(context, { id: flow.id });
    return flow.id;
  };
  const ends = async (flow: string) =>
    (await listEnrolments(context, { flow })).items
      .map((row) => `${row.customerEmail?.split('@')[0] ?? row.about} ${row.state}`)
      .sort();
  const worker = new WorkerProcess({ databaseUrl: database.url, temporalAddress, namespace, secret });
  await worker.start();
  try {
    const product = (stock: number) => ({
      id: `stock-${stock}`,
      type: 'product-updated',
      properties: { productId: 'kettle', title: 'Kettle', stock },
    });
    const asks = (name: string) => ({
      id: name,
      type: 'back-in-stock-requested',
      customer: { email: `${name}@example.com` },
      properties: { productId: 'kettle' },
    });
    await ingestEvents(context, API, [product(0), asks('ann'), asks('ben')]);
    const about = await live('event-trigger', { event: 'product-restocked' }, 'product');
    const news = await live('product-trigger', { news: 'restocked' });
    const segment = await live('segment-trigger', {
      condition: { event: 'back-in-stock-requested', measure: 'count', operator: 'at-least', value: 1 },
      present: true,
    });
    const hand = await live('audience-trigger', {});
    await ingestEvents(context, API, [product(5)]);
    await enrolAudience(context, { flow: hand });
    await expect.poll(() => ends(segment), SOON).toHaveLength(2);
    await worker.kill();
    await worker.start();
    const both = ['ann done', 'ben done'];
    await expect.poll(() => ends(about), SOON).toEqual(['Kettle done']);
    for (const flow of [news, segment, hand]) await expect.poll(() => ends(flow), SOON).toEqual(both);
  } finally {
    await worker.stop();
    await db.close();
    await database.drop();
  }
}, 150_000);
