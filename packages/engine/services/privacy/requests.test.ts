import { DAY, MINUTE } from '@millrace/base';
import type { Context } from '@millrace/core/verb';
import { newId } from '@millrace/db';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { listCustomers } from '../customers/read-customers.ts';
import { eraseCustomer } from '../customers/erase-customer.ts';
import { listAudit } from '../settings/audit.ts';
import { createConnection, deleteConnection } from '../settings/connections.ts';
import { callerNamed, callerWithout, NO_ID } from '../testing/callers.ts';
import { everyPage } from '../testing/index.ts';
import { oneStore, type OneStore } from '../testing/one-store.ts';
import { closePrivacyRequest, listPrivacyRequests } from './requests.ts';

let here: OneStore;
let context: Context;
let connection: string;
oneStore(async (made) => {
  here = made;
  ({ context } = made.store);
  const config = { shopDomain: 'fern.myshopify.com', webhookSecret: 'not-a-real-secret' };
  connection = (await createConnection(context, { connector: 'shopify', name: 'Fern', config })).id;
});

interface Asked {
  readonly kind?: 'data' | 'erasure' | 'store-erasure';
  readonly at?: number;
  readonly customer?: string | null;
  readonly details?: Record<string, unknown>;
  readonly done?: boolean;
}

/** A request as the intake writes it. */
async function asked({ kind = 'data', at, customer = null, details = {}, done = false }: Asked = {}) {
  const id = newId();
  const when = at ?? here.store.clock.now();
  const [doneAt, by, outcome] = done ? [when, 'Millrace', 'erased'] : [null, null, null];
  await here.inStore(
    (
      tx,
    ) => tx`insert into privacy_requests (id, workspace_id, kind, connection_id, customer_id, details, asked_at, due_at, done_at, done_by, outcome)
      values (${id}, ${context.workspaceId}, ${kind}, ${connection}, ${customer}, ${tx.json(details as never)}, ${when}, ${when + 30 * DAY}, ${doneAt}, ${by}, ${outcome})`,
  );
  return id;
}
const all = (more: object = {}) =>
  everyPage((page) => listPrivacyRequests(context, { limit: 200, ...more, ...page }));
const one = async (id: string) => (await all()).find((request) => request.id === id);
const empty = () => here.inStore((tx) => tx`delete from privacy_requests`);
async function customerNamed(name: string) {
  await here.shop.send('signed-up', here.shop.person(name, { lastName: 'Field' }));
  return (await listCustomers(context, { email: `${name}@example.com` })).items[0]!.id;
}

describe('requests about personal data', () => {
  test('say who asks, through what, and until when it has to be answered', async () => {
    const customer = await customerNamed('ann');
    const id = await asked({ customer, details: { reference: 'R-1', orders: ['o1'] } });
    const now = here.store.clock.now();
    expect(await one(id)).toEqual({
      id,
      kind: 'data',
      via: 'Fern',
      customerId: customer,
      customerName: 'ann Field',
      customerErased: false,
      reference: 'R-1',
      askedAt: now,
      dueAt: now + 30 * DAY,
      doneAt: null,
      doneBy: null,
      outcome: null,
      rowsGone: null,
      otherStore: false,
      store: null,
    });
    await eraseCustomer(context, { id: customer });
    expect(await one(id)).toMatchObject({ customerName: null, customerErased: true });
  });

  test('are listed page by page with those that wait first, the first to be due before the others, each once', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ at: fc.integer({ min: 0, max: 9 * DAY }), done: fc.boolean() }), {
          maxLength: 7,
        }),
        fc.integer({ min: 1, max: 3 }),
        async (requests, limit) => {
          await empty();
          // To the millisecond, as they come.
          const begin = Date.UTC(2026, 4, 1, 10, 7, 33, 123);
          const made: { id: string; at: number; done: boolean }[] = [];
          for (const { at, done } of requests)
            made.push({ id: await asked({ at: begin + at, done }), at, done });
          const told = (await all({ limit })).map(({ id }) => made.find((request) => request.id === id)!);
          const waiting = made.filter(({ done }) => !done).map(({ at }) => at);
          const over = made.filter(({ done }) => done).map(({ at }) => at);
          expect(told.map(({ at }) => at)).toEqual([
            ...waiting.toSorted((left, right) => left - right),
            ...over.toSorted((left, right) => right - left),
          ]);
          expect(new Set(told.map(({ id }) => id)).size).toBe(made.length);
          expect((await all({ limit, open: true })).map(({ id }) => id)).toEqual(
            told.filter(({ done }) => !done).map(({ id }) => id),
          );
          expect((await all({ limit, open: false })).map(({ id }) => id)).toEqual(
            told.filter(({ done }) => done).map(({ id }) => id),
          );
        },
      ),
      { numRuns: 12 },
    );
    await empty();
  });

  test('outlive the connection that passed them on', async () => {
    const config = { shopDomain: 'moss.myshopify.com', webhookSecret: 'not-a-real-secret' };
    const before = connection;
    connection = (await createConnection(context, { connector: 'shopify', name: 'Moss', config })).id;
    const id = await asked();
    expect(await one(id)).toMatchObject({ via: 'Moss' });
    await deleteConnection(context, { id: connection });
    expect(await one(id)).toMatchObject({ via: null });
    connection = before;
  });

  test('of a store say which it calls itself, and how far its erasure is', async () => {
    const id = await asked({ kind: 'store-erasure', details: { store: 'fern.myshopify.com' } });
    const other = await asked({
      kind: 'store-erasure',
      details: { store: 'x.myshopify.com', otherStore: true },
    });
    const job = newId();
    await here.inStore(
      (tx) => tx`insert into bulk_jobs (id, workspace_id, kind, choice, total, done, started_at)
        values (${job}, ${context.workspaceId}, 'store-erasure', ${tx.json({ requestId: id })}, 100, 40, ${here.store.clock.now()})`,
    );
    expect(await one(id)).toMatchObject({ store: 'fern.myshopify.com', otherStore: false, rowsGone: 40 });
    expect(await one(other)).toMatchObject({ store: 'x.myshopify.com', otherStore: true, rowsGone: null });
    // What is being done by itself nobody can call answered.
    await expect(closePrivacyRequest(context, { id })).rejects.toMatchObject({ code: 'not-found' });
    expect(await closePrivacyRequest(context, { id: other })).toEqual({ id: other, done: true });
    await here.inStore((tx) => tx`delete from bulk_jobs where id = ${job}`);
  });
});

describe('a request that is answered', () => {
  test.each([
    ['of somebody who is here', true, 'answered'],
    ['of somebody nobody knows', false, 'nothing-kept'],
  ] as const)('%s says when, by whom and with what', async (_who, known, outcome) => {
    const customer = known ? await customerNamed(`bob-${outcome}`) : null;
    const id = await asked({ customer, details: { reference: 'R-2', orders: ['o1'] } });
    here.store.clock.pass(MINUTE);
    const owner = callerNamed(context, { type: 'person', name: 'Ada' });
    await closePrivacyRequest(owner, { id });
    const now = here.store.clock.now();
    expect(await one(id)).toMatchObject({ doneAt: now, doneBy: 'Ada', outcome, reference: 'R-2' });
    const [row] = await here.inStore(
      (tx) => tx<{ details: object }[]>`select details from privacy_requests where id = ${id}`,
    );
    // Which orders it was about is kept no longer than it takes.
    expect(row?.details).toEqual({ reference: 'R-2' });
    here.store.clock.pass(MINUTE);
    await expect(closePrivacyRequest(owner, { id })).rejects.toMatchObject({ code: 'not-found' });
    expect(await one(id)).toMatchObject({ doneAt: now });
    expect((await listAudit(context, { subject: id })).items).toHaveLength(1);
  });

  test('is one of this workspace, answered by whoever may erase', async () => {
    const id = await asked();
    const stranger = await here.store.other();
    await expect(closePrivacyRequest(stranger, { id })).rejects.toMatchObject({ code: 'not-found' });
    expect((await listPrivacyRequests(stranger, {})).items).toEqual([]);
    await expect(closePrivacyRequest(context, { id: NO_ID })).rejects.toMatchObject({ code: 'not-found' });
    await expect(
      closePrivacyRequest(callerWithout(context, 'customers:erase'), { id }),
    ).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(listPrivacyRequests(callerWithout(context, 'customers:read'), {})).rejects.toMatchObject({
      code: 'not-allowed',
    });
    expect(await one(id)).toMatchObject({ doneAt: null });
  });
});
