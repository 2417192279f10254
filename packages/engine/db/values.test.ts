import { createTestDatabase, type TestDatabase } from '@millrace/tools/testing';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect, type Database } from './connect.ts';
import { NOT_SHOWN, readInstant } from './values.ts';

let database: TestDatabase;
let db: Database;
beforeAll(async () => {
  database = await createTestDatabase();
  db = connect(database.url);
});
afterAll(async () => {
  await db.close();
  await database.drop();
});

test('an instant of any year is read back exactly, to the millisecond', async () => {
  const earliest = Date.parse('-004712-01-01T00:00:00Z');
  const instants = fc.sample(fc.integer({ min: earliest, max: 8.64e15 }), 200);
  for (const at of [
    ...instants,
    0,
    earliest,
    8.64e15,
    Date.parse('0001-01-01T00:00:00Z'),
    Date.parse('+020000-01-01T00:00:00Z'),
  ]) {
    const [stored] = await db.sql<{ at: number }[]>`select to_timestamp(${at / 1000}::float8) as at`;
    expect(Math.abs((stored?.at ?? Number.NaN) - at)).toBeLessThan(1_000);
  }
});

test('an instant beyond the calendar becomes the nearest one, never NaN', async () => {
  const [row] = await db.sql<Record<string, number>[]>`
    select 'infinity'::timestamptz as a, '-infinity'::timestamptz as b, '294276-01-01'::timestamptz as c,
      '4713-01-01 BC'::timestamptz as d, '0044-03-15 BC'::date as e`;
  expect(row).toEqual({
    a: 8.64e15,
    b: -8.64e15,
    c: 8.64e15,
    d: Date.parse('-004712-01-01T00:00:00Z'),
    e: Date.parse('-000043-03-15T00:00:00Z'),
  });
});

test('every offset from Greenwich is read', () => {
  expect(readInstant('2026-01-02 03:04:05.678+05:30')).toBe(Date.parse('2026-01-02T03:04:05.678+05:30'));
  expect(readInstant('2026-01-02 03:04:05-08')).toBe(Date.parse('2026-01-02T03:04:05-08:00'));
  expect(readInstant('2026-01-02')).toBe(Date.parse('2026-01-02T00:00:00Z'));
});

test('JSON nested too deeply becomes a sentence, and other columns of the row are read', async () => {
  const rows = await db.sql<{ value: unknown }[]>`
    select value from (values ('{"a":1}'::jsonb), ((repeat('[', 1500) || repeat(']', 1500))::jsonb),
      ((repeat('{"a":', 1500) || '1' || repeat('}', 1500))::jsonb)) as v(value)`;
  expect(rows.map((row) => row.value)).toEqual([{ a: 1 }, NOT_SHOWN, NOT_SHOWN]);
});
