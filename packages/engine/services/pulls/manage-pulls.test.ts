import { HOUR, MINUTE } from '@millrace/base';
import { findConnector } from '@millrace/connectors';
import type { Context } from '@millrace/core/verb';
import { newId } from '@millrace/db';
import { beforeEach, describe, expect, test } from 'vitest';
import { listAudit } from '../settings/audit.ts';
import { createConnection, deleteConnection } from '../settings/connections.ts';
import { callerWithout, NO_ID } from '../testing/callers.ts';
import { oneStore, type OneStore } from '../testing/one-store.ts';
import { listPulls, steerPulls } from './manage-pulls.ts';

let here: OneStore;
let context: Context;
let connection: string;
const { pull } = findConnector('shopify')!;
const RESOURCES = pull!.resources.map(({ id }) => id);
oneStore((made) => {
  here = made;
  ({ context } = made.store);
});

/** A shop whose history is read, and what was missed of its first resource. */
beforeEach(async () => {
  const config = {
    shopDomain: 'fern.myshopify.com',
    webhookSecret: 'not-a-real-secret',
    accessToken: 'shpat_x',
  };
  connection = (await createConnection(context, { connector: 'shopify', name: 'Fern', config })).id;
  const now = here.store.clock.now();
  await here.inStore(async (tx) => {
    const begin = (resource: string, kind: string, place: number) =>
      tx`insert into pulls (id, workspace_id, connection_id, resource, kind, place, since, until, due_at)
        values (${newId()}, ${context.workspaceId}, ${connection}, ${resource}, ${kind}, ${place}, ${now}, ${now}, ${now})`;
    for (const [place, resource] of RESOURCES.entries()) await begin(resource, 'history', place);
    await begin(RESOURCES[0]!, 'missed', 0);
  });
  return async () => {
    await deleteConnection(context, { id: connection });
  };
});

const readings = async (kind?: 'history' | 'missed') =>
  (await listPulls(context, {})).filter(
    (one) => one.connectionId === connection && (!kind || one.kind === kind),
  );
const states = async (kind?: 'history' | 'missed') => [
  ...new Set((await readings(kind)).map(({ state }) => state)),
];
const stands = (how: object) =>
  here.inStore(
    (tx) =>
      tx`update pulls set ${tx({ done: 40, skipped: 2, total: 100, cursor: tx.json({ page: 3 }), ...how } as never)} where connection_id = ${connection}`,
  );
const cursors = () =>
  here.inStore(
    (tx) =>
      tx<
        { cursor: unknown; kind: string }[]
      >`select cursor, kind from pulls where connection_id = ${connection}`,
  );
const steer = (to: 'pause' | 'go-on' | 'begin-again') => steerPulls(context, { connection, to });

test('what is read of a system is told in its order, by the names people know', async () => {
  const history = await readings('history');
  expect(history.map(({ resource }) => resource)).toEqual(RESOURCES);
  expect(history.map(({ title }) => title)).toEqual(pull!.resources.map(({ title }) => title));
  expect(history[0]).toMatchObject({ state: 'running', done: 0, skipped: 0, total: null, problem: null });
  await stands({ problem: 'It answered 500.', last_skipped: 'no e-mail' });
  expect((await readings())[0]).toMatchObject({
    done: 40,
    skipped: 2,
    total: 100,
    problem: 'It answered 500.',
    lastSkipped: 'no e-mail',
  });
});

describe('the history', () => {
  test('is paused and goes on where it was, and what was missed is read all the while', async () => {
    await stands({});
    expect(await steer('pause')).toEqual({ name: 'Fern', changed: RESOURCES.length });
    expect(await states('history')).toEqual(['paused']);
    expect(await states('missed')).toEqual(['running']);
    expect(await steer('pause')).toMatchObject({ changed: 0 });
    here.store.clock.pass(HOUR);
    expect(await steer('go-on')).toMatchObject({ changed: RESOURCES.length });
    expect(await states()).toEqual(['running']);
    for (const { cursor } of await cursors()) expect(cursor).toEqual({ page: 3 });
    for (const { done, dueAt } of await readings('history')) {
      expect(done).toBe(40);
      expect(dueAt).toBeLessThanOrEqual(here.store.clock.now());
    }
  });

  test('that failed goes on with as many tries as at first, at once, and what was missed too', async () => {
    await stands({
      state: 'failed',
      tries: 6,
      problem: 'It answered 500.',
      due_at: here.store.clock.now() + HOUR,
    });
    expect(await steer('pause')).toMatchObject({ changed: 0 });
    expect(await steer('go-on')).toMatchObject({ changed: RESOURCES.length + 1 });
    expect(await states()).toEqual(['running']);
    const rows = await here.inStore(
      (tx) =>
        tx<
          { tries: number; due_at: number }[]
        >`select tries, due_at from pulls where connection_id = ${connection}`,
    );
    for (const row of rows) expect(row).toEqual({ tries: 0, due_at: here.store.clock.now() });
    for (const { problem } of await readings()) expect(problem).toBeNull();
  });

  test('that is done stays so when it is to go on, and is read once more when it is to begin again', async () => {
    await stands({ state: 'done', finished_at: here.store.clock.now(), last_skipped: 'no e-mail' });
    expect(await steer('go-on')).toMatchObject({ changed: 0 });
    expect(await states('history')).toEqual(['done']);
    here.store.clock.pass(MINUTE);
    expect(await steer('begin-again')).toMatchObject({ changed: RESOURCES.length });
    for (const one of await readings('history'))
      expect(one).toMatchObject({
        state: 'running',
        done: 0,
        skipped: 0,
        total: null,
        lastSkipped: null,
        finishedAt: null,
        dueAt: here.store.clock.now(),
      });
    const kept = await cursors();
    expect(kept.filter(({ kind }) => kind === 'history').every(({ cursor }) => cursor === null)).toBe(true);
    expect(kept.find(({ kind }) => kind === 'missed')?.cursor).toEqual({ page: 3 });
  });
});

test('what was steered is in the audit log, and what changed nothing is not', async () => {
  const lines = async () =>
    (await listAudit(context, { subject: connection })).items.map(({ summary }) => summary);
  for (const to of ['go-on', 'pause', 'pause', 'go-on', 'begin-again'] as const) {
    here.store.clock.pass(1_000);
    await steer(to);
  }
  expect((await lines()).slice(0, 3)).toEqual([
    'Restarted the history of Fern',
    'Resumed the history of Fern',
    'Paused the history of Fern',
  ]);
  expect(await lines()).toHaveLength(4);
});

test('the history of another workspace, or of nothing, is nobody’s to steer', async () => {
  const stranger = await here.store.other();
  expect(await listPulls(stranger, {})).toEqual([]);
  for (const to of ['pause', 'go-on', 'begin-again'] as const) {
    await expect(steerPulls(stranger, { connection, to })).rejects.toMatchObject({ code: 'not-found' });
    await expect(steerPulls(context, { connection: NO_ID, to })).rejects.toMatchObject({ code: 'not-found' });
    await expect(
      steerPulls(callerWithout(context, 'settings:write'), { connection, to }),
    ).rejects.toMatchObject({ code: 'not-allowed' });
  }
  await expect(steerPulls(context, { connection, to: 'stop' as 'pause' })).rejects.toMatchObject({
    code: 'input-invalid',
  });
  await expect(listPulls(callerWithout(context, 'settings:read'), {})).rejects.toMatchObject({
    code: 'not-allowed',
  });
  expect(await states()).toEqual(['running']);
});
