import type { Instant } from '@millrace/base';
import { createTestDatabase, type TestDatabase } from '@millrace/tools/testing';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { updateGuardrails } from '../settings/guardrails.ts';
import { countsAgree } from './counts-agree.ts';
import { crashingStore, type CrashingStore } from './crashing-store.ts';
import { shopOf } from './shop.ts';
import { testStore, type TestStore } from './test-store.ts';
import { VirtualHost } from './virtual-host.ts';

/** The surroundings of a test. */
export interface Here {
  readonly database: TestDatabase;
  readonly store: TestStore;
  /** The same store, which a test can crash between two transactions. The host uses it. */
  readonly crashing: CrashingStore;
  readonly host: VirtualHost;
  readonly shop: ReturnType<typeof shopOf>;
}

export interface Wanted {
  /** The time; by default noon of an ordinary day in June 2026, outside quiet hours. */
  readonly at?: Instant;
  /** Settings of the store. */
  readonly settings?: Record<string, unknown>;
  /** Settings of the guardrails; the defaults when left out. */
  readonly guardrails?: Record<string, unknown>;
  /** Whether to recount all figures after every test. */
  readonly recounts?: boolean;
}

/** Guardrail settings under which every message goes at once. */
export const NOTHING_HOLDS = { 'quiet-hours': { on: false }, 'frequency-cap': { on: false } } as const;

export const NOON: Instant = Date.UTC(2026, 5, 10, 12);

/**
 * Gives each test of a file its own store, host and shop, in the file's own database. Call it once, at the
 * top of the file; needs Vitest.
 * @param use receives them before each test
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
