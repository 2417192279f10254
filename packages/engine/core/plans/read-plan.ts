import type { Tx } from '@millrace/db';
import { fail } from '@millrace/base';
import { bringUpPlan, type Plan } from '@millrace/flow';
import { resolveSegmentsOf } from './segments.ts';

/** Published plans never change, so each process keeps the few hundred it used last in memory. */
const cache = new Map<string, Plan>();
const KEPT = 300;

/**
 * A published plan, with the conditions of the saved segments it names as they are now.
 * @throws MillraceError plan-missing
 */
export async function readPlan(tx: Tx, workspaceId: string, hash: string): Promise<Plan> {
  const key = `${workspaceId}/${hash}`;
  const known = cache.get(key);
  if (known) return resolveSegmentsOf(tx, known);
  const [row] = await tx<{ plan: Plan }[]>`select plan from plans where hash = ${hash}`;
  if (!row) fail('plan-missing', { hash: hash.slice(0, 12) });
  if (cache.size >= KEPT) cache.delete(cache.keys().next().value as string);
  const plan = bringUpPlan(row.plan);
  cache.set(key, plan);
  return resolveSegmentsOf(tx, plan);
}
