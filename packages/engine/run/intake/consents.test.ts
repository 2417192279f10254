import fc from 'fast-check';
import {
  customerTimeline,
  getCustomer,
  listCustomers,
  setConsent,
  updateCustomer,
} from '@millrace/services/customers';
import { createFlow, publishFlow } from '@millrace/services/flows';
import { updateGuardrails } from '@millrace/services/settings';
import { email, graphOf, node, testStore, VirtualHost, type TestStore } from '@millrace/services/testing';
import { createTestDatabase, type TestDatabase } from '@millrace/tools/testing';
import { DAY, HOUR } from '@millrace/base';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ingestEvents } from './ingest-events.ts';
import { readPreferences, unsubscribe } from '../visits/track.ts';
import { messageLinks } from '../sending/message-links.ts';

let database: TestDatabase;
let store: TestStore;
const API = { id: 'api', clock: { pace: 1, anchor: 0 } } as const;

beforeAll(async () => {
  database = await createTestDatabase();
  store = await testStore(database.url);
  store.clock.set(Date.UTC(2026, 5, 10, 12));
});
afterAll(async () => {
  await store.close();
  await database.drop();
});

let made = 0;
/** Sends one event with an e-mail consent in its traits. */
async function say(name: string, state: string, at?: number, more: Record<string, unknown> = {}) {
  made += 1;
  const consent = { email: { state, ...(at === undefined ? {} : { at: new Date(at).toISOString() }) } };
  const event = {
    id: `c${made}`,
    type: 'customer-updated',
    occurredAt: store.clock.now(),
    customer: { email: `${name}@example.com`, consent },
    ...more,
  };
  const report = await ingestEvents(store.context, API, [event]);
  expect(report.refused).toEqual([]);
  return report.accepted[0];
}
const person = async (name: string) =>
  (await listCustomers(store.context, { email: `${name}@example.com` })).items[0]!;
const consent = async (name: string) => (await person(name)).consent['email'];

describe('an undated opt-in', () => {
  test('never replaces a dated opt-out, whichever comes first, and the response says so', async () => {
    const left = store.clock.now() - DAY;
    await say('ann', 'unsubscribed', left);
    const answer = await say('ann', 'subscribed');
    expect(await consent('ann')).toMatchObject({ state: 'unsubscribed', at: left });
    expect(answer?.notes).toEqual([
      expect.stringMatching(/consent\.email: they stay unsubscribed, since 2026-06-09.*"at"/),
    ]);
    // The import came first; the older opt-out arrives later.
    await say('bea', 'subscribed');
    await say('bea', 'unsubscribed', left);
    expect(await consent('bea')).toMatchObject({ state: 'unsubscribed', at: left });
  });

  test('counts while there is no opt-out, and gets its date from a later dated opt-in', async () => {
    expect((await say('cleo', 'subscribed'))?.notes).toBeUndefined();
    expect(await consent('cleo')).toMatchObject({ state: 'subscribed' });
    await say('cleo', 'subscribed', store.clock.now() - 9 * DAY);
    expect(await consent('cleo')).toMatchObject({ state: 'subscribed', at: store.clock.now() - 9 * DAY });
  });

  test("also by its own event, by the profile and by the API's consent", async () => {
    await say('dan', 'unsubscribed', store.clock.now() - DAY);
    const { id } = await person('dan');
    made += 1;
    const event = {
      id: `c${made}`,
      type: 'customer-subscribed',
      customer: { email: 'dan@example.com' },
      properties: { channel: 'email' },
    };
    expect((await ingestEvents(store.context, API, [event])).accepted[0]?.notes).toHaveLength(1);
    expect(
      await updateCustomer(store.context, { id, traits: { consent: { email: { state: 'subscribed' } } } }),
    ).toMatchObject({
      notes: [expect.stringContaining('at')],
      consent: { email: { state: 'unsubscribed' } },
    });
    expect(await setConsent(store.context, { id, channel: 'email', state: 'subscribed' })).toMatchObject({
      notes: [expect.stringContaining('at')],
      consent: { email: { state: 'unsubscribed' } },
    });
    // With its date it is the later one. Consent set on a screen is dated now.
    const dated = await setConsent(store.context, {
      id,
      channel: 'email',
      state: 'subscribed',
      at: new Date(store.clock.now() - HOUR).toISOString(),
    });
    expect(dated).toMatchObject({
      consent: { email: { state: 'subscribed', at: store.clock.now() - HOUR } },
    });
    expect(dated).not.toHaveProperty('notes');
    await setConsent(store.context, { id, channel: 'email', state: 'unsubscribed' });
    const asPerson = { ...store.context, actor: { ...store.context.actor, type: 'person' as const } };
    store.clock.pass(1_000);
    expect(await setConsent(asPerson, { id, channel: 'email', state: 'subscribed' })).toMatchObject({
      consent: { email: { state: 'subscribed' } },
    });
  });
});

test('a consent dated in the future counts from now, so that a later opt-out counts', async () => {
  await say('eve', 'subscribed', store.clock.now() + 300 * DAY);
  expect(await consent('eve')).toMatchObject({ state: 'subscribed', at: store.clock.now() });
  store.clock.pass(HOUR);
  await say('eve', 'unsubscribed', store.clock.now());
  expect(await consent('eve')).toMatchObject({ state: 'unsubscribed' });
});

test('in any order, in one batch or many, with repeats, the latest dated consent stands', async () => {
  const word = fc.record({
    state: fc.constantFrom('subscribed', 'unsubscribed'),
    daysAgo: fc.option(fc.integer({ min: 0, max: 6 })),
  });
  const words = fc.array(word, { minLength: 1, maxLength: 6 });
  let story = 0;
  await fc.assert(
    fc.asyncProperty(
      words.chain((list) =>
        fc.tuple(fc.constant(list), fc.shuffledSubarray([...list, list[0]!], { minLength: list.length + 1 })),
      ),
      fc.boolean(),
      async ([given, told], together) => {
        story += 1;
        const name = `story${story}`;
        const now = store.clock.now();
        const events = told
          // An opt-out without a date is dated now.
          .map(({ state, daysAgo }, nth) => ({
            id: `${name}-${nth}`,
            type: 'customer-updated',
            occurredAt: now,
            customer: {
              email: `${name}@example.com`,
              consent: { email: { state, ...(daysAgo === null ? {} : { at: now - daysAgo * DAY }) } },
            },
          }));
        if (together) await ingestEvents(store.context, API, events);
        else for (const event of events) await ingestEvents(store.context, API, [event]);
        const dated = given.flatMap(({ state, daysAgo }) =>
          daysAgo !== null
            ? [{ state, at: now - daysAgo * DAY }]
            : state === 'unsubscribed'
              ? [{ state, at: now }]
              : [],
        );
        const latest = Math.max(...dated.map((one) => one.at));
        const last = dated.filter((one) => one.at === latest).map((one) => one.state);
        const expected = dated.length === 0 || !last.includes('unsubscribed') ? 'subscribed' : 'unsubscribed';
        expect((await consent(name))?.state).toBe(expected);
      },
    ),
    { numRuns: 60 },
  );
});

describe('a person with two addresses', () => {
  test('who unsubscribes by a link unsubscribes the address it was sent to, and the page names it', async () => {
    const host = new VirtualHost(store);
    await updateGuardrails(store.context, {
      settings: { 'quiet-hours': { on: false }, 'frequency-cap': { on: false } },
    });
    const start = node('trigger', 'event-trigger', {
      event: 'asked',
      key: 'customer',
      reentry: { rule: 'always' },
    });
    const flow = await createFlow(store.context, {
      name: 'Mails',
      graph: graphOf([start, email('mail'), node('end', 'end')], { holdout: 0 }),
    });
    await publishFlow(store.context, { id: flow.id });
    const yes = () => ({ email: { state: 'subscribed', at: store.clock.now() } });
    const ask = async (address: string) => {
      made += 1;
      store.clock.pass(1_000);
      await ingestEvents(store.context, API, [
        {
          id: `a${made}`,
          type: 'asked',
          occurredAt: store.clock.now(),
          customer: { externalId: 'flo', email: address, consent: yes() },
        },
      ]);
      await host.settle();
    };
    const messages = () =>
      store.db.inWorkspace(
        store.context.workspaceId,
        (tx) => tx<
          { id: string; enrolled_at: number; address: string | null; status: string; reason: string | null }[]
        >`
      select m.id, m.enrolled_at, m.address, m.status, m.reason from messages m
        join customers c on c.id = m.customer_id join customer_identities i on i.customer_id = c.id
        where i.value = 'flo' order by m.planned_at`,
      );
    await ask('flo.home@example.com');
    await ask('flo.work@example.com');
    const [home, work] = await messages();
    expect([home, work]).toMatchObject([
      { address: 'flo.home@example.com', status: 'sent' },
      { address: 'flo.work@example.com', status: 'sent' },
    ]);
    const leave = async (message: typeof home) => {
      const links = messageLinks(store.context, {
        workspaceId: store.context.workspaceId,
        messageId: message!.id,
        enrolledAt: message!.enrolled_at,
      });
      const token = links.unsubscribe.split('/').at(-1) as string;
      store.clock.pass(1_000);
      expect(await unsubscribe(store.contextOf, token, store.context.secret)).toBe(true);
      return token;
    };
    // E-mail goes to the work address now; unsubscribing by an old e-mail closes the old address.
    await leave(home);
    const found = await person('flo.work');
    expect(found.consent['email']).toMatchObject({ state: 'subscribed' });
    const story = (
      await customerTimeline(store.context, { id: found.id, only: ['consent'], limit: 50 })
    ).items.map((item) => item.title);
    expect(story[0]).toBe('E-mail: unsubscribed (flo.home@example.com)');
    await ask('flo.work@example.com');
    expect((await messages()).at(-1)).toMatchObject({ status: 'sent' });
    // Unsubscribing the address in use unsubscribes the person.
    await leave(work);
    expect((await getCustomer(store.context, { id: found.id })).consent['email']).toMatchObject({
      state: 'unsubscribed',
      address: 'flo.work@example.com',
    });
    // An unsubscribed address stays so, whatever the person agreed to with another address.
    store.clock.pass(DAY);
    await ask('flo.new@example.com');
    expect((await messages()).at(-1)).toMatchObject({ status: 'sent', address: 'flo.new@example.com' });
    const token = await leave((await messages()).at(-1));
    expect(await readPreferences(store.contextOf, token, store.context.secret)).toMatchObject({
      address: 'f…@example.com',
    });
  });

  test('upper and lower case make the same person, a plus makes another', async () => {
    for (const address of ['Gil@Example.com', 'gil@example.com', 'gil+shop@example.com']) {
      made += 1;
      await ingestEvents(store.context, API, [
        { id: `g${made}`, type: 'customer-updated', customer: { email: address } },
      ]);
    }
    const found = await listCustomers(store.context, { search: 'GIL' });
    expect(found.items.map((item) => item.email).sort()).toEqual(['gil+shop@example.com', 'gil@example.com']);
  });
});
