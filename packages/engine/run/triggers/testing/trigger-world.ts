import { listEnrolments } from '@millrace/services/enrolments';
import { createFlow, publishFlow } from '@millrace/services/flows';
import { graphOf, node, testStore, VirtualHost, wait, type TestStore } from '@millrace/services/testing';
import { createTestDatabase, type TestDatabase } from '@millrace/tools/testing';
import { HOUR } from '@millrace/base';
import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import { ingestEvents } from '../../intake/ingest-events.ts';

const API = { id: 'api', clock: { pace: 1, anchor: 0 } } as const;
export const NOON = Date.UTC(2026, 5, 10, 12);

/** What has been made for the test that runs. */
export interface TriggerWorld {
  database: TestDatabase;
  store: TestStore;
  host: VirtualHost;
}

/** For each test of this file a store of its own at noon on 10 June 2026, in which flows start by their triggers. */
export function triggerWorld() {
  const here = {} as TriggerWorld;
  beforeAll(async () => {
    here.database = await createTestDatabase();
  });
  afterAll(() => here.database.drop());
  beforeEach(async () => {
    here.store = await testStore(here.database.url);
    here.store.clock.set(NOON);
    here.host = new VirtualHost(here.store);
  });

  async function live(
    trigger: string,
    config: Record<string, unknown>,
    subject = 'customer',
  ): Promise<string> {
    const nodes = [node('trigger', trigger, config), wait('hour', 1, 'hours'), node('end', 'end')];
    const flow = await createFlow(here.store.context, {
      name: `By ${trigger} ${Math.random()}`,
      graph: { ...graphOf(nodes), subject },
    });
    await publishFlow(here.store.context, { id: flow.id });
    await here.host.settle();
    return flow.id;
  }
  let told = 0;
  async function tell(
    name: string,
    type: string,
    more: { customer?: Record<string, unknown>; properties?: Record<string, unknown>; at?: number } = {},
  ) {
    told += 1;
    const customer = name === '' ? {} : { customer: { email: `${name}@example.com`, ...more.customer } };
    const report = await ingestEvents(here.store.context, API, [
      {
        id: `told-${told}`,
        type,
        occurredAt: more.at ?? here.store.clock.now(),
        ...customer,
        properties: more.properties ?? {},
      },
    ]);
    expect(report.refused).toEqual([]);
    await here.host.settle();
  }
  const person = (name: string, customer: Record<string, unknown> = {}) =>
    tell(name, 'customer-created', { customer });
  const orderOf = (name: string, orderId: string, at = here.store.clock.now()) =>
    tell(name, 'order-placed', {
      at,
      properties: {
        orderId,
        placedAt: new Date(at).toISOString(),
        lines: [{ productId: 'kettle', title: 'Kettle', quantity: 1, price: '80.00' }],
      },
    });
  const entries = async (flow: string) =>
    (await listEnrolments(here.store.context, { flow, limit: 200 })).items
      .map((row) => row.customerEmail?.split('@')[0] ?? row.about)
      .sort();
  const passTo = (until: number) => pass(until - here.store.clock.now(), 12 * HOUR);
  /** Advances in steps, as the worker checks again and again. */
  async function pass(span: number, step = HOUR) {
    for (let left = span; left > 0; left -= step) await here.host.pass(Math.min(step, left));
  }
  const idOf = async (name: string) => {
    const [row] = await here.store.db.inWorkspace(
      here.store.context.workspaceId,
      (tx) => tx<{ id: string }[]>`select id from customers where email = ${`${name}@example.com`}`,
    );
    return row?.id ?? '';
  };
  return { here, live, tell, person, orderOf, entries, passTo, pass, idOf };
}
