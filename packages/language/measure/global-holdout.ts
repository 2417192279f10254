import { count, listed, people, plural, verb } from '@millrace/base/words';
import type { Interval } from './confidence-sequence.ts';
import type { Difference } from './difference.ts';
import { liftReport, type ArmTotals, type LiftReport, type LiftState } from './lift.ts';
import type { RatioCheck } from './sample-ratio.ts';

/** Totals of an arm of the global holdout, of orders placed within the period. Money in minor units. */
export interface HoldoutArm extends ArmTotals {
  readonly orders: number;
}

/** The time under one share of the global holdout. The same people are in every period. */
export interface HoldoutPeriod {
  /** Share of people held out, in (0, 1). */
  readonly share: number;
  readonly treated: HoldoutArm;
  readonly heldOut: HoldoutArm;
}

/** What all flows caused together. */
export interface HoldoutReport {
  readonly state: LiftState;
  /** Margin of a person in a period, treated less held out, in minor units. Null while nothing can be said. */
  readonly margin: Difference | null;
  /** Over all people that were treated and all periods, in whole minor units. */
  readonly causedMargin: Interval | null;
  readonly missing: LiftReport['missing'];
  readonly ratio: RatioCheck;
  readonly ratioSentence: string;
}

/**
 * What all flows caused together, from the totals of every period. People are compared within periods.
 *
 * The interval holds at all looks together. Its clock is orders: people are drawn at once, and what grows is what they
 * order. Let D be the difference of sums after t orders. The boundary is that of a process with independent
 * increments; a person who orders much today orders much tomorrow, so the increments of D are positively correlated,
 * and then each one-sided crossing is no more likely than with independent ones (Slepian, "The one-sided barrier
 * problem for Gaussian noise", Bell System Technical Journal 41, 1962). `global-holdout.test.ts` counts false alarms.
 * @param periods at least one
 */
export function holdoutReport(periods: readonly HoldoutPeriod[]): HoldoutReport {
  const orders = periods.reduce((sum, { treated, heldOut }) => sum + treated.orders + heldOut.orders, 0);
  const { state, margin, causedMargin, missing, ratio, ratioSentence } = liftReport(periods, {
    ordersOfSamePeople: orders,
  });
  return { state, margin, causedMargin, missing, ratio, ratioSentence };
}

/** What a flow says of itself, as far as the sum needs it. */
export interface FlowShare {
  readonly people: number;
  readonly caused: Interval | null;
}

/** The confidence level at which each of so many flows is estimated, so that all hold together at 95 % (union bound). */
export const levelOfEach = (flows: number): number => 1 - 0.05 / Math.max(1, flows);

/**
 * The sum of what flows say of themselves. With intervals at `levelOfEach` of as many flows, the interval of the sum holds
 * at 95 %, however the flows depend on each other. Null when no flow says anything.
 */
export function sumOfFlows(flows: readonly FlowShare[]): Interval | null {
  const known = flows.flatMap(({ caused }) => (caused ? [caused] : []));
  if (known.length === 0) return null;
  const sum = (of: (interval: Interval) => number) => known.reduce((total, one) => total + of(one), 0);
  return {
    estimate: sum(({ estimate }) => estimate),
    lower: sum(({ lower }) => lower),
    upper: sum(({ upper }) => upper),
  };
}

/** What the two figures are made of. */
export interface BothFigures {
  readonly report: HoldoutReport | null;
  readonly flows: readonly FlowShare[];
  /** People who are not in the holdout now. */
  readonly treated: number;
  /** Some flow began before the first period did. */
  readonly flowsAreOlder: boolean;
}

/** Why the sum of the flows' own figures and the global figure differ, in sentences; those that apply here. */
export function whyTheyDiffer({ report, flows, treated, flowsAreOlder }: BothFigures): readonly string[] {
  const inFlows = flows.reduce((sum, flow) => sum + flow.people, 0);
  const silent = flows.filter(({ caused }) => caused === null).length;
  const sum = sumOfFlows(flows);
  const global = report?.causedMargin ?? null;
  const overlap = sum !== null && global !== null && sum.lower <= global.upper && global.lower <= sum.upper;
  return [
    ...(overlap ? ['The two intervals overlap, so chance alone may explain the difference.'] : []),
    ...(flows.length > 1
      ? [
          `A person can be in several flows. An order that two of them bring in together counts in both, and once in the global figure. The flows count ${people(inFlows)}, the global figure ${people(treated)}.`,
        ]
      : []),
    ...(silent > 0
      ? [
          `${plural(silent, 'flow')} ${verb(silent, 'is')} missing from the sum, with too few people or no holdout. The global figure includes ${silent === 1 ? 'it' : 'them'}.`,
        ]
      : []),
    'Most people are in no flow at a time. They are in both groups of the global figure, which makes its interval wider.',
    'A flow counts orders for some days after entering. The global figure counts every order since the period began, also those that only came sooner.',
    ...(flowsAreOlder ? ['Some flows began before the global holdout, and count from then on.'] : []),
    'Everybody in the global holdout is left out of the flows’ own figures.',
  ];
}

interface SentenceWords {
  /** An amount of minor units, in words. */
  money(amount: number): string;
}

/** What can be said of the global figure, in a sentence. */
export function holdoutSentence(
  { state, causedMargin, missing }: HoldoutReport,
  { money }: SentenceWords,
): string {
  if (state === 'uneven')
    return 'People were not divided as intended, so nothing is said about what all flows caused.';
  if (causedMargin === null) {
    const wanted = [
      ...(missing && missing.heldOutPeople > 0
        ? [`${count(missing.heldOutPeople)} more people in the holdout`]
        : []),
      ...(missing && missing.treatedPeople > 0 ? [`${count(missing.treatedPeople)} more beside it`] : []),
      ...(missing && missing.heldOutConverted + missing.treatedConverted > 0
        ? [
            `${count(Math.max(missing.heldOutConverted, missing.treatedConverted))} more people with an order in a group`,
          ]
        : []),
    ];
    return wanted.length === 0
      ? 'It is too early to tell what all flows caused together.'
      : `It is too early to tell what all flows caused together: ${listed(wanted)} are needed.`;
  }
  const range = `between ${money(causedMargin.lower)} and ${money(causedMargin.upper)}`;
  if (state === 'gain')
    return `Together all flows brought in about ${money(causedMargin.estimate)} of margin, ${range}.`;
  if (state === 'loss')
    return `Together all flows cost about ${money(-causedMargin.estimate)} of margin: the result is ${range}.`;
  return `Together all flows brought in ${range} of margin. As the interval contains zero, they may earn money or lose it.`;
}
