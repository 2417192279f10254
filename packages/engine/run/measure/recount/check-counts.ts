import { defineVerb, type Shape } from '@millrace/core/verb';
import { z } from 'zod';
import { differenceSchema } from './compared.ts';
import { recount } from './recount.ts';

const countsCheckedSchema = z.strictObject({
  /** Figures that were counted again. */
  compared: z.int(),
  /** How many do not agree with what they stand for. */
  wrong: z.int(),
  /** The first hundred of them. */
  differences: z.array(differenceSchema),
  /** Flows that are older than the messages and stories that are still kept. */
  skippedFlows: z.int(),
});
export type CountsChecked = Shape<typeof countsCheckedSchema>;

/** Counts everything again that is kept as a figure, and says what does not agree. Changes nothing. */
export const checkCounts = defineVerb({
  name: 'counts-checked',
  permission: 'settings:write',
  input: z.strictObject({}),
  output: countsCheckedSchema,
  run: async (tx) => {
    const { compared, differences, skippedFlows } = await recount(tx);
    return {
      compared,
      wrong: differences.length,
      differences: differences.slice(0, 100),
      skippedFlows: skippedFlows.length,
    };
  },
});
