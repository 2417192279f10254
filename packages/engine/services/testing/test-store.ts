import type { Context } from '@millrace/core/verb';
import { connect, newId, type Database } from '@millrace/db';
import { checkAnswers } from './check-answers.ts';
import { setTestClock, type TestClock } from './test-clock.ts';

export interface TestStore {
  readonly db: Database;
  readonly context: Context;
  readonly clock: TestClock;
  /** A second workspace in the same database, for tests of isolation. */
  other(): Promise<Context>;
  contextOf(workspaceId: string): Context;
  close(): Promise<void>;
}

/**
 * A workspace in a fresh database, for tests on real Postgres. Time stands still until the test advances it.
 * Every verb's output is compared with its schema.
 */
export async function testStore(url: string, settings: Record<string, unknown> = {}): Promise<TestStore> {
  checkAnswers();
  const db = connect(url, { max: 12 });
  const clock = setTestClock();
  const contextOf = (workspaceId: string): Context => ({
    workspaceId,
    actor: { type: 'api-key', id: null, name: 'Test', permissions: 'all' },
    db,
    now: clock.now,
    secret: Buffer.alloc(32, 7),
    publicUrl: 'https://millrace.test',
  });
  const make = async (): Promise<Context> => {
    const workspaceId = newId();
    await db.inWorkspace(
      workspaceId,
      (tx) =>
        tx`insert into workspaces (workspace_id, name, currency, zone, url, settings)
          values (${workspaceId}, 'Test store', 'USD', 'UTC', 'https://shop.test',
          ${tx.json(settings as never)})`,
    );
    return contextOf(workspaceId);
  };
  return { db, context: await make(), clock, other: make, contextOf, close: () => db.close() };
}
