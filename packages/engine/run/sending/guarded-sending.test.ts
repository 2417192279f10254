import { listEnrolments } from '@millrace/services/enrolments';
import { createFlow, publishFlow } from '@millrace/services/flows';
import { listMessages } from '@millrace/services/message-log';
import { updateGuardrails } from '@millrace/services/settings';
import type { shopOf, VirtualHost } from '@millrace/services/testing';
import { email, graphOf, node, type TestStore } from '@millrace/services/testing';
import { storeForEach } from '@millrace/services/testing/store-for-each';
import { DAY, HOUR, MINUTE } from '@millrace/base';
import { expect, test } from 'vitest';
import { advance } from '../enrolments/advance.ts';
import { claimOutbox } from '../routing/claim-outbox.ts';
import { deliver } from './deliver.ts';
import { messageLinks } from './message-links.ts';
import { recordOpen } from '../visits/track.ts';
import { routeNext } from '../routing/route-events.ts';
import { filterEvents } from '../filtering/filter-events.ts';

let store: TestStore;
let host: VirtualHost;
let shop: ReturnType<typeof shopOf>;

storeForEach({}, (here) => {
  ({ store, host, shop } = here);
});

const start = node('trigger', 'event-trigger', {
  event: 'signed-up',
  key: 'customer',
  reentry: { rule: 'always' },
});
async function live(name: string, graph: unknown): Promise<string> {
  const flow = await createFlow(store.context, { name, graph });
  await publishFlow(store.context, { id: flow.id });
  return flow.id;
}
const messages = async () =>
  (await listMessages(store.context, {})).items.toSorted((left, right) => left.plannedAt - right.plannedAt);

test('two flows that send to one person at the same instant do not both pass the same cap', async () => {
  const PEOPLE = 12;
  await updateGuardrails(store.context, {
    settings: {
      'quiet-hours': { on: false },
      'frequency-cap': { on: true, perChannel: 1, total: 1, beyond: 'skip' },
    },
  });
  await live('One', graphOf([start, email('mail'), node('end', 'end')]));
  await live('Two', graphOf([start, email('mail'), node('end', 'end')]));
  for (let index = 0; index < PEOPLE; index += 1) await shop.send('signed-up', shop.person(`cap${index}`));
  while (await filterEvents(store.db));
  while (
    await routeNext(store.db, store.clock.now(), (error) => {
      throw error;
    })
  );
  const enrolments: string[] = [];
  await claimOutbox(store.db, async ({ enrolmentId }) => enrolments.push(enrolmentId) > 0, 100);
  expect(enrolments).toHaveLength(PEOPLE * 2);
  // Each delivery in its own transaction, all at once.
  await Promise.all(
    enrolments.map(async (enrolmentId) => {
      const instruction = await advance(store.context, { enrolmentId, seq: -1, now: store.clock.now() });
      if (instruction.type !== 'deliver') throw new Error(`expected a message, got ${instruction.type}`);
      await deliver(store.context, {
        enrolmentId,
        messageId: instruction.messageId,
        seq: instruction.seq,
        now: store.clock.now(),
      });
    }),
  );
  const outcomes = (await messages()).map(
    (message) => `${message.to ?? 'nobody'} ${message.status} ${message.reason ?? ''}`,
  );
  expect(outcomes.filter((line) => line.includes('sent'))).toHaveLength(PEOPLE);
  expect(outcomes.filter((line) => line.includes('skipped frequency-cap'))).toHaveLength(PEOPLE);
});

test('opening one message wakes only the enrolment that waits for it, not others of the same person', async () => {
  await updateGuardrails(store.context, {
    settings: { 'quiet-hours': { on: false }, 'frequency-cap': { on: false } },
  });
  const waiting = (name: string) =>
    live(
      name,
      graphOf(
        [
          start,
          email('mail'),
          node('opened', 'wait-for-event', {
            event: 'message-opened',
            match: 'message',
            timeout: { amount: 2, unit: 'days' },
          }),
          node('end', 'end'),
          node('ignored', 'end'),
        ],
        { holdout: 0 },
        ['trigger:next>mail', 'mail:next>opened', 'opened:happened>end', 'opened:timeout>ignored'],
      ),
    );
  const [one, two] = [await waiting('One'), await waiting('Two')];
  await shop.send('signed-up', shop.person('opener'));
  await host.pass(MINUTE);
  const mine = (await messages()).find((message) => message.flowId === two);
  const enrolledAt = await store.db.inWorkspace(
    store.context.workspaceId,
    async (tx) =>
      (await tx<{ enrolled_at: number }[]>`select enrolled_at from messages where id = ${mine?.id ?? ''}`)[0]
        ?.enrolled_at ?? 0,
  );
  const open = messageLinks(store.context, {
    workspaceId: store.context.workspaceId,
    messageId: mine?.id ?? '',
    enrolledAt,
  }).open;
  // Large mail providers prefetch pictures, so an open counts only after a while.
  await host.pass(HOUR);
  await recordOpen(store.contextOf, open.split('/').at(-1) as string, store.context.secret, {
    agent: 'Thunderbird/128.0',
    prefetch: false,
  });
  await host.pass(MINUTE);
  const states = async () =>
    Object.fromEntries(
      (await listEnrolments(store.context, {})).items.map((item) => [item.flowId, item.state]),
    );
  expect(await states()).toEqual({ [one]: 'running', [two]: 'done' });
  await host.pass(3 * DAY);
  expect(await states()).toEqual({ [one]: 'done', [two]: 'done' });
});

test.each([
  [
    'Europe/Berlin, when summer time ends',
    'Europe/Berlin',
    Date.UTC(2026, 9, 24, 21),
    '2026-10-25T08:00:00.000Z',
  ],
  [
    'Europe/Berlin, when summer time begins',
    'Europe/Berlin',
    Date.UTC(2026, 2, 28, 22),
    '2026-03-29T07:00:00.000Z',
  ],
  [
    'Los Angeles, when summer time ends',
    'America/Los_Angeles',
    Date.UTC(2026, 10, 1, 6),
    '2026-11-01T17:00:00.000Z',
  ],
])('a message held overnight goes at nine local time in %s', async (_where, zone, evening, morning) => {
  store.clock.set(evening);
  await updateGuardrails(store.context, {
    settings: { 'quiet-hours': { on: true, from: '21:00', until: '09:00', spreadMinutes: 0 } },
  });
  await live('Night', graphOf([start, email('mail'), node('end', 'end')]));
  await shop.send('signed-up', shop.person('sleeper', { zone }));
  await host.pass(MINUTE);
  expect(await messages()).toMatchObject([{ status: 'held', reason: 'quiet-hours' }]);
  await host.passUntil(Date.parse(morning) - 1_000);
  expect(await messages()).toMatchObject([{ status: 'held' }]);
  await host.passUntil(Date.parse(morning));
  expect(await messages()).toMatchObject([{ status: 'sent', sentAt: Date.parse(morning) }]);
});

test('people held over one night do not all get their message in the same minute', async () => {
  store.clock.set(Date.UTC(2026, 5, 10, 23));
  await live('Night', graphOf([start, email('mail'), node('end', 'end')]));
  for (let index = 0; index < 30; index += 1) await shop.send('signed-up', shop.person(`many${index}`));
  await host.pass(11 * HOUR);
  const minutes = new Set((await messages()).map((message) => Math.floor((message.sentAt ?? 0) / MINUTE)));
  expect(minutes.size).toBeGreaterThan(8);
  expect(minutes.has(0)).toBe(false);
});

test('a message that cannot be sent ends only itself, and the timeline shows its reason', async () => {
  await updateGuardrails(store.context, {
    settings: { 'quiet-hours': { on: false }, 'frequency-cap': { on: false } },
  });
  await live(
    'Two mails',
    graphOf([
      start,
      node('text', 'send-sms', { content: { text: 'Hello from the shop' } }),
      email('mail'),
      node('end', 'end'),
    ]),
  );
  await shop.send('signed-up', {
    email: 'nophone@example.com',
    zone: 'UTC',
    consent: { email: { state: 'subscribed' }, sms: { state: 'subscribed', optIn: 'double' } },
  });
  await host.pass(MINUTE);
  const outcomes = Object.fromEntries((await messages()).map((message) => [message.node, message.status]));
  expect(outcomes).toEqual({ text: 'refused', mail: 'sent' });
  expect((await listEnrolments(store.context, {})).items).toMatchObject([
    { state: 'done', endReason: 'completed' },
  ]);
});
