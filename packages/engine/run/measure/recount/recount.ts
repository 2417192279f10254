import type { Tx } from '@millrace/db';
import type { Difference } from './compared.ts';
import { flowsToRecount, type Recountable } from './flows-to-recount.ts';
import { recountMoney } from './recount-money.ts';
import { recountPeople } from './recount-people.ts';
import { recountCounters } from './recount-counters.ts';
import { recountTouches } from './recount-touches.ts';

export interface Recount {
  readonly differences: readonly Difference[];
  /** Figures that were compared. */
  readonly compared: number;
  /** Flows older than what is kept of their messages and stories: their counts cannot be counted again. */
  readonly skippedFlows: readonly string[];
}

/**
 * Counts everything again that is kept as a figure: counts of flows and steps, people and arms, totals of customers, touches.
 * Each figure is compared with its rows in one statement, so that what happens meanwhile makes no difference.
 * Reads whole tables: for tests, for the command and for a person who asks, not for a screen that refreshes.
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
