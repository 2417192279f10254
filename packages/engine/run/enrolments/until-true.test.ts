import { getEnrolment, listEnrolments } from '@millrace/services/enrolments';
import { createFlow, publishFlow } from '@millrace/services/flows';
import { rehearseFlow } from '@millrace/services/rehearsal';
import { createSegment } from '@millrace/services/segments';
import { graphOf, node, type TestStore, type VirtualHost } from '@millrace/services/testing';
import { storeForEach } from '@millrace/services/testing/store-for-each';
import { DAY, HOUR } from '@millrace/base';
import { describe, expect, test } from 'vitest';
import { ingestEvents } from '../intake/ingest-events.ts';

let store: TestStore;
let host: VirtualHost;
storeForEach({ recounts: true }, (here) => {
  ({ store, host } = here);
});

let told = 0;
async function tell(person: string, type: string, customer: object = {}, more: object = {}) {
  told += 1;
  const { refused } = await ingestEvents(store.context, { id: 'api', clock: { pace: 1, anchor: 0 } }, [
    {
      id: `true-${told}`,
      type,
      occurredAt: store.clock.now(),
      customer: { email: `${person}@example.com`, ...customer },
      ...more,
    },
  ]);
  expect(refused).toEqual([]);
  await host.settle();
}

async function waiting(when: unknown) {
  const { id } = await createFlow(store.context, {
    name: 'Waits',
    graph: graphOf(
      [
        node('trigger', 'event-trigger', { events: ['signed-up'], reentry: { rule: 'never' } }),
        node('until', 'wait-until-true', { when, timeout: { amount: 10, unit: 'days' } }),
        node('yes', 'end', { label: 'Fits' }),
        node('no', 'end', { label: 'Too late' }),
      ],
      { holdout: 0 },
      ['trigger:next>until', 'until:yes>yes', 'until:timeout>no'],
    ),
  });
  await publishFlow(store.context, { id });
  return id;
}

/** Where each person went on and when, in hours after a moment; null for those who still wait. */
async function went(flow: string, since: number): Promise<Record<string, string | null>> {
  const { items } = await listEnrolments(store.context, { flow });
  const entries = await Promise.all(
    items.map(async ({ id, customerEmail }) => {
      const { trace } = await getEnrolment(store.context, { id });
      const left = trace.find(({ what, node: at }) => what === 'went' && at === 'until');
      const hours = left ? Math.round((left.at - since) / HOUR) : 0;
      return [customerEmail!.split('@')[0], left ? `${left.port} after ${hours} h` : null] as const;
    }),
  );
  return Object.fromEntries(entries);
}

describe('a wait until a condition fits ends', () => {
  test('with an event that makes it fit, and not with others', async () => {
    const flow = await waiting({ event: 'product-viewed', measure: 'count', operator: 'at-least', value: 2 });
    const since = store.clock.now();
    for (const person of ['once', 'twice']) await tell(person, 'signed-up');
    await host.pass(HOUR);
    for (const person of ['once', 'twice'])
      await tell(person, 'product-viewed', {}, { properties: { productId: 'p' } });
    await host.pass(5 * HOUR);
    await tell('twice', 'product-viewed', {}, { properties: { productId: 'p' } });
    expect(await went(flow, since)).toEqual({ once: null, twice: 'yes after 6 h' });
    await host.pass(11 * DAY);
    expect((await went(flow, since))['once']).toMatch(/^timeout after 24[01] h$/);
  });

  test('with a change of the profile that no event tells of', async () => {
    const flow = await waiting({ fact: 'customer.tags', operator: 'contains', value: 'vip' });
    const since = store.clock.now();
    await tell('ann', 'signed-up');
    await tell('bea', 'signed-up');
    await host.pass(2 * HOUR);
    await store.context.db.inWorkspace(
      store.context.workspaceId,
      (tx) => tx`update customers set tags = array['vip'] where email = 'ann@example.com'`,
    );
    await host.settle();
    expect(await went(flow, since)).toEqual({ ann: 'yes after 2 h', bea: null });
  });

  test('with consent', async () => {
    const flow = await waiting({ fact: 'customer.consent.email', operator: 'is', value: 'subscribed' });
    const since = store.clock.now();
    await tell('ann', 'signed-up');
    await host.pass(HOUR);
    await tell('ann', 'customer-subscribed', { consent: { email: { state: 'subscribed' } } });
    expect(await went(flow, since)).toEqual({ ann: 'yes after 1 h' });
  });

  test('when somebody comes to be in a saved segment, by time alone', async () => {
    const quiet = await createSegment(store.context, {
      name: 'Quiet',
      condition: { event: 'product-viewed', measure: 'count', operator: 'at-most', value: 0, withinDays: 3 },
    });
    const flow = await waiting({ fact: 'customer.segments', operator: 'contains', value: quiet.id });
    const since = store.clock.now();
    await tell('ann', 'product-viewed', {}, { properties: { productId: 'p' } });
    await tell('ann', 'signed-up');
    await tell('bea', 'signed-up');
    await host.pass(5 * DAY);
    expect(await went(flow, since)).toEqual({ ann: 'yes after 72 h', bea: 'yes after 0 h' });
  });
});

test('a rehearsal of what happened takes the same branches at the same time', async () => {
  const flow = await waiting({ event: 'product-viewed', measure: 'count', operator: 'at-least', value: 1 });
  const view = { properties: { productId: 'p' } };
  for (const person of ['looks', 'leaves']) await tell(person, 'signed-up');
  await host.pass(DAY);
  await tell('looks', 'product-viewed', {}, view);
  await host.pass(11 * DAY);
  const report = await rehearseFlow(store.context, { id: flow, days: 40, on: 'past' });
  expect(report.nodes['until']?.went).toEqual({ yes: 1, timeout: 1 });
});
