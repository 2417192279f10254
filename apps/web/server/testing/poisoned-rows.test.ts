import { hashPassword } from 'better-auth/crypto';
import { checkAnswers } from '@millrace/services/testing';
import { testPostgresLog } from '@millrace/tools/testing';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { outcomeOf } from './attack/ask.ts';
import { asMeant, type Attack } from './attack/every-call.ts';
import { addSomebody, fillWorkspace } from './attack/filled-workspace.ts';
import { columnsOf, poisoned, poisonsOf, type Column } from './attack/poison.ts';
import type { Asked } from './attack/run.ts';
import { namesReadBy } from './attack/tables-read.ts';
import { handlersHere } from './attack/target.ts';
import { openInstallation, PUBLIC_URL, signInAs, type Installation } from './installation.ts';

let here: Installation;
let attack: Attack;
let sql: postgres.Sql;

beforeAll(async () => {
  here = await openInstallation({ MILLRACE_API_RATE: '100000' });
  // The rows are wrong on purpose and appear in responses, so the shape of responses is not checked here.
  checkAnswers()();
  sql = postgres(here.ownerUrl, { max: 1, onnotice: () => undefined });
  const own = await fillWorkspace(here.store, here.store.context, 'ownword');
  await fillMore();
  await addSomebody(here.store.context, 'owner', 'owner', await hashPassword('correct-horse-battery'));
  const owner = { name: 'owner', cookie: await signInAs('owner@example.com', 'correct-horse-battery') };
  const key = { name: 'a key', key: here.key };
  attack = {
    target: handlersHere(PUBLIC_URL),
    owner,
    key,
    roles: {},
    scopes: {},
    own,
    others: own,
    foreign: [],
  };
}, 120_000);
afterAll(async () => {
  await sql.end();
  await here.close();
});

/** A second customer with a flow of their own, so that every list has a row besides the poisoned one. */
async function fillMore(): Promise<void> {
  await here.call('POST', '/events', {
    body: { id: 'beside', type: 'customer-updated', customer: { email: 'beside@example.com' } },
  });
  await here.call('POST', '/flows', { body: { name: 'Beside' } });
}

/** The calls that only read, without those that rehearse the past: a plan of a holdout rehearses a trigger, as a preview does. */
const looking = () =>
  asMeant(attack).filter(
    ({ kind }) =>
      !kind.changes &&
      !/rehearse|previewPublish|planHoldout|storeSchema|nodeKinds|NodeKinds|openApi|flowSchema|templates\.|Templates|rrors?$/.test(
        kind.name,
      ),
  );
const itemsIn = (text: string): number => (text.match(/"(?:id|name)":/g) ?? []).length;

interface Seen {
  readonly name: string;
  readonly outcome: string;
  readonly items: number;
}

async function look(asked: readonly Asked[]): Promise<readonly Seen[]> {
  return Promise.all(
    asked.map(async ({ kind, sent }) => {
      const answered = await attack.target.send(sent);
      return {
        name: kind.name,
        outcome: answered.status >= 500 ? `status ${answered.status}` : outcomeOf(answered),
        items: itemsIn(answered.text),
      };
    }),
  );
}

it('every list works with a wrong value in any column, and still shows its other rows', async () => {
  const isWhole = process.env['ATTACK'] === 'whole';
  const columns = await columnsOf(sql);
  expect(columns.length).toBeGreaterThan(100);
  const calls = looking();
  const named = await namesReadBy(sql, testPostgresLog(), calls, ({ sent }) => attack.target.send(sent));
  expectToRead(calls, named);
  const faults: string[] = [];
  let tried = 0;
  for (const [place, column] of columns.entries()) {
    const all = poisonsOf(column);
    for (const poison of isWhole ? all : few(all, column, place)) {
      const asked = isWhole ? calls : affected(calls, named, column, place);
      const seen = await poisoned(sql, here.store.context.workspaceId, column, poison, () => look(asked));
      if (!seen) continue;
      tried += 1;
      for (const { name, outcome } of seen)
        if (/^status|unexpected/.test(outcome))
          faults.push(`${wordsOf(column, poison)}: ${name} gets ${outcome}`);
    }
  }
  expect(faults).toEqual([]);
  expect(tried).toBeGreaterThan(100);
}, 900_000);

it('a customer with deeply nested data is one row of the list with a note, and the others are complete', async () => {
  const column: Column = { table: 'customers', column: 'properties', type: 'jsonb', key: ['id'] };
  const { items: all } = (await here.call('GET', '/customers')).body;
  expect(all.length).toBeGreaterThan(1);
  const lists = await poisoned(
    sql,
    here.store.context.workspaceId,
    column,
    poisonsOf(column)[0] ?? '',
    async () => ({
      api: (await here.call('GET', '/customers')).body.items as {
        email: string;
        properties: object;
        notShown?: string;
      }[],
    }),
  );
  expect(lists?.api).toHaveLength(all.length);
  const [wrong, ...more] = lists?.api.filter((row) => row.notShown) ?? [];
  expect(more).toEqual([]);
  expect(wrong).toMatchObject({
    email: 'ownword@example.com',
    properties: {},
    notShown: expect.stringContaining('properties'),
  });
});

type Named = ReadonlyMap<Asked, ReadonlySet<string>>;

/** The calls that read the table; and of the others, which cannot notice the value, every eighth in turn. */
const affected = (calls: readonly Asked[], named: Named, { table }: Column, place: number) =>
  calls.filter((asked, index) => named.get(asked)?.has(table) || (index + place) % 8 === 0);

/** So that a log without statements, or names that are in all of them, cannot make the test try less than it should. */
function expectToRead(calls: readonly Asked[], named: Named): void {
  const readers = (table: string) =>
    calls.filter((asked) => named.get(asked)?.has(table)).map(({ kind }) => kind.name);
  expect(readers('customers')).toContain('rest listCustomers');
  expect(readers('flows')).toContain('trpc flows.get');
  expect(readers('anomalies')).toContain('rest getAnomaly');
  const silent = calls.filter((asked) => (named.get(asked)?.size ?? 0) === 0).map(({ kind }) => kind.name);
  expect(silent).toEqual([]);
}

/**
 * Of each JSON column the wrong value that most reads stumble over, and another one for every second; one for half of the
 * times and for every sixth other column. `ATTACK=whole` tries all, with every call.
 */
function few(all: readonly string[], { type }: Column, place: number): readonly string[] {
  const turn = all[place % all.length] as string;
  if (type === 'jsonb') return [...new Set([all[0] as string, ...(place % 2 === 0 ? [turn] : [])])];
  return place % (type === 'timestamptz' ? 2 : 6) === 0 ? [turn] : [];
}
const wordsOf = ({ table, column }: Column, poison: string) => `${poison.slice(0, 30)} in ${table}.${column}`;
