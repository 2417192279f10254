import { DAY, HOUR } from '@millrace/base';
import { getEnrolment, listEnrolments } from '@millrace/services/enrolments';
import { createFlow, publishFlow } from '@millrace/services/flows';
import { rehearseFlow } from '@millrace/services/rehearsal';
import { graphOf, node } from '@millrace/services/testing';
import { storeForEach, type Here } from '@millrace/services/testing/store-for-each';
import { expect, test } from 'vitest';
import { ingestEvents } from '../intake/ingest-events.ts';

let here: Here;
storeForEach({ recounts: true }, (given) => {
  here = given;
});
const API = { id: 'api', clock: { pace: 1, anchor: 0 } } as const;

const GRAPH = graphOf(
  [
    node('trigger', 'event-trigger', { events: ['signed-up'], reentry: { rule: 'never' } }),
    node('both', 'wait-for-all', {
      events: [
        { id: 'answered', event: 'survey-answered' },
        {
          id: 'large',
          event: 'order-placed',
          where: { fact: 'event.value', operator: 'at-least', value: 10_000 },
        },
      ],
      timeout: { amount: 3, unit: 'days' },
    }),
    node('end-next', 'end', { label: 'both' }),
    node('end-timeout', 'end', { label: 'late' }),
  ],
  { holdout: 0 },
  ['trigger:next>both', 'both:next>end-next', 'both:timeout>end-timeout'],
);

let told = 0;
async function tell(person: string, type: string, properties: Record<string, unknown> = {}) {
  told += 1;
  const { refused } = await ingestEvents(here.store.context, API, [
    {
      id: `all-of-${told}`,
      type,
      occurredAt: here.store.clock.now(),
      customer: { email: `${person}@example.com`, firstName: person },
      properties,
    },
  ]);
  expect(refused).toEqual([]);
  await here.host.settle();
}

test('a person goes on when both have come, in any order, within one time for both, in the real run and in the rehearsal', async () => {
  const { context } = here.store;
  const flow = await createFlow(context, { name: 'Both', graph: GRAPH });
  await publishFlow(context, { id: flow.id });
  const began = here.store.clock.now();
  for (const person of ['ann', 'ben', 'cleo', 'dan']) await tell(person, 'signed-up');
  await here.host.pass(HOUR);
  const survey = (person: string) => tell(person, 'survey-answered', { score: 9 });
  const order = (person: string, total: number) =>
    tell(person, 'order-placed', { orderId: `o-${person}-${total}`, total });
  await survey('ann');
  await order('ben', 20_000);
  await survey('cleo');
  await order('cleo', 500);
  await here.host.pass(2 * DAY);
  await order('ann', 20_000);
  await survey('ben');
  await order('dan', 20_000);
  await here.host.pass(2 * DAY);
  const { items } = await listEnrolments(context, { flow: flow.id });
  const ways = await Promise.all(
    items.map(async ({ id }) => {
      const { trace } = await getEnrolment(context, { id });
      const went = trace.find(({ what, node: at }) => what === 'went' && at === 'both');
      return `${went?.port} ${went?.port === 'timeout' ? Math.round((went.at - began) / DAY) : ''}`.trim();
    }),
  );
  // Cleo's order was too small, and Dan never answered. Their time did not begin again.
  expect(ways.toSorted()).toEqual(['next', 'next', 'timeout 3', 'timeout 3']);
  const report = await rehearseFlow(context, { id: flow.id, days: 10, on: 'past' });
  expect(report.nodes['both']?.went).toEqual({ next: 2, timeout: 2 });
});
