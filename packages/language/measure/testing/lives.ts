import { liftReport } from '../lift.ts';
import type { ArmTotals } from '../lift.ts';
import { seededRandom } from '../seeded-random.ts';

export interface Outcome {
  readonly converted: boolean;
  /** Minor units. */
  readonly margin: number;
}

export interface Trial {
  /** Share held out. */
  readonly holdout: number;
  /** What one more person, in this arm, does. */
  readonly person: (heldOut: boolean, random: () => number) => Outcome;
  /** What the flow truly causes a person. */
  readonly truth: { readonly conversion: number; readonly margin: number };
  readonly people: number;
}

export interface Life {
  /** An interval shown at some time did not hold the truth. */
  readonly rateWrong: boolean;
  readonly marginWrong: boolean;
  /** Some interval was shown. */
  readonly shown: boolean;
}

const LOOK_EVERY = 20;

/** One life of a flow from the first person to the last, its lift looked at all along. */
export function live(trial: Trial, seed: number): Life {
  const random = seededRandom(seed);
  const arms: { -readonly [Key in keyof ArmTotals]: ArmTotals[Key] }[] = [0, 1].map(() => ({
    people: 0,
    converted: 0,
    margin: 0,
    marginSquared: 0,
  }));
  const life = { rateWrong: false, marginWrong: false, shown: false };
  for (let person = 1; person <= trial.people; person += 1) {
    const heldOut = random() < trial.holdout;
    const arm = arms[heldOut ? 0 : 1]!;
    const { converted, margin } = trial.person(heldOut, random);
    arm.people += 1;
    arm.converted += converted ? 1 : 0;
    arm.margin += margin;
    arm.marginSquared += margin * margin;
    if (person % LOOK_EVERY !== 0) continue;
    const report = liftReport({ treated: arms[1]!, heldOut: arms[0]! }, { holdout: trial.holdout });
    if (!report.conversion || !report.margin) continue;
    life.shown = true;
    if (report.conversion.lower > trial.truth.conversion || report.conversion.upper < trial.truth.conversion) life.rateWrong = true;
    if (report.margin.lower > trial.truth.margin || report.margin.upper < trial.truth.margin) life.marginWrong = true;
  }
  return life;
}
