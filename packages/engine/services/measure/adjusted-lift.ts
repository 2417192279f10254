import { effectOnMoney, pooled, withInterval } from '@millrace/measure';
import type { PairedRow } from './count-figures.ts';
import { difference } from './shapes.ts';

export const adjustedSchema = difference
  .nullable()
  .describe(
    'The difference in margin per person without the part that is explained by what people bought in the 90 days before they entered, in minor units, with its interval at all looks; null while it is too early to tell',
  );

/** The effect on the margin per person, less what the margin before explains; null where an arm is too small. */
export function adjustedOf(rows: readonly PairedRow[]) {
  const effects = [...new Set(rows.map(({ share }) => share))].flatMap((share) => {
    const arm = (heldOut: boolean) => {
      const row = rows.find((one) => one.share === share && one.held_out === heldOut);
      return (
        row && {
          n: row.people,
          sum: row.margin,
          sumOfSquares: row.margin_squared,
          converted: row.converted,
          before: { n: row.people, sum: row.before, sumOfSquares: row.before_squared },
          sumOfProducts: row.product,
        }
      );
    };
    const [treated, heldOut] = [arm(false), arm(true)];
    return treated && heldOut ? [effectOnMoney(treated, heldOut)] : [];
  });
  const finite = effects.filter(({ variance }) => Number.isFinite(variance));
  return finite.length === 0 ? null : withInterval(pooled(finite));
}
