import { createTestDatabase, type TestDatabase } from '@millrace/tools/testing';
import type { Tx } from '@millrace/db';
import { afterAll, beforeAll } from 'vitest';
import { NOON } from './store-for-each.ts';
import { shopOf } from './shop.ts';
import { testStore, type TestStore } from './test-store.ts';
import { VirtualHost } from './virtual-host.ts';

/** A store that all tests of a file share. */
export interface OneStore {
  readonly store: TestStore;
  readonly host: VirtualHost;
  readonly shop: ReturnType<typeof shopOf>;
  /** Statements in its workspace. */
  inStore<Result>(run: (tx: Tx) => Promise<Result>): Promise<Result>;
}

/**
 * One store for a whole file, at noon of an ordinary day in June 2026, for tests that do not disturb each other: an order of
 * magnitude faster than a store for each. Called once, at the top of the file; needs Vitest around it.
 * @param fill lets happen what the tests find there
 */
export function oneStore(fill: (here: OneStore) => Promise<void> | void): void {
  let database: TestDatabase;
  let store: TestStore;
  beforeAll(async () => {
    database = await createTestDatabase();
    store = await testStore(database.url);
    store.clock.set(NOON);
    await fill({
      store,
      host: new VirtualHost(store),
      shop: shopOf(store),
      inStore: (run) => store.db.inWorkspace(store.context.workspaceId, run),
    });
  });
  afterAll(async () => {
    await store.close();
    await database.drop();
  });
}
