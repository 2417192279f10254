import { withInterval } from '@millrace/measure';
import { marginOf, type PairedRow } from './count-figures.ts';
import { effectWithinShares } from './effect-within-shares.ts';
import { difference } from './shapes.ts';

export const adjustedSchema = difference
  .nullable()
  .describe(
    'The difference in margin per person without the part that is explained by what people bought in the 90 days before they entered, in minor units, with its interval at all looks; null while it is too early to tell',
  );

/** The effect on the margin per person, less what the margin before explains; null where an arm is too small. */
export function adjustedOf(rows: readonly PairedRow[]) {
  const effect = effectWithinShares(rows, (row) => ({
    ...marginOf(row),
    before: { n: row.people, sum: row.before, sumOfSquares: row.before_squared },
    sumOfProducts: row.product,
  }));
  return effect && withInterval(effect);
}
