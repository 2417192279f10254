import { DAY, HOUR, localParts, MINUTE } from '@millrace/base';
import { getEnrolment, listEnrolments } from '@millrace/services/enrolments';
import { createFlow, publishFlow } from '@millrace/services/flows';
import { graphOf, node } from '@millrace/services/testing';
import { storeForEach, type Here } from '@millrace/services/testing/store-for-each';
import { updateGuardrails } from '@millrace/services/settings';
import { expect, test } from 'vitest';
import { ingestEvents } from '../intake/ingest-events.ts';
import { trainModels } from '../models/train-models.ts';

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
        node('hour', 'wait-best-hour', { from: '6', to: '22', otherwise: '11', exploration: 0 }),
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

test('a trained store decides by the hours it learned, outside of the quiet hours, and keeps why', async () => {
  const { context, clock, db } = here.store;
  const noon = Date.UTC(2026, 5, 10, 12);
  clock.set(noon);
  const midnight = Date.UTC(2026, 5, 10);
  const person = (name: string) => ({ email: `${name}@example.com`, firstName: name, zone: 'UTC' });
  // Half of the people come at seven in the morning and half at eight in the evening, each on ten days.
  const events = Array.from({ length: 240 }, (_unused, index) =>
    Array.from({ length: 10 }, (_other, visit) => ({
      id: `seen-${index}-${visit}`,
      type: visit === 0 ? 'order-placed' : 'product-viewed',
      occurredAt:
        midnight - (4 * visit + 1 + (index % 4)) * DAY + (index % 2 === 0 ? 7 : 20) * HOUR + visit * MINUTE,
      customer: person(`p${index}`),
      properties: visit === 0 ? { orderId: `o-${index}`, currency: 'USD', lines: [] } : { productId: 'p1' },
    })),
  ).flat();
  for (let from = 0; from < events.length; from += 400) {
    const { refused } = await ingestEvents(
      context,
      { ...API, isHistory: true },
      events.slice(from, from + 400),
    );
    expect(refused).toEqual([]);
  }
  expect(await trainModels(context, { models: ['best-hour'] })).toEqual({ 'best-hour': 'trained' });
  await updateGuardrails(context, {
    settings: { 'quiet-hours': { on: true, from: '21:00', until: '06:00', weekdays: [1, 2, 3, 4, 5, 6, 7] } },
  });
  const flow = await createFlow(context, {
    name: 'Learned hours',
    graph: graphOf(
      [
        node('trigger', 'event-trigger', { events: ['signed-up'], reentry: { rule: 'never' } }),
        node('hour', 'wait-best-hour', { from: '0', to: '23', otherwise: '11', exploration: 0.1 }),
        node('end', 'end'),
      ],
      { holdout: 0 },
      ['trigger:next>hour', 'hour:next>end'],
    ),
  });
  await publishFlow(context, { id: flow.id });
  const { refused } = await ingestEvents(
    context,
    API,
    Array.from({ length: 60 }, (_unused, index) => ({
      id: `sign-${index}`,
      type: 'signed-up',
      occurredAt: clock.now(),
      customer: person(`p${index}`),
      properties: {},
    })),
  );
  expect(refused).toEqual([]);
  await here.host.pass(25 * HOUR);
  const rows = await db.inWorkspace(
    context.workspaceId,
    (tx) => tx<
      {
        email: string;
        decided_by: string;
        chosen: string;
        probability: number;
        options: { id: string; probability: number; note: string | null }[];
        explanation: string[];
      }[]
    >`select c.email, d.decided_by, d.chosen, d.probability, d.options, d.explanation
      from decisions d join customers c on c.id = d.customer_id where d.model = 'best-hour' and d.flow_id = ${flow.id}`,
  );
  expect(rows).toHaveLength(60);
  const own = rows.filter(
    ({ email, chosen }) => chosen === (Number(/\d+/.exec(email)![0]) % 2 === 0 ? '7' : '20'),
  );
  // One in ten is sent at another hour to learn: 54 of 60, and fewer than 45 once in five thousand times.
  expect(own.length).toBeGreaterThanOrEqual(45);
  for (const { decided_by, chosen, probability, options, explanation } of rows) {
    expect(decided_by).toBe('model');
    expect(options.find(({ id }) => id === chosen)!.probability).toBeCloseTo(probability, 6);
    // Of the hours of the day those from 21 to 5 are quiet.
    expect(options.filter(({ note }) => note === null)).toHaveLength(15);
    expect(options.every((option) => (option.note === null) === option.probability > 0)).toBe(true);
    expect(explanation.length).toBeGreaterThan(1);
  }
  const { items } = await listEnrolments(context, { flow: flow.id });
  const told = await Promise.all(items.map(({ id }) => getEnrolment(context, { id })));
  const sentences = told.flatMap(({ trace }) =>
    trace.flatMap((entry) => ('sentence' in entry ? [entry.sentence] : [])),
  );
  expect(sentences).toContain(
    'Their best hour is 07:00: 10 of their 10 visits began then. Waits until then.',
  );
  // The next training reads the choices with the visits.
  clock.pass(6 * DAY);
  await trainModels(context, { models: ['best-hour'] });
  const [stored] = await db.inWorkspace(
    context.workspaceId,
    (tx) => tx<{ report: { decisions: number; people: number } }[]>`select report from models
      where name = 'best-hour' and active`,
  );
  expect(stored!.report).toMatchObject({ decisions: 60, people: 240 });
});
