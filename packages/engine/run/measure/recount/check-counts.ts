import { defineVerb, type Shape } from '@millrace/core/verb';
import { z } from 'zod';
import { differenceSchema } from './compared.ts';
import { recount } from './recount.ts';

const countsCheckedSchema = z.strictObject({
  /** Number of figures compared. */
  compared: z.int(),
  /** How many differ from their rows. */
  wrong: z.int(),
  /** The first hundred differences. */
  differences: z.array(differenceSchema),
  /** Flows older than the messages and timelines that are still kept. */
  skippedFlows: z.int(),
});
export type CountsChecked = Shape<typeof countsCheckedSchema>;

/** Recounts every stored figure and reports differences. Changes nothing. */
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
