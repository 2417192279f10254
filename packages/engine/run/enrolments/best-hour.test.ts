import { DAY, HOUR, localParts } from '@millrace/base';
import { getEnrolment, listEnrolments } from '@millrace/services/enrolments';
import { createFlow, publishFlow } from '@millrace/services/flows';
import { graphOf, node } from '@millrace/services/testing';
import { storeForEach, type Here } from '@millrace/services/testing/store-for-each';
import { expect, test } from 'vitest';
import { ingestEvents } from '../intake/ingest-events.ts';

let here: Here;
storeForEach({ recounts: true }, (given) => {
  here = given;
});
const API = { id: 'api', clock: { pace: 1, anchor: 0 } } as const;
const ZONE = 'America/New_York';

test('people go on at the hour of their own past, and the others at the stated one', async () => {
  const { context, clock } = here.store;
  clock.set(Date.UTC(2026, 5, 10, 4));
  const flow = await createFlow(context, {
    name: 'Hours',
    graph: graphOf(
      [
        node('trigger', 'event-trigger', { events: ['signed-up'], reentry: { rule: 'never' } }),
        node('hour', 'wait-best-hour', { from: '6', to: '22', otherwise: '11' }),
        node('end', 'end'),
      ],
      { holdout: 0 },
      ['trigger:next>hour', 'hour:next>end'],
    ),
  });
  await publishFlow(context, { id: flow.id });
  const began = clock.now();
  const customer = (person: string) => ({ email: `${person}@example.com`, firstName: person, zone: ZONE });
  // Eight in the evening in New York is midnight in Greenwich.
  const evenings = [1, 2, 3, 4].map((day) => ({
    id: `seen-${day}`,
    type: 'product-viewed',
    occurredAt: Date.UTC(2026, 5, 10) - day * DAY + 20 * 60_000,
    customer: customer('maya'),
    properties: { productId: 'p1' },
  }));
  const { refused } = await ingestEvents(context, API, [
    ...evenings,
    ...['maya', 'ben'].map((person) => ({
      id: `sign-${person}`,
      type: 'signed-up',
      occurredAt: began,
      customer: customer(person),
      properties: {},
    })),
  ]);
  expect(refused).toEqual([]);
  await here.host.pass(25 * HOUR);
  const { items } = await listEnrolments(context, { flow: flow.id });
  const hours = await Promise.all(
    items.map(async ({ id }) => {
      const { trace } = await getEnrolment(context, { id });
      const went = trace.find(({ what, node: at }) => what === 'went' && at === 'hour');
      return went && localParts(went.at, ZONE).hour;
    }),
  );
  expect(hours.toSorted()).toEqual([11, 20]);
});
