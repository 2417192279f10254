import fc from 'fast-check';
import { expect, it } from 'vitest';
import { connection, countOf, type Row } from './connection.ts';

const row = (id: number, createdAt: number, updatedAt: number): Row => ({
  id,
  createdAt,
  updatedAt,
  node: () => ({ id }),
});
const rows = fc
  .uniqueArray(fc.record({ id: fc.nat(500), createdAt: fc.nat(40), changed: fc.nat(40) }), {
    selector: ({ id }) => id,
  })
  .map((list) => list.map(({ id, createdAt, changed }) => row(id, createdAt, createdAt + changed)));
const idsOf = ({ nodes }: { nodes: readonly object[] }) => nodes.map((node) => (node as Row).id);
const iso = (at: number) => new Date(at).toISOString();

it('lists every row once and in order, for every page size', () => {
  fc.assert(
    fc.property(rows, fc.integer({ min: 1, max: 9 }), fc.boolean(), (all, first, reverse) => {
      const told: number[] = [];
      for (let after: string | null = null, more = true; more;) {
        const page = connection(all, { first, after, reverse, sortKey: 'UPDATED_AT' });
        told.push(...idsOf(page));
        [after, more] = [page.pageInfo.endCursor, page.pageInfo.hasNextPage];
      }
      const expected = [...all]
        .sort((one, other) => one.updatedAt - other.updatedAt || one.id - other.id)
        .map(({ id }) => id);
      expect(told).toEqual(reverse ? expected.reverse() : expected);
    }),
  );
});

it('lists a row that changes between two pages with its new values, and leaves no row out', () => {
  fc.assert(
    fc.property(
      rows,
      fc.integer({ min: 1, max: 5 }),
      fc.array(fc.nat(500), { maxLength: 20 }),
      (all, first, changing) => {
        let now = 1_000;
        let current = [...all];
        const told: Row[] = [];
        const waiting = [...changing];
        for (let after: string | null = null, more = true; more;) {
          const page = connection(current, { first, after, sortKey: 'UPDATED_AT' });
          told.push(...idsOf(page).map((id) => current.find((one) => one.id === id)!));
          [after, more] = [page.pageInfo.endCursor, page.pageInfo.hasNextPage];
          const changed = waiting.pop();
          now += 1;
          if (more)
            current = current.map((one) => (one.id === changed ? row(one.id, one.createdAt, now) : one));
        }
        for (const one of current) expect(told).toContain(one);
      },
    ),
  );
});

it('searches by the times of creation and change, and by nothing else', () => {
  fc.assert(
    fc.property(rows, fc.nat(80), fc.constantFrom("'", '"', ''), (all, at, quote) => {
      const found = (query: string) => idsOf(connection(all, { first: 250, query })).sort();
      const those = (test: (one: Row) => boolean) =>
        all
          .filter(test)
          .map(({ id }) => id)
          .sort();
      const time = `${quote}${iso(at)}${quote}`;
      expect(found(`updated_at:>=${time}`)).toEqual(those(({ updatedAt }) => updatedAt >= at));
      expect(found(`updated_at:<${time}`)).toEqual(those(({ updatedAt }) => updatedAt < at));
      expect(found(`created_at:${time}`)).toEqual(those(({ createdAt }) => createdAt === at));
      expect(found(`updated_at:>${time} AND created_at:<=${time}`)).toEqual(
        those(({ updatedAt, createdAt }) => updatedAt > at && createdAt <= at),
      );
      expect(countOf(all, { query: `updated_at:>=${time}` }).count).toBe(
        those(({ updatedAt }) => updatedAt >= at).length,
      );
    }),
  );
  for (const query of [
    'vip',
    'tag:vip',
    "updated_at:>='soon'",
    'updated_at:>=',
    'NOT created_at:2026',
    "status:open updated_at:>='2026-11-01'",
  ])
    expect(() => connection([], { first: 1, query })).toThrow(/searches by/);
});

it('refuses what it does not support, with a sentence', () => {
  expect(() => connection([], {})).toThrow(/first or last/);
  expect(() => connection([], { last: 1 })).toThrow(/forwards/);
  for (const first of [0, -1, 251]) expect(() => connection([], { first })).toThrow(/1 to 250/);
  for (const after of [
    '',
    'x',
    Buffer.from('{}').toString('base64url'),
    Buffer.from('null').toString('base64url'),
  ])
    expect(() => connection([], { first: 1, after })).toThrow(/cursor/i);
  expect(() => connection([], { first: 1, sortKey: 'TITLE' })).toThrow(/TITLE/);
});
