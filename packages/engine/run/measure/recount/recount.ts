import type { Tx } from '@millrace/db';
import type { Difference } from './compared.ts';
import { flowsToRecount, type Recountable } from './flows-to-recount.ts';
import { recountMoney } from './recount-money.ts';
import { recountPeople } from './recount-people.ts';
import { recountCounters } from './recount-counters.ts';
import { recountTouches } from './recount-touches.ts';

export interface Recount {
  readonly differences: readonly Difference[];
  /** Number of figures compared. */
  readonly compared: number;
  /** Flows older than their messages and timelines, whose counts cannot be checked. */
  readonly skippedFlows: readonly string[];
}

/**
 * Recounts every stored figure: counts of flows and steps, people and arms, totals of customers, touches.
 * Compares each figure with its rows in one statement, so that concurrent changes make no difference. Reads
 * whole tables: use it in tests, in the command and on a person's request, never for a screen that refreshes.
 */
export async function recount(tx: Tx): Promise<Recount> {
  const flows: Recountable = await flowsToRecount(tx);
  const parts = [
    await recountCounters(tx, flows),
    await recountPeople(tx),
    await recountMoney(tx),
    await recountTouches(tx),
  ];
  return {
    differences: parts.flatMap((part) => part.differences),
    compared: parts.reduce((sum, part) => sum + part.compared, 0),
    skippedFlows: flows.tooOld,
  };
}
