import { type Interval, type SequenceOptions } from './confidence-sequence.ts';
import { differenceOfRates, type Difference } from './difference.ts';
import { exactDifferenceOfRates } from './exact-rate.ts';
import { differenceOfMoney } from './money-difference.ts';
import { checkHoldoutRatio, checkRatio, ratioSentence, type RatioCheck, type RatioPeriod } from './sample-ratio.ts';
import { countSums } from './sums.ts';

/** Totals of one arm of a flow, a person counted once however often they entered. Money in minor units. */
export interface ArmTotals {
  readonly people: number;
  /** People with at least one order within the outcome window. */
  readonly converted: number;
  readonly margin: number;
  /** Sum over people of their margin squared. */
  readonly marginSquared: number;
  /** Margin of the same people before they entered, when it is kept: makes the interval narrower. */
  readonly before?: { readonly margin: number; readonly marginSquared: number; readonly product: number } | undefined;
}

export interface LiftOptions extends SequenceOptions {
  /** Share held out, 0 to 1; or, when it was changed, what was counted under each. */
  readonly holdout: number | readonly RatioPeriod[];
}

/** `no-holdout`: nobody is held back; `too-early`: too few people; `unclear`: the interval has zero inside. */
export type LiftState = 'no-holdout' | 'too-early' | 'unclear' | 'gain' | 'loss';

/** Below these the interval is not shown: it relies on many people in each arm. */
export const MINIMUM_PEOPLE = 100;
export const MINIMUM_CONVERTED = 10;

export interface LiftReport {
  readonly state: LiftState;
  /** By margin, as `state`, and by conversion. */
  readonly conversionState: LiftState;
  readonly level: number;
  readonly treatedPeople: number;
  readonly heldOutPeople: number;
  /** Share of people with an order, treated less held out. Null while it is too early. */
  readonly conversion: Difference | null;
  /** Sound at any number of people, and wider. Null only with nobody in an arm. */
  readonly conversionExact: Interval | null;
  /** Minor units for each person entered. Null while it is too early. */
  readonly margin: Difference | null;
  /** What the flow caused in all, over the people treated: whole minor units, and whole people who bought because of it. */
  readonly causedMargin: Interval | null;
  readonly causedConversions: Interval | null;
  /** What is still missing before anything is said; null when nothing is. */
  readonly missing: {
    readonly heldOutPeople: number;
    readonly treatedPeople: number;
    readonly heldOutConverted: number;
    readonly treatedConverted: number;
  } | null;
  readonly ratio: RatioCheck;
  readonly ratioSentence: string;
}

/** What a flow caused, from the totals of its two arms. */
export function liftReport(arms: { readonly treated: ArmTotals; readonly heldOut: ArmTotals }, options: LiftOptions): LiftReport {
  const { treated, heldOut } = arms;
  const ratio =
    typeof options.holdout === 'number' ? checkHoldoutRatio(treated.people, heldOut.people, options.holdout) : checkRatio(options.holdout);
  const missing = missingFrom(treated, heldOut);
  const ready = missing === null;
  const conversion = ready
    ? differenceOfRates(countSums(treated.people, treated.converted), countSums(heldOut.people, heldOut.converted), options)
    : null;
  const margin = ready ? marginDifference(treated, heldOut, options) : null;
  // Before anybody entered nobody is expected to be held out either; then only the share asked for can tell.
  const meantToHoldOut = typeof options.holdout === 'number' ? options.holdout > 0 : (ratio.expected[1] ?? 0) > 0;
  const nobodyHeldOut = heldOut.people === 0 && !meantToHoldOut;
  const stateOf = (interval: Interval | null): LiftState =>
    nobodyHeldOut ? 'no-holdout' : interval === null ? 'too-early' : interval.lower > 0 ? 'gain' : interval.upper < 0 ? 'loss' : 'unclear';
  return {
    state: stateOf(margin),
    conversionState: stateOf(conversion),
    level: options.level ?? 0.95,
    treatedPeople: treated.people,
    heldOutPeople: heldOut.people,
    conversion,
    conversionExact:
      treated.people > 0 && heldOut.people > 0
        ? exactDifferenceOfRates(countSums(treated.people, treated.converted), countSums(heldOut.people, heldOut.converted), options.level)
        : null,
    margin,
    causedMargin: margin && inAll(margin, treated.people),
    causedConversions: conversion && inAll(conversion, treated.people),
    missing,
    ratio,
    ratioSentence: ratioSentence(ratio),
  };
}

function marginDifference(treated: ArmTotals, heldOut: ArmTotals, options: SequenceOptions): Difference {
  const sums = (arm: ArmTotals) => ({
    n: arm.people,
    sum: arm.margin,
    sumOfSquares: arm.marginSquared,
    converted: arm.converted,
    ...(arm.before && {
      before: { n: arm.people, sum: arm.before.margin, sumOfSquares: arm.before.marginSquared },
      sumOfProducts: arm.before.product,
    }),
  });
  return differenceOfMoney(sums(treated), sums(heldOut), options);
}

function missingFrom(treated: ArmTotals, heldOut: ArmTotals): LiftReport['missing'] {
  const missing = {
    heldOutPeople: Math.max(0, MINIMUM_PEOPLE - heldOut.people),
    treatedPeople: Math.max(0, MINIMUM_PEOPLE - treated.people),
    heldOutConverted: Math.max(0, MINIMUM_CONVERTED - heldOut.converted),
    treatedConverted: Math.max(0, MINIMUM_CONVERTED - treated.converted),
  };
  return Object.values(missing).every((count) => count === 0) ? null : missing;
}

function inAll(difference: Interval, people: number): Interval {
  return {
    estimate: Math.round(difference.estimate * people),
    lower: Math.round(difference.lower * people),
    upper: Math.round(difference.upper * people),
  };
}
