import { z } from 'zod';
import { defineVerb } from '../../verb/define-verb.ts';
import type { Difference } from './compared.ts';
import { recount } from './recount.ts';

export interface CountsChecked {
  /** Figures that were counted again. */
  readonly compared: number;
  /** How many do not agree with what they stand for. */
  readonly wrong: number;
  /** The first hundred of them. */
  readonly differences: readonly Difference[];
  /** Flows that are older than the messages and stories that are still kept. */
  readonly skippedFlows: number;
}

/** Counts everything again that is kept as a figure, and says what does not agree. Changes nothing. */
export const checkCounts = defineVerb({
  name: 'counts-checked',
  permission: 'settings:write',
  input: z.strictObject({}),
  run: async (tx): Promise<CountsChecked> => {
    const { compared, differences, skippedFlows } = await recount(tx);
    return { compared, wrong: differences.length, differences: differences.slice(0, 100), skippedFlows: skippedFlows.length };
  },
});
