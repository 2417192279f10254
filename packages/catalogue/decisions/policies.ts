import { DAY, draw, own, type MinorUnits } from '@millrace/base';
import { plural, shareOf } from '@millrace/base/words';
import { sequenceInterval, type Interval } from '@millrace/measure';
import type { PastDecision } from './history.ts';
import type { PolicyEstimate, PolicyReport } from './policy-report.ts';

/** An option that was allowed, with the probability it was chosen with. */
export interface OpenOption {
  readonly option: string;
  readonly probability: number;
}

/** A decision from the log whose outcome is final, about somebody who was not in the holdout. */
export interface LoggedDecision<Context> {
  /** Whose it was: all decisions about one person are one observation. */
  readonly person: string;
  /** What was known, as the model read it. */
  readonly context: Context;
  readonly open: readonly OpenOption[];
  /** One of the open options, and its probability, above 0. */
  readonly chosen: string;
  readonly probability: number;
  /** Minor units, 0 without an order, negative after returns. */
  readonly reward: MinorUnits;
}

/** The decisions of one step. */
export interface StepLog<Context> {
  readonly flow: string;
  readonly node: string;
  readonly log: readonly LoggedDecision<Context>[];
  /** Decisions whose outcome is still open. */
  readonly waiting: number;
}

/** Another way of deciding. */
export interface Policy<Context, Learned> {
  readonly id: string;
  /** A few words: "Always 10% off". */
  readonly title: string;
  /** What it does, a whole sentence. */
  readonly sentence: string;
  /** The option it stands for. Only decisions in which that was allowed are evidence about it. */
  readonly option?: string;
  /**
   * Probabilities of the open options, adding up to 1.
   * @param learned from other people than this decision is about
   */
  chances(decision: LoggedDecision<Context>, learned: Learned): Readonly<Record<string, number>>;
}

/** Below this effective sample size nothing is claimed. */
export const MINIMUM_EFFECTIVE = 100;
const LEVEL = 0.95;
const FOLDS = 5;
/** Policies that would change fewer choices than this share are what ran. */
const NO_DIFFERENCE = 0.01;

interface Comparison<Context, Learned> {
  readonly steps: readonly StepLog<Context>[];
  /** @param options that were allowed at the step at some time */
  policies(options: readonly string[]): readonly Policy<Context, Learned>[];
  /** Fits the model of rewards. */
  learn(log: readonly LoggedDecision<Context>[]): Learned;
  /** The reward it expects, minor units. Any is right on average; a good one makes the intervals narrow. */
  expects(learned: Learned, context: Context, option: string): number;
}

/**
 * What other policies would have earned, from the log of the one that ran. With w = π(a|x) / p(a|x), reward r
 * and expected rewards q, the value of a policy is the mean of Σ_a π(a|x) q(x, a) + w (r - q(x, a)): the
 * doubly robust estimator (Dudík, Langford and Li, ICML 2011, equation 3). q, and whatever a policy has
 * learned, comes from decisions of any step about other people than the one it judges (cross-fitting in five
 * folds; Chernozhukov et al., Econometrics Journal 21, 2018, definition 3.1). A person is one observation,
 * however many decisions were about them. Intervals are valid at all looks together (`sequenceInterval`), at
 * 95 %: the differences of a step all together, each value by itself. The effective sample size is
 * (Σ w)² / Σ w² (Kish 1965), of people for whom there was a choice.
 *
 * Compared are decisions in which every allowed option could have been chosen. What was known beforehand
 * settles that, so leaving out the others favours no policy.
 */
export function comparePolicies<Context, Learned>({
  steps,
  policies,
  learn,
  expects,
}: Comparison<Context, Learned>): readonly PolicyReport[] {
  const varied = steps.map(({ log }) =>
    log.filter(({ open }) => open.every(({ probability }) => probability > 0)),
  );
  const all = varied.flat();
  const folds = Array.from({ length: FOLDS }, (_unused, fold) =>
    learn(all.filter(({ person }) => foldOf(person) !== fold)),
  );
  return steps.map(({ flow, node, log, waiting }, index): PolicyReport => {
    const compared = varied[index]!;
    const options = [...new Set(log.flatMap(({ open }) => open.map(({ option }) => option)))].sort();
    const trials = policies(options).map((policy) => ({
      policy,
      ...tried(policy, compared, folds, expects),
    }));
    const others = trials.filter(({ distance }) => compared.length === 0 || distance >= NO_DIFFERENCE);
    const level = 1 - 0.05 / Math.max(1, others.length);
    return {
      flow,
      node,
      decisions: compared.length,
      people: new Set(compared.map(({ person }) => person)).size,
      fixed: log.length - compared.length,
      waiting,
      policies: [
        asItRan(compared),
        ...others.map(({ policy, values, gains, effective }): PolicyEstimate => {
          const refusal = refusalOf(policy, effective, compared, log.length);
          return {
            id: policy.id,
            title: policy.title,
            sentence: policy.sentence,
            value: refusal === null ? estimateOf(values, LEVEL) : null,
            difference: refusal === null ? estimateOf(gains, level) : null,
            effective,
            refusal,
          };
        }),
      ],
      asItRan: trials.filter((trial) => !others.includes(trial)).map(({ policy }) => policy.title),
    };
  });
}

const foldOf = (person: string): number => Math.floor(FOLDS * draw('policies', person));

/** What a policy would have earned in each decision, and how far its probabilities are from those that ran. */
function tried<Context, Learned>(
  policy: Policy<Context, Learned>,
  log: readonly LoggedDecision<Context>[],
  folds: readonly Learned[],
  expects: Comparison<Context, Learned>['expects'],
) {
  const values: Contribution[] = [];
  const gains: Contribution[] = [];
  const weights: Contribution[] = [];
  let distance = 0;
  for (const decision of log) {
    const { person, context, open, chosen, probability, reward } = decision;
    const learned = folds[foldOf(person)]!;
    const chances = policy.chances(decision, learned);
    const weight = (own(chances, chosen) ?? 0) / probability;
    let value = weight * (reward - expects(learned, context, chosen));
    for (const one of open) {
      const chance = own(chances, one.option) ?? 0;
      if (chance > 0) value += chance * expects(learned, context, one.option);
      distance += Math.abs(chance - one.probability) / 2;
    }
    values.push({ person, value });
    gains.push({ person, value: value - reward });
    if (isEvidence(policy.option, open)) weights.push({ person, value: weight });
  }
  return { values, gains, effective: effectiveSize(weights), distance: distance / Math.max(1, log.length) };
}

function asItRan(log: readonly LoggedDecision<unknown>[]): PolicyEstimate {
  const effective = effectiveSize(log.map(({ person }) => ({ person, value: 1 })));
  const refusal = effective < MINIMUM_EFFECTIVE ? tooFew(effective) : null;
  return {
    id: 'as-it-ran',
    title: 'As it ran',
    sentence: 'The choices that were really made.',
    value:
      refusal === null
        ? estimateOf(
            log.map(({ person, reward }) => ({ person, value: reward })),
            LEVEL,
          )
        : null,
    difference: null,
    effective,
    refusal,
  };
}

/** Where only one option was allowed, all policies do the same. */
const isEvidence = (option: string | undefined, open: readonly OpenOption[]): boolean =>
  open.length > 1 && (option === undefined || open.some((one) => one.option === option));

interface Contribution {
  readonly person: string;
  readonly value: number;
}

/** Sums by person. */
function byPerson(contributions: readonly Contribution[]): readonly { count: number; sum: number }[] {
  const sums = new Map<string, { count: number; sum: number }>();
  for (const { person, value } of contributions) {
    const of = sums.get(person) ?? { count: 0, sum: 0 };
    of.count += 1;
    of.sum += value;
    sums.set(person, of);
  }
  return [...sums.values()];
}

/** The mean of the contributions, with the variance of a mean over people who have several of them. */
function estimateOf(contributions: readonly Contribution[], level: number): Interval {
  const people = byPerson(contributions);
  const n = people.length;
  if (n < 2) return { estimate: contributions[0]?.value ?? 0, lower: -Infinity, upper: Infinity };
  const mean = people.reduce((total, { sum }) => total + sum, 0) / contributions.length;
  const squares = people.reduce((total, { count, sum }) => total + (sum - mean * count) ** 2, 0);
  return sequenceInterval(mean, ((n / (n - 1)) * squares) / contributions.length ** 2, n, { level });
}

function effectiveSize(weights: readonly Contribution[]): number {
  const people = byPerson(weights);
  const sum = people.reduce((total, one) => total + one.sum, 0);
  const squares = people.reduce((total, one) => total + one.sum ** 2, 0);
  return squares === 0 ? 0 : (sum * sum) / squares;
}

/**
 * Why a policy cannot be judged by the log; null when it can.
 * @param all decisions with a final outcome, those included that are not compared
 */
function refusalOf(
  { option }: { readonly option?: string },
  effective: number,
  compared: readonly LoggedDecision<unknown>[],
  all: number,
): string | null {
  if (effective >= MINIMUM_EFFECTIVE) return null;
  const fixed = all - compared.length;
  if (fixed > compared.length)
    return `In ${shareOf(fixed, all)} of the decisions only the best guess could be chosen, so nothing is known of other choices. Set an exploration share above 0 in the step.`;
  const evidence = compared.filter(({ open }) => isEvidence(option, open));
  if (evidence.length === 0)
    return option === undefined
      ? 'In no decision was more than one choice allowed, so there is nothing to compare.'
      : 'It was never allowed beside another choice, so there is nothing to compare.';
  if (option !== undefined && !evidence.some(({ chosen }) => chosen === option))
    return `It was allowed in ${plural(evidence.length, 'decision')} and never chosen, so nothing is known of it. Wait, or raise the exploration share of the step.`;
  return tooFew(effective);
}

const tooFew = (effective: number): string =>
  `Too early to tell: the log is worth ${plural(Math.floor(effective), 'decision')} of it, and ${MINIMUM_EFFECTIVE} are needed.`;

/**
 * The log of each step, from the decisions of a model.
 * @param days of the person's own time after which an outcome is final
 * @param contextOf what the model read, from a record of any release; null leaves the decision out
 */
export function logsOf<Context, Past extends PastDecision = PastDecision>(
  past: readonly Past[],
  days: number,
  contextOf: (decision: Past) => Context | null,
): readonly StepLog<Context>[] {
  const steps = new Map<
    string,
    { flow: string; node: string; log: LoggedDecision<Context>[]; waiting: number }
  >();
  for (const decision of past) {
    const { record, at, now, heldOut, reward, person, flow, node } = decision;
    if (heldOut) continue;
    const key = JSON.stringify([flow, node]);
    const step = steps.get(key) ?? { flow, node, log: [], waiting: 0 };
    steps.set(key, step);
    if (now - at < days * DAY) {
      step.waiting += 1;
      continue;
    }
    const open = record.options
      .filter(({ note }) => note === null)
      .map(({ id, probability }) => ({ option: id, probability }));
    const probability = open.find(({ option }) => option === record.chosen)?.probability ?? 0;
    const context = contextOf(decision);
    if (probability <= 0 || context === null) continue;
    step.log.push({ person, context, open, chosen: record.chosen, probability, reward: reward ?? 0 });
  }
  return [...steps.values()];
}

/** Always this option where it is allowed, otherwise the other one, otherwise any that is. */
export function always(option: string, otherwise: string): Policy<unknown, unknown>['chances'] {
  return ({ open }) => {
    const target = [option, otherwise].find((id) => open.some((one) => one.option === id));
    return target === undefined
      ? Object.fromEntries(open.map((one) => [one.option, 1 / open.length]))
      : { [target]: 1 };
  };
}
