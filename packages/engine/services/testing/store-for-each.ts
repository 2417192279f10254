import type { Instant } from '@millrace/base';
import { createTestDatabase, type TestDatabase } from '@millrace/tools/testing';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { updateGuardrails } from '../settings/guardrails.ts';
import { countsAgree } from './counts-agree.ts';
import { crashingStore, type CrashingStore } from './crashing-store.ts';
import { shopOf } from './shop.ts';
import { testStore, type TestStore } from './test-store.ts';
import { VirtualHost } from './virtual-host.ts';

/** What a test stands in. */
export interface Here {
  readonly database: TestDatabase;
  readonly store: TestStore;
  /** The same store, for a test to let it crash between two transactions. The host works in it. */
  readonly crashing: CrashingStore;
  readonly host: VirtualHost;
  readonly shop: ReturnType<typeof shopOf>;
}

export interface Wanted {
  /** When it is; noon of an ordinary day in June 2026 by itself, when nothing is quiet. */
  readonly at?: Instant;
  /** Settings of the store. */
  readonly settings?: Record<string, unknown>;
  /** Settings of the guardrails; as they come by themselves. */
  readonly guardrails?: Record<string, unknown>;
  /** After every test all figures are counted again. */
  readonly recounts?: boolean;
}

/** Whatever is sent goes at once. */
export const NOTHING_HOLDS = { 'quiet-hours': { on: false }, 'frequency-cap': { on: false } } as const;

export const NOON: Instant = Date.UTC(2026, 5, 10, 12);

/**
 * A store of its own for each test of this file, in a database of this file, with its host and its shop. Called once, at the
 * top of the file; needs Vitest around it.
 * @param use takes what is made, before each test
 */
export function storeForEach(
  { at = NOON, settings, guardrails, recounts = false }: Wanted,
  use: (here: Here) => void,
): void {
  let database: TestDatabase;
  let store: TestStore;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());
  beforeEach(async () => {
    store = await testStore(database.url, settings);
    store.clock.set(at);
    if (guardrails) await updateGuardrails(store.context, { settings: guardrails as never });
    const crashing = crashingStore(store);
    use({ database, store, crashing, host: new VirtualHost(crashing), shop: shopOf(store) });
  });
  afterEach(async () => {
    if (recounts) await countsAgree(store.context);
    await store.close();
  });
}
