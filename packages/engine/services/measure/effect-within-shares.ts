import { effectOnMoney, pooled, type Effect, type MoneySums } from '@millrace/measure';

interface ArmRow {
  readonly share: number;
  readonly held_out: boolean;
}

/**
 * The effect on the margin per person, compared within each share of the holdout and pooled.
 * @param sumsOf the sums of one arm
 * @param isEnough whether the two arms under a share say anything
 * @returns null where they do not under any share, or an arm is too small
 */
export function effectWithinShares<Row extends ArmRow>(
  rows: readonly Row[],
  sumsOf: (row: Row) => MoneySums,
  isEnough: (treated: MoneySums, heldOut: MoneySums) => boolean = () => true,
): Effect | null {
  const effects = [...new Set(rows.map(({ share }) => share))].flatMap((share) => {
    const arm = (heldOut: boolean) => {
      const row = rows.find((one) => one.share === share && one.held_out === heldOut);
      return row && sumsOf(row);
    };
    const [treated, heldOut] = [arm(false), arm(true)];
    return treated && heldOut && isEnough(treated, heldOut) ? [effectOnMoney(treated, heldOut)] : [];
  });
  const finite = effects.filter(({ variance }) => Number.isFinite(variance));
  return finite.length === 0 ? null : pooled(finite);
}
