import { ingestEvents } from '@millrace/run/intake';
import { createTestDatabase, type TestDatabase } from '@millrace/tools/testing';
import { DAY } from '@millrace/base';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { previewTrigger } from './preview-trigger.ts';
import { testStore, VirtualHost, type TestStore } from '../testing/index.ts';

let database: TestDatabase;
let store: TestStore;
const API = { id: 'api', clock: { pace: 1, anchor: 0 } } as const;

beforeAll(async () => {
  database = await createTestDatabase();
  store = await testStore(database.url);
  store.clock.set(Date.UTC(2026, 5, 10, 12));
  const at = (days: number) => store.clock.now() - days * DAY;
  await ingestEvents(store.context, API, [
    {
      id: 'a',
      type: 'made-a-wish',
      occurredAt: at(3),
      customer: { email: 'ann@example.com', birthday: '1990-06-14', tags: ['vip'] },
    },
    {
      id: 'b',
      type: 'made-a-wish',
      occurredAt: at(2),
      customer: { email: 'ben@example.com', birthday: '1990-12-14' },
    },
  ]);
  await new VirtualHost(store).settle();
});
afterAll(() => database.drop());

const said = async (
  kind: string,
  config: Record<string, unknown>,
  subject: 'customer' | 'store' = 'customer',
) => (await previewTrigger(store.context, { subject, kind, config })).sentences;

test('says who would enter, for each kind of trigger', async () => {
  expect(await said('event-trigger', { events: ['made-a-wish'] })).toEqual([
    '2 people would have entered in the last 30 days.',
  ]);
  expect(
    await said('segment-trigger', {
      condition: { fact: 'customer.tags', operator: 'contains', value: 'vip' },
    }),
  ).toEqual([
    '1 person matches now.',
    'Nobody began to match in the last 30 days, as far as Millrace knows.',
  ]);
  expect(await said('date-trigger', { date: 'birthday' })).toEqual([
    '1 person enters within the next 30 days; the first on 14 Jun.',
  ]);
  expect(await said('schedule-trigger', { every: 'week', weekdays: [1] })).toEqual([
    'Next: 15 Jun at 09:00, 22 Jun at 09:00 and 29 Jun at 09:00.',
    '2 people would enter now.',
  ]);
  expect(await said('schedule-trigger', { every: 'day' }, 'store')).toEqual([
    'Next: 11 Jun at 09:00, 12 Jun at 09:00 and 13 Jun at 09:00.',
  ]);
  expect(await said('audience-trigger', {})).toEqual([expect.stringMatching(/^Nobody enters by an event/)]);
});

test('says nothing while the trigger is unfinished', async () => {
  expect(await said('event-trigger', { events: [] })).toEqual([]);
  expect(await said('wait', {})).toEqual([]);
});
