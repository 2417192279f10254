import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, testTemporalAddress, type TestDatabase } from './index.ts';

let first: TestDatabase;
let second: TestDatabase;

beforeAll(async () => {
  [first, second] = await Promise.all([createTestDatabase(), createTestDatabase()]);
});
afterAll(async () => {
  await Promise.all([first.drop(), second.drop()]);
});

test('every test file gets a migrated database that no other test can see', async () => {
  const [one, two] = [postgres(first.ownerUrl), postgres(second.ownerUrl)];
  try {
    await one`create table only_here (id int)`;
    const [here] =
      await one`select to_regclass('only_here') as found, to_regclass('workspaces') as workspaces`;
    const [there] =
      await two`select to_regclass('only_here') as found, to_regclass('workspaces') as workspaces`;
    expect([here?.['found'], there?.['found']]).toEqual(['only_here', null]);
    expect([here?.['workspaces'], there?.['workspaces']]).toEqual(['workspaces', 'workspaces']);
  } finally {
    await Promise.all([one.end(), two.end()]);
  }
});

test('tests of the integration project get a Temporal server', () => {
  expect(testTemporalAddress()).toMatch(/^127\.0\.0\.1:\d+$/);
});
