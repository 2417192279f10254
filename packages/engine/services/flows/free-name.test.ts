import { createTestDatabase, type TestDatabase } from '@millrace/tools/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cloneTemplate, createFlow, duplicateFlow } from './create-flow.ts';
import { listFlows } from './list-flows.ts';
import { testStore } from '../testing/index.ts';
import { nextFreeName } from './free-name.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  await database.drop();
});

describe('names of new flows', () => {
  it('counts up past every name that is taken, ignoring case', () => {
    expect(nextFreeName('Welcome', [])).toBe('Welcome');
    expect(nextFreeName('Welcome', ['Welcome back'])).toBe('Welcome');
    expect(nextFreeName('Welcome', ['welcome', 'Welcome (2)', 'Welcome (4)'])).toBe('Welcome (3)');
  });

  it('keeps a long name within its length when a number is added', () => {
    const long = 'x'.repeat(120);
    expect(nextFreeName(long, [long])).toBe(`${'x'.repeat(116)} (2)`);
  });

  it('gives flows from one template different names, and keeps a name that was chosen', async () => {
    const store = await testStore(database.url);
    const template = 'abandoned-cart-classic';
    const first = await cloneTemplate(store.context, { template });
    expect((await cloneTemplate(store.context, { template })).name).toBe(`${first.name} (2)`);
    expect((await cloneTemplate(store.context, { template })).name).toBe(`${first.name} (3)`);
    expect((await cloneTemplate(store.context, { template, name: first.name })).name).toBe(first.name);
    expect((await duplicateFlow(store.context, { id: first.id })).name).toBe(`${first.name} (copy)`);
    expect((await duplicateFlow(store.context, { id: first.id })).name).toBe(`${first.name} (copy) (2)`);
    await createFlow(store.context, {});
    expect((await createFlow(store.context, {})).name).toBe('New flow (2)');
    const other = await store.other();
    expect((await cloneTemplate(other, { template })).name).toBe(first.name);
    expect((await listFlows(other, {})).items[0]?.createdAt).toBeGreaterThan(0);
    await store.close();
  });
});
