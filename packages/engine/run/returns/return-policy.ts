import type { Tx } from '@millrace/db';
import { readReturnPolicy, type ReturnPolicy } from '@millrace/flow';

/** The return policy of the store, with defaults for what is not set. */
export async function returnPolicy(tx: Tx): Promise<ReturnPolicy> {
  const [row] = await tx<{ settings: unknown }[]>`select settings from return_policies`;
  return readReturnPolicy(row?.settings);
}
