import { connect } from '@millrace/db';
import { email, graphOf, node } from '@millrace/services/testing';
import { ingestEvents } from '@millrace/run/intake';
import { createFlow, publishFlow } from '@millrace/services/flows';
import { createTestDatabase, testTemporalAddress } from '@millrace/tools/testing';
import { expect, test } from 'vitest';
import { createNamespace } from './testing/namespace.ts';
import { makeStore } from './testing/make-store.ts';
import { WorkerProcess } from './testing/worker-process.ts';

/** Renders for a sample customer; does not end for a customer with the property. */
const ENDLESS =
  '{% if customer.properties.patient %}{% for a in (1..9000) %}{% for b in (1..9000) %}{% if a == b %}{% endif %}{% endfor %}{% endfor %}{% endif %}Hello';

const HOSTILE = 60;
const HONEST = 40;

test('a flow whose texts do not end fails alone, and all other people get their messages meanwhile', async () => {
  const database = await createTestDatabase();
  const temporalAddress = testTemporalAddress();
  const namespace = await createNamespace(temporalAddress);
  const secret = Buffer.alloc(32, 3);
  const db = connect(database.url, { max: 4 });
  const context = await makeStore(db, secret);
  const { workspaceId } = context;
  const flowOf = async (event: string, text: string) => {
    const mail = {
      ...email('mail'),
      config: { ...email('mail').config, content: { subject: 'Hello', blocks: [{ type: 'text', text }] } },
    };
    const flow = await createFlow(context, {
      name: event,
      graph: graphOf([
        node('trigger', 'event-trigger', { event, key: 'customer' }),
        mail,
        node('end', 'end'),
      ]),
    });
    await publishFlow(context, { id: flow.id });
  };
  await flowOf('endless', ENDLESS);
  await flowOf('honest', 'Hello {{ customer.firstName | default: "there" }}');

  const send = (type: string, from: number, count: number) =>
    ingestEvents(
      context,
      { id: 'api', clock: { pace: 1, anchor: 0 } },
      Array.from({ length: count }, (_, at) => ({
        id: `${type}-${from + at}`,
        type,
        customer: {
          email: `${type}-${from + at}@example.com`,
          patient: true,
          consent: { email: { state: 'subscribed' } },
        },
      })),
    );
  const statuses = async (type: string) => {
    const rows = await db.inWorkspace(
      workspaceId,
      (tx) => tx<{ status: string; reason: string | null; count: number }[]>`
        select m.status, m.reason, count(*)::int as count from messages m
          join customers c on c.id = m.customer_id where c.email like ${`${type}-%`} group by 1, 2`,
    );
    return Object.fromEntries(
      rows.map(({ status, reason, count }) => [reason ? `${status} ${reason}` : status, count]),
    );
  };

  await send('endless', 0, HOSTILE);
  const worker = new WorkerProcess({ databaseUrl: database.url, temporalAddress, namespace, secret });
  await worker.start();
  try {
    await send('honest', 0, HONEST);
    await expect.poll(() => statuses('honest'), { timeout: 60_000 }).toEqual({ sent: HONEST });
    // The time limit stops each at first, and after the third all are refused at once.
    await expect
      .poll(() => statuses('endless'), { timeout: 90_000 })
      .toEqual({ 'failed content-invalid': HOSTILE });
    // The template is set aside: further people cost nothing, and no other message waits.
    await send('endless', HOSTILE, HOSTILE);
    await send('honest', HONEST, HONEST);
    await expect.poll(() => statuses('honest'), { timeout: 60_000 }).toEqual({ sent: 2 * HONEST });
    await expect
      .poll(() => statuses('endless'), { timeout: 60_000 })
      .toEqual({ 'failed content-invalid': 2 * HOSTILE });
  } finally {
    await worker.stop();
    await db.close();
    await database.drop();
  }
}, 240_000);
