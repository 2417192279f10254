import type { Database } from '@millrace/db';
import type { TestStore } from './test-store.ts';
import { Crash } from './virtual-host.ts';

/** A store whose host process crashes between two transactions when the test says so. */
export interface CrashingStore extends TestStore {
  /**
   * Crashes at the transaction after this many.
   * @param committed whether that transaction commits before the crash
   */
  crashAfter(transactions: number, committed: boolean): void;
}

export function crashingStore(store: TestStore): CrashingStore {
  let left = Infinity;
  let tells = true;
  const db: Database = {
    ...store.db,
    inWorkspace: async (workspaceId, run) => {
      left -= 1;
      if (left !== 0) return store.db.inWorkspace(workspaceId, run);
      if (!tells) await store.db.inWorkspace(workspaceId, run);
      throw new Crash();
    },
  };
  return {
    ...store,
    db,
    contextOf: (workspaceId) => ({ ...store.contextOf(workspaceId), db }),
    crashAfter: (transactions, committed) => {
      left = transactions + 1;
      tells = !committed;
    },
  };
}
