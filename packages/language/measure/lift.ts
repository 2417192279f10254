import { timesInterval, type Interval, type SequenceOptions } from './confidence-sequence.ts';
import { effectOnRate, pooled, withInterval, type Difference, type Effect } from './difference.ts';
import { exactDifferenceOfRates } from './exact-rate.ts';
import { effectOnMoney } from './money-difference.ts';
import { checkRatio, ratioSentence, type RatioCheck } from './sample-ratio.ts';
import { countSums } from './sums.ts';

/** Totals of one arm of a flow. A person counts once, however often they entered. Money in minor units. */
export interface ArmTotals {
  readonly people: number;
  /** People with at least one order within the outcome window. */
  readonly converted: number;
  readonly margin: number;
  /** Sum over people of their margin squared. */
  readonly marginSquared: number;
  /** Margin of the same people before they entered, where it is stored. It makes the interval narrower. */
  readonly before?:
    | { readonly margin: number; readonly marginSquared: number; readonly product: number }
    | undefined;
}

/** People who entered under one holdout share. */
export interface LiftStratum {
  /** Holdout share, 0 to 1. */
  readonly share: number;
  /** People whose outcome window is over: who is treated may only buy sooner, and would seem to buy more. */
  readonly treated: ArmTotals;
  readonly heldOut: ArmTotals;
  /** People whose window is open, who are in none of the totals: how they are divided is checked with the others. */
  readonly waiting?: { readonly treated: number; readonly heldOut: number } | undefined;
}

/**
 * `no-holdout`: nobody is held out; `uneven`: people were not divided as intended, so nothing is claimed;
 * `too-early`: too few people; `unclear`: the interval contains zero; `gain`, `loss`: it lies above or below
 * zero.
 */
export type LiftState = 'no-holdout' | 'uneven' | 'too-early' | 'unclear' | 'gain' | 'loss';

/** With fewer people in an arm the interval is not shown, since it is only valid for many. */
export const MINIMUM_PEOPLE = 100;
export const MINIMUM_CONVERTED = 10;
/** An arm of a stratum needs this many people to have a variance. */
const SMALLEST_ARM = 2;

export interface LiftReport {
  /** By margin. */
  readonly state: LiftState;
  /** By conversion. */
  readonly conversionState: LiftState;
  /** Confidence level of all intervals, in (0, 1). */
  readonly level: number;
  readonly treatedPeople: number;
  readonly heldOutPeople: number;
  /** People in both arms whose outcome window is open: nothing is said of them yet. */
  readonly waitingPeople: number;
  /** People in both arms who entered while there was nobody to compare them with; what is said is not of them. */
  readonly notCompared: number;
  /** Share of people with an order, treated less held out. Null while nothing can be said. */
  readonly conversion: Difference | null;
  /** Exact interval for conversion: valid at any number of people, and wider. Null with nobody in an arm. */
  readonly conversionExact: Interval | null;
  /**
   * Margin for each person who entered, in minor units, treated less held out. Null while nothing can be
   * said.
   */
  readonly margin: Difference | null;
  /** What the flow caused in all, over the treated people that are compared, in whole minor units. */
  readonly causedMargin: Interval | null;
  /** The people who ordered because of the flow, rounded to whole people. */
  readonly causedConversions: Interval | null;
  /** People and orders still needed before results are shown; null when there are enough. */
  readonly missing: {
    readonly heldOutPeople: number;
    readonly treatedPeople: number;
    readonly heldOutConverted: number;
    readonly treatedConverted: number;
  } | null;
  readonly ratio: RatioCheck;
  readonly ratioSentence: string;
}

export interface LiftOptions extends SequenceOptions {
  /**
   * The strata are periods of the same people, whose orders go on. The clock of the interval is then this number of orders
   * in all strata, as people no longer come; errors of periods may add up; and a period weighs by its treated people,
   * so that what was caused in all is the sum over periods.
   */
  readonly ordersOfSamePeople?: number | undefined;
}

/**
 * What a flow caused, from the totals of its arms under each holdout share it ever had. People are compared
 * with people who entered under the same share, and the differences are weighted by the number of people.
 * @param strata at least one: before anybody entered, that of the current share
 */
export function liftReport(strata: readonly LiftStratum[], options: LiftOptions = {}): LiftReport {
  const ratio = checkRatio(
    strata.map(({ share, treated, heldOut, waiting }) => ({
      counts: [treated.people + (waiting?.treated ?? 0), heldOut.people + (waiting?.heldOut ?? 0)],
      shares: [1 - share, share],
    })),
  );
  const meant = strata.filter(({ share }) => share > 0 && share < 1);
  const missing = missingFrom(totals(meant, 'treated'), totals(meant, 'heldOut'));
  const compared = meant.filter(
    ({ treated, heldOut }) => treated.people >= SMALLEST_ARM && heldOut.people >= SMALLEST_ARM,
  );
  const isReady = ratio.healthy && missing === null && compared.length > 0;
  const conversion = isReady
    ? differenceOver(
        compared,
        ({ treated, heldOut }) => effectOnRate(conversionOf(treated), conversionOf(heldOut)),
        options,
      )
    : null;
  const margin = isReady
    ? differenceOver(
        compared,
        ({ treated, heldOut }) => effectOnMoney(moneyOf(treated), moneyOf(heldOut)),
        options,
      )
    : null;
  const [treatedPeople, heldOutPeople] = [totals(strata, 'treated').people, totals(strata, 'heldOut').people];
  const comparedTreated = totals(compared, 'treated').people;
  const [waitingTreated, waitingHeldOut] = strata.reduce(
    ([treated, heldOut], { waiting }) => [
      treated + (waiting?.treated ?? 0),
      heldOut + (waiting?.heldOut ?? 0),
    ],
    [0, 0],
  );
  // Before anybody entered nobody is held out either: then the share asked for tells.
  const nobodyHeldOut = heldOutPeople + waitingHeldOut === 0 && meant.length === 0;
  const stateOf = (interval: Interval | null): LiftState => {
    if (nobodyHeldOut) return 'no-holdout';
    if (!ratio.healthy) return 'uneven';
    if (interval === null) return 'too-early';
    return interval.lower > 0 ? 'gain' : interval.upper < 0 ? 'loss' : 'unclear';
  };
  return {
    state: stateOf(margin),
    conversionState: stateOf(conversion),
    level: options.level ?? 0.95,
    treatedPeople,
    heldOutPeople,
    waitingPeople: waitingTreated + waitingHeldOut,
    notCompared: treatedPeople + heldOutPeople - comparedTreated - totals(compared, 'heldOut').people,
    conversion,
    conversionExact: ratio.healthy ? exactConversion(compared, options.level) : null,
    margin,
    causedMargin: margin && inAll(margin, comparedTreated),
    causedConversions: conversion && inAll(conversion, comparedTreated),
    missing,
    ratio,
    ratioSentence: ratioSentence(ratio),
  };
}

function differenceOver(
  strata: readonly LiftStratum[],
  effectOf: (stratum: LiftStratum) => Effect,
  { ordersOfSamePeople, ...options }: LiftOptions,
): Difference {
  const effects = strata.map(effectOf);
  if (ordersOfSamePeople === undefined) return withInterval(pooled(effects), options);
  const weighted = effects.map((effect, index) => ({ ...effect, people: strata[index]!.treated.people }));
  return withInterval(pooled(weighted, 'any'), options, ordersOfSamePeople);
}

const conversionOf = ({ people, converted }: ArmTotals) => countSums(people, converted);

const moneyOf = (arm: ArmTotals) => ({
  n: arm.people,
  sum: arm.margin,
  sumOfSquares: arm.marginSquared,
  converted: arm.converted,
  ...(arm.before && {
    before: { n: arm.people, sum: arm.before.margin, sumOfSquares: arm.before.marginSquared },
    sumOfProducts: arm.before.product,
  }),
});

function totals(
  strata: readonly LiftStratum[],
  arm: 'treated' | 'heldOut',
): Pick<ArmTotals, 'people' | 'converted'> {
  return strata.reduce(
    (sum, stratum) => ({
      people: sum.people + stratum[arm].people,
      converted: sum.converted + stratum[arm].converted,
    }),
    { people: 0, converted: 0 },
  );
}

/**
 * The weighted sum of the exact intervals of all strata, each with an equal part of the error (union bound).
 */
function exactConversion(strata: readonly LiftStratum[], level = 0.95): Interval | null {
  if (strata.length === 0) return null;
  const each = 1 - (1 - level) / strata.length;
  const people = totals(strata, 'treated').people + totals(strata, 'heldOut').people;
  return strata.reduce(
    (sum, { treated, heldOut }) => {
      const weight = (treated.people + heldOut.people) / people;
      const { estimate, lower, upper } = exactDifferenceOfRates(
        conversionOf(treated),
        conversionOf(heldOut),
        each,
      );
      return {
        estimate: sum.estimate + weight * estimate,
        lower: sum.lower + weight * lower,
        upper: sum.upper + weight * upper,
      };
    },
    { estimate: 0, lower: 0, upper: 0 },
  );
}

function missingFrom(
  treated: Pick<ArmTotals, 'people' | 'converted'>,
  heldOut: Pick<ArmTotals, 'people' | 'converted'>,
): LiftReport['missing'] {
  const missing = {
    heldOutPeople: Math.max(0, MINIMUM_PEOPLE - heldOut.people),
    treatedPeople: Math.max(0, MINIMUM_PEOPLE - treated.people),
    heldOutConverted: Math.max(0, MINIMUM_CONVERTED - heldOut.converted),
    treatedConverted: Math.max(0, MINIMUM_CONVERTED - treated.converted),
  };
  return Object.values(missing).every((count) => count === 0) ? null : missing;
}

function inAll(difference: Interval, people: number): Interval {
  const { estimate, lower, upper } = timesInterval(difference, people);
  return { estimate: Math.round(estimate), lower: Math.round(lower), upper: Math.round(upper) };
}
