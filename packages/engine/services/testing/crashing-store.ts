import type { Database } from '@millrace/db';
import type { TestStore } from './test-store.ts';
import { Crash } from './virtual-host.ts';

/** The same store for a host whose process dies between two transactions, when the test says so. */
export interface CrashingStore extends TestStore {
  /** Dies at the transaction after so many more. @param committed it was written, and nobody was told */
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
