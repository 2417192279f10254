import { liftReport } from '../lift.ts';
import type { ArmTotals, LiftStratum } from '../lift.ts';
import { seededRandom } from '../seeded-random.ts';

export interface Outcome {
  readonly converted: boolean;
  /** Minor units. */
  readonly margin: number;
}

export interface Trial {
  /** Holdout share; or the share for the nth person, when it changes over time. */
  readonly holdout: number | ((person: number) => number);
  /** The outcome of the next person. @param at their number, from 1 */
  readonly person: (heldOut: boolean, random: () => number, at: number) => Outcome;
  /** The true effect of the flow on one person. */
  readonly truth: { readonly conversion: number; readonly margin: number };
  readonly people: number;
  /** Pools the arms over all shares, which is wrong. It shows that the trial can find that error. */
  readonly pooled?: boolean;
}

export interface Life {
  /** An interval shown at some time did not contain the truth. */
  readonly rateWrong: boolean;
  readonly marginWrong: boolean;
  /** Whether any interval was shown. */
  readonly shown: boolean;
}

const LOOK_EVERY = 20;

/** So many lives, the same for the same number. */
export const livesOf = (trial: Trial, many: number): readonly Life[] =>
  Array.from({ length: many }, (_, index) => live(trial, 1_000 * index + 17));

export const shareOf = (lives: readonly Life[], what: keyof Life): number =>
  lives.filter((life) => life[what]).length / lives.length;

/** One life of a flow, from the first person to the last, with its lift checked after every 20 people. */
export function live(trial: Trial, seed: number): Life {
  const random = seededRandom(seed);
  const strata = new Map<number, readonly [heldOut: Arm, treated: Arm]>();
  const shareOf = typeof trial.holdout === 'number' ? () => trial.holdout as number : trial.holdout;
  const life = { rateWrong: false, marginWrong: false, shown: false };
  for (let person = 1; person <= trial.people; person += 1) {
    const share = shareOf(person);
    const arms = strata.get(share) ?? [emptyArm(), emptyArm()];
    strata.set(share, arms);
    const heldOut = random() < share;
    const arm = arms[heldOut ? 0 : 1];
    const { converted, margin } = trial.person(heldOut, random, person);
    arm.people += 1;
    arm.converted += converted ? 1 : 0;
    arm.margin += margin;
    arm.marginSquared += margin * margin;
    if (person % LOOK_EVERY !== 0) continue;
    const apart = [...strata].map(([of, [left, treated]]) => ({ share: of, heldOut: left, treated }));
    const report = liftReport(trial.pooled ? [together(apart)] : apart);
    if (!report.conversion || !report.margin) continue;
    life.shown = true;
    if (report.conversion.lower > trial.truth.conversion || report.conversion.upper < trial.truth.conversion)
      life.rateWrong = true;
    if (report.margin.lower > trial.truth.margin || report.margin.upper < trial.truth.margin)
      life.marginWrong = true;
  }
  return life;
}

function together(strata: readonly LiftStratum[]): LiftStratum {
  const sum = (arm: 'heldOut' | 'treated'): ArmTotals =>
    strata.reduce((total, stratum) => {
      const add = (field: keyof Arm) => total[field] + (stratum[arm] as Arm)[field];
      return {
        people: add('people'),
        converted: add('converted'),
        margin: add('margin'),
        marginSquared: add('marginSquared'),
      };
    }, emptyArm());
  const [heldOut, treated] = [sum('heldOut'), sum('treated')];
  // The overall holdout share, so that the ratio check finds no fault.
  return { share: heldOut.people / (heldOut.people + treated.people), heldOut, treated };
}

type Arm = { -readonly [Key in Exclude<keyof ArmTotals, 'before'>]: ArmTotals[Key] };
const emptyArm = (): Arm => ({ people: 0, converted: 0, margin: 0, marginSquared: 0 });
