import { createTestDatabase, type TestDatabase } from '@millrace/tools/testing';
import { outside, shopAdmin, testStore, type Outside, type TestStore } from '@millrace/services/testing';
import {
  arbitraryGraph,
  arbitraryPeople,
  OUTSIDE,
  type ArbitraryGraph,
} from '@millrace/rehearsal/arbitraries';
import type { RehearsalPerson } from '@millrace/rehearsal';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inReality } from './testing/in-reality.ts';
import { inRehearsal } from './testing/in-rehearsal.ts';

const FROM = Date.UTC(2026, 9, 20, 12);
const STORE = {
  name: 'Test store',
  currency: 'USD',
  zone: 'UTC',
  url: 'https://shop.test',
  marginFloor: 0.15,
  assumedCostShare: 0.5,
  shippingCost: 600,
  freeShippingFrom: null,
};
const AGREED = Number(process.env['MILLRACE_AGREEMENT_RUNS'] ?? 16);

process.env['MILLRACE_ALLOW_INTERNAL'] = '127.0.0.1';

let database: TestDatabase;
let store: TestStore;
let shop: Awaited<ReturnType<typeof shopAdmin>>;
let system: Outside;
beforeAll(async () => {
  database = await createTestDatabase();
  store = await testStore(database.url);
  shop = await shopAdmin();
  system = await outside(() => ({ status: 200, body: { tier: 'gold' } }));
});
afterAll(async () => {
  await shop.close();
  await system.close();
  await store.close();
  await database.drop();
});

async function bothAgree(
  graph: ArbitraryGraph,
  people: readonly RehearsalPerson[],
  guardrails: Record<string, Record<string, unknown>>,
): Promise<number> {
  const called = JSON.parse(JSON.stringify(graph).replaceAll(OUTSIDE, system.url)) as ArbitraryGraph;
  const lived = await inReality(store, called, people, FROM, guardrails, shop.url);
  const rehearsed = inRehearsal({ ...lived, store: STORE, guardrails, from: FROM });
  const inOrder = <Walk extends { id: string }>(walks: readonly Walk[]) =>
    walks.toSorted((left, right) => (left.id < right.id ? -1 : 1));
  expect(inOrder(rehearsed)).toEqual(inOrder(lived.walks));
  return lived.walks.reduce((sum, walk) => sum + walk.lines.length, 0);
}

test('the rehearsal of a random flow matches line by line what really happens to random people', async () => {
  const guardrails = fc.constantFrom<Record<string, Record<string, unknown>>>(
    { 'quiet-hours': { on: false }, 'frequency-cap': { on: false } },
    { 'quiet-hours': { on: false }, 'frequency-cap': { on: false }, 'global-holdout': { share: 0.5 } },
    {},
  );
  let lines = 0;
  await fc.assert(
    fc.asyncProperty(arbitraryGraph, arbitraryPeople(FROM), guardrails, async (graph, people, settings) => {
      lines += await bothAgree(graph, people, settings);
    }),
    { numRuns: AGREED, endOnFailure: true },
  );
  // Flows that nobody entered prove nothing.
  expect(lines).toBeGreaterThan(AGREED * 5);
  expect(system.asked.length + shop.asked.length).toBeGreaterThan(0);
}, 180_000);
