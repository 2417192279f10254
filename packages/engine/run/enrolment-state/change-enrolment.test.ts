import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { HOUR, MINUTE, REAL_CLOCK } from '@millrace/base';
import { readEnrolment, type EnrolmentRow } from '@millrace/core/rows';
import { newId, type Tx } from '@millrace/db';
import { outcomeWindow } from '@millrace/measure';
import { createFlow, publishFlow, saveFlow } from '@millrace/services/flows';
import {
  countsAgree,
  email,
  graphOf,
  node,
  shopOf,
  testStore,
  VirtualHost,
  wait,
  type TestStore,
} from '@millrace/services/testing';
import { createTestDatabase, type TestDatabase } from '@millrace/tools/testing';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { endEnrolment } from '../enrolments/end-enrolment.ts';
import { beginEnrolment } from './begin-enrolment.ts';
import { callBack } from './call-back.ts';
import { changeEnrolment } from './change-enrolment.ts';
import type { EnrolmentChange } from './row-after.ts';
import {
  AWAITED,
  changeOf,
  cursorAt,
  drawnChange,
  type Drawn,
  type Version,
} from './testing/drawn-changes.ts';
import {
  ENROLMENT_CHANGES,
  mayChange,
  ruleOf,
  standingOf,
  type ChangeName,
  type Standing,
} from './transitions.ts';

let database: TestDatabase;
let store: TestStore;
let versions: [Version, Version];
let flowId: string;
let customerId: string;
beforeAll(async () => {
  database = await createTestDatabase();
  store = await testStore(database.url);
  const trigger = node('trigger', 'event-trigger', {
    event: 'signed-up',
    key: 'customer',
    reentry: { rule: 'always' },
  });
  const drawn = (hours: number) =>
    graphOf([trigger, wait('a', hours, 'hours'), email('b'), node('end', 'end')]);
  const { id, revision } = await createFlow(store.context, { name: 'Walked', graph: drawn(1) });
  await publishFlow(store.context, { id });
  const shop = shopOf(store);
  await shop.send('signed-up', shop.person('ann'));
  await new VirtualHost(store).pass(MINUTE);
  await saveFlow(store.context, { id, graph: drawn(2), revision });
  await publishFlow(store.context, { id });
  await inside(async (tx) => {
    const published = await tx<
      Version[]
    >`select id, plan_hash from flow_versions where flow_id = ${id} order by number`;
    versions = [published[0]!, published[1]!];
    const [row] = await tx<{ id: string; customer_id: string }[]>`select id, customer_id from enrolments`;
    customerId = row!.customer_id;
    await leave(tx, (await readEnrolment(tx, row!.id))!);
  });
  flowId = id;
});
afterAll(async () => {
  await store.close();
  await database.drop();
});

const inside = <Result>(run: (tx: Tx) => Promise<Result>) =>
  store.context.db.inWorkspace(store.context.workspaceId, run);
const now = () => store.clock.now();
const leave = (tx: Tx, row: EnrolmentRow) =>
  endEnrolment(tx, row, { state: 'exited', reason: 'over', sentence: 'Left the flow.' }, now());

/** Deletes all enrolments and what belongs to them, so that a failed run does not affect the next. */
const empty = () =>
  inside(async (tx) => {
    const running = await tx<{ id: string }[]>`select id from enrolments where ended_at is null`;
    for (const { id } of running) await leave(tx, (await readEnrolment(tx, id))!);
  });

async function enter(heldOut: boolean): Promise<EnrolmentRow | null> {
  const id = newId();
  const about = {
    customer_id: customerId,
    subject: null,
    key: customerId,
    cart_id: null,
    order_id: null,
    product_id: null,
  };
  const version = { flow_id: flowId, version_id: versions[0].id, plan_hash: versions[0].plan_hash };
  const arm = { held_out: heldOut, cursor: cursorAt(null, heldOut) };
  const row = {
    id,
    workspace_id: store.context.workspaceId,
    ...version,
    ...about,
    ...arm,
    event_id: null,
    event_at: null,
  };
  return inside(async (tx) =>
    (await beginEnrolment(
      tx,
      row,
      { share: 0, window: outcomeWindow(now(), 30, REAL_CLOCK), globallyHeldOut: false },
      now(),
      () => [],
    ))
      ? (await readEnrolment(tx, id))!
      : null,
  );
}

interface Stands {
  readonly row: EnrolmentRow;
  readonly lines: number;
  readonly woken: number;
}

/** Reads the enrolment with its counts, timeline and workflow. */
const stands = (id: string): Promise<Stands> =>
  inside(async (tx) => {
    const [counts] = await tx<{ lines: number; woken: number }[]>`
      select (select count(*)::int from traces where enrolment_id = ${id}) as lines, (select count(*)::int
        from outbox where enrolment_id = ${id}) as woken`;
    return { row: (await readEnrolment(tx, id))!, ...counts! };
  });

const waitsForAwaited = ({ instruction }: EnrolmentRow): boolean =>
  instruction?.type === 'deliver' || instruction?.type === 'call';

/** Expects everything that the table defines for an allowed change. */
function expectAsTold(change: EnrolmentChange, before: Stands, after: Stands): void {
  const rule = ruleOf(change.type);
  const { row } = after;
  expect(standingOf(row)).toBe(rule.to === 'same' ? standingOf(before.row) : rule.to);
  expect(row.ended_at !== null).toBe(row.state !== 'running');
  const lines = { nothing: 0, line: 1, lines: 'lines' in change ? change.lines.length : 0 }[rule.story];
  expect(after.lines - before.lines).toBe(lines);
  const isAsking = 'isAsking' in change && change.isAsking === true;
  expect(after.woken - before.woken).toBe(
    rule.heard === 'wake' || (rule.heard === 'wake-or-answer' && !isAsking) ? 1 : 0,
  );
  if (rule.instruction === 'same') expect(row.instruction).toEqual(before.row.instruction);
  if (rule.instruction === 'end')
    expect(row).toMatchObject({ instruction: { type: 'done', seq: row.seq }, wake_at: null });
  if (change.type === 'stepped' || change.type === 'postponed')
    expect(row.instruction).toEqual(change.instruction);
  if (change.type === 'resumed' && row.instruction !== null)
    expect(row.instruction).toMatchObject({ [row.instruction.type === 'wait' ? 'until' : 'at']: change.at });
  expect(row.skip_overdue && row.ended_at !== null).toBe(false);
}

/** Applies one drawn change. @returns the enrolment to use for the next change */
async function walk(id: string, drawn: Drawn, heldOut: boolean, moved: number): Promise<string> {
  const before = await stands(id);
  const standing = standingOf(before.row);
  const isPossible = mayChange(standing, drawn.name);
  if (drawn.name === 'entered') {
    // One enrolment at a time: a new one only after the last has ended.
    const again = await enter(heldOut);
    expect(again === null).toBe(standing === 'running' || standing === 'held');
    return again?.id ?? id;
  }
  if (drawn.name === 'called-back') {
    await inside((tx) => callBack(tx, id, AWAITED, now()));
    const comes = isPossible && waitsForAwaited(before.row);
    const instruction = { ...before.row.instruction, at: now() };
    expect(await stands(id)).toEqual(
      comes ? { ...before, row: { ...before.row, instruction }, woken: before.woken + 1 } : before,
    );
    return id;
  }
  const change = changeOf(drawn, before.row, versions, now(), moved);
  const attempt = inside((tx) => changeEnrolment(tx, before.row, change, now()));
  if (!isPossible) {
    await expect(attempt).rejects.toThrow(`An enrolment cannot go from “${standing}” to “${drawn.name}”.`);
    expect(await stands(id)).toEqual(before);
    return id;
  }
  const answered = await attempt;
  const after = await stands(id);
  expect(after.row).toEqual(answered);
  expectAsTold(change, before, after);
  return id;
}

test('after any sequence of changes row, counts, timeline and workflow agree, and a forbidden change does nothing', async () => {
  const walks = fc.tuple(fc.boolean(), fc.array(drawnChange, { minLength: 4, maxLength: 16 }));
  await fc.assert(
    fc.asyncProperty(walks, async ([heldOut, changes]) => {
      await empty();
      store.clock.set(now() + HOUR);
      let { id } = (await enter(heldOut))!;
      for (const [index, drawn] of changes.entries()) {
        id = await walk(id, drawn, heldOut, index);
        await countsAgree(store.context);
      }
      await inside(async (tx) => leave(tx, (await readEnrolment(tx, id))!));
      await countsAgree(store.context);
    }),
    { numRuns: 40 },
  );
});

test('a change based on an outdated row of an enrolment does nothing', async () => {
  await empty();
  const row = (await enter(false))!;
  const step = () =>
    changeOf({ name: 'stepped', place: 'a', doing: 'wait', flag: true }, row, versions, now(), 0);
  await inside((tx) => changeEnrolment(tx, row, step(), now()));
  store.clock.set(now() + MINUTE);
  const before = await stands(row.id);
  await expect(inside((tx) => changeEnrolment(tx, row, step(), now()))).rejects.toThrow(
    'from “changed meanwhile” to “stepped”',
  );
  expect(await stands(row.id)).toEqual(before);
  await inside((tx) => leave(tx, before.row));
  const ended = await stands(row.id);
  expect(await inside((tx) => leave(tx, ended.row))).toBe(false);
  expect(await stands(row.id)).toEqual(ended);
});

test('every standing is reachable, an end is reachable from each, and nothing leaves an end', () => {
  const names = Object.keys(ENROLMENT_CHANGES) as ChangeName[];
  const next = (standing: Standing | 'outside') =>
    names.flatMap((name) =>
      mayChange(standing, name) && ruleOf(name).to !== 'same' ? [ruleOf(name).to] : [],
    );
  expect(next('outside')).toEqual(['running']);
  expect(new Set(next('running'))).toEqual(new Set(['running', 'held', 'done', 'exited', 'failed']));
  expect(new Set(next('held'))).toEqual(new Set(['running', 'done', 'exited', 'failed']));
  for (const end of ['done', 'exited', 'failed'] as const)
    expect(names.filter((name) => mayChange(end, name))).toEqual([]);
});

test("no other code writes an enrolment's standing or ends it", () => {
  const engine = fileURLToPath(new URL('../..', import.meta.url));
  const files = readdirSync(engine, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !/\.test\.ts$|testing\/|node_modules/.test(file))
    .map((file) => [file, readFileSync(join(engine, file), 'utf8')] as const);
  const columns =
    'state|ended_at|end_reason|seq|instruction|wake_at|due_while_paused|skip_overdue|version_id|plan_hash';
  const writes = new RegExp(
    `update enrolments(?: \\w+)? set[^\`]*?\\b(?:${columns}) =(?!=)[^\`]*?\\bwhere\\b|insert into enrolments`,
  );
  expect(files.filter(([, text]) => writes.test(text)).map(([file]) => file)).toEqual([
    'run/enrolment-state/begin-enrolment.ts',
    'run/enrolment-state/call-back.ts',
    'run/enrolment-state/change-enrolment.ts',
  ]);
  const ends = /changeEnrolment\([^;]*?\b(?:close|type: '(?:finished|exited|failed)')/;
  expect(files.filter(([, text]) => ends.test(text)).map(([file]) => file)).toEqual([
    'run/enrolments/end-enrolment.ts',
  ]);
});
