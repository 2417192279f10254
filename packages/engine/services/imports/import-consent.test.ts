import fc from 'fast-check';
import { channelIds } from '@millrace/channels';
import { describe, expect, test } from 'vitest';
import { listCustomers } from '../customers/read-customers.ts';
import { setConsent } from '../customers/update-customer.ts';
import { storeForEach, type Here } from '../testing/store-for-each.ts';
import { importFile, upload } from '../testing/upload.ts';
import { listRefusedRows } from './read-imports.ts';

let here: Here;
storeForEach({}, (made) => void (here = made));

const [first, second] = channelIds() as [string, string];
const SAID = { consentSource: 'Form of the old shop', consentAt: '2025-03-01' } as const;
const inStore = <Result>(run: Parameters<typeof here.store.db.inWorkspace<Result>>[1]) =>
  here.store.db.inWorkspace(here.store.context.workspaceId, run);
const consentOf = async (email: string) => {
  const { items } = await listCustomers(here.store.context, { email });
  return items[0]?.consent;
};

describe('consent from a file', () => {
  test('needs where and when people agreed, and keeps both', async () => {
    const { problems } = await upload(here.store.context, 'consent', 'email,consent\nann@example.com,yes\n');
    expect(problems).toEqual(['Say where and how these people agreed.', 'Say when these people agreed.']);
    const { done } = await importFile(
      here.store,
      'consent',
      'email,consent,consent date,source,double opt-in\nann@example.com,yes,2024-05-06,,yes\nbea@example.com,subscribed,,Market stall,\ncem@example.com,never_subscribed,,,\ndan@example.com,perhaps,,,\n',
      SAID,
    );
    expect(done.counts).toMatchObject({ new: 2, unchanged: 1, refused: 1 });
    expect((await consentOf('ann@example.com'))?.[first]).toMatchObject({
      state: 'subscribed',
      source: 'Form of the old shop',
      optIn: 'double',
      at: Date.UTC(2024, 4, 6),
    });
    expect((await consentOf('bea@example.com'))?.[first]).toMatchObject({
      source: 'Market stall',
      at: Date.UTC(2025, 2, 1),
    });
    expect(await consentOf('cem@example.com')).toBeUndefined();
  });

  test('never subscribes again who unsubscribed, whatever its date, and opens no suppressed address', async () => {
    const { context, clock } = here.store;
    for (const name of ['ann', 'bea', 'cem'])
      await here.shop.send('customer-updated', here.shop.person(name));
    clock.set(clock.now() + 60_000);
    const { items } = await listCustomers(context, { email: 'ann@example.com' });
    await setConsent(context, {
      id: items[0]?.id ?? '',
      channel: first,
      state: 'unsubscribed',
      source: 'By phone',
    });
    await inStore(
      (tx) => tx`insert into suppressions (workspace_id, channel, address, reason, at)
      values (${context.workspaceId}, ${first}, 'dan@example.com', 'unsubscribed', ${clock.now()}),
        (${context.workspaceId}, ${first}, 'eve@example.com', 'bounced', ${clock.now()})`,
    );
    clock.set(clock.now() + 24 * 60 * 60_000);
    const file =
      'email,consent,consent date\n' +
      ['ann', 'bea', 'dan', 'eve'].map((name) => `${name}@example.com,subscribed,2026-06-11\n`).join('');
    const { checked, done } = await importFile(here.store, 'consent', file, SAID);
    expect(done.counts).toEqual(checked.counts);
    expect(done.counts).toMatchObject({ kept: 3, unchanged: 0, new: 0, updated: 1 });
    expect((await consentOf('ann@example.com'))?.[first]).toMatchObject({
      state: 'unsubscribed',
      source: 'By phone',
    });
    expect(await inStore((tx) => tx`select address from suppressions order by 1`)).toEqual([
      { address: 'dan@example.com' },
      { address: 'eve@example.com' },
    ]);
    const { items: rows } = await listRefusedRows(context, { id: done.id });
    expect(rows.map(({ reason }) => reason)).toEqual([
      'stays-unsubscribed',
      'stays-suppressed',
      'stays-suppressed',
    ]);
  });

  test('records refusals, also without a date, and counts the same file as unchanged afterwards', async () => {
    await here.shop.send('customer-updated', here.shop.person('ann'));
    here.store.clock.set(here.store.clock.now() + 60_000);
    const file =
      'Email,Email Marketing Consent,SMS Marketing Consent\nann@example.com,UNSUBSCRIBED,SUBSCRIBED\nnew@example.com,UNSUBSCRIBED,\n';
    const { done } = await importFile(here.store, 'consent', file, SAID);
    expect(done.counts).toMatchObject({ updated: 1, new: 1 });
    expect((await consentOf('ann@example.com'))?.[first]).toMatchObject({ state: 'unsubscribed' });
    expect((await consentOf('ann@example.com'))?.[second]).toMatchObject({ state: 'subscribed' });
    const history = await inStore((tx) => tx`select * from consent_history order by id`);
    const again = await importFile(here.store, 'consent', file, SAID);
    expect(again.done.counts).toMatchObject({ unchanged: 2, updated: 0, new: 0, kept: 0 });
    expect(await inStore((tx) => tx`select * from consent_history order by id`)).toEqual(history);
  });

  test('of everybody in a file without a column for it is what was chosen', async () => {
    const { done } = await importFile(
      here.store,
      'consent',
      'Email Address,OPTIN_TIME,CONFIRM_TIME\nann@example.com,,2023-01-02 10:00:00\n',
      {
        ...SAID,
        consentState: 'subscribed',
      },
    );
    expect(done.counts).toMatchObject({ new: 1 });
    expect((await consentOf('ann@example.com'))?.[first]).toMatchObject({
      state: 'subscribed',
      optIn: 'double',
    });
  });

  test('holds for any history of a person: once unsubscribed, no file subscribes them', async () => {
    const { clock } = here.store;
    let people = 0;
    const step = fc.record({
      by: fc.constantFrom<'file' | 'shop'>('file', 'shop'),
      state: fc.constantFrom<'subscribed' | 'unsubscribed'>('subscribed', 'unsubscribed'),
      day: fc.integer({ min: 1, max: 9 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 5 }), async (steps) => {
        people += 1;
        const email = `p${people}@example.com`;
        let isRefused = false;
        for (const { by, state, day } of steps) {
          const at = `2026-06-0${day}`;
          clock.set(clock.now() + 60_000);
          if (by === 'shop')
            await here.shop.send('customer-updated', {
              email,
              consent: { [first]: { state, source: 'form', at: `${at}T00:00:00Z` } },
            });
          else {
            const { checked, done } = await importFile(
              here.store,
              'consent',
              `email,consent,consent date\n${email},${state},${at}\n`,
              SAID,
            );
            expect(done.counts).toEqual(checked.counts);
          }
          const now = (await consentOf(email))?.[first]?.state;
          if (isRefused && by === 'file') expect(now).toBe('unsubscribed');
          isRefused = now === 'unsubscribed';
        }
      }),
      { numRuns: 25 },
    );
  });
});
