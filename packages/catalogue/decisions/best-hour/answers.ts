import { DAY } from '@millrace/base';
import type { PastDecision } from '../history.ts';
import { MINIMUM_ORDERS } from './minimum.ts';
import { HOURS } from './own-hours.ts';
import { OUTCOME_DAYS } from './samples.ts';

/** The factor of an hour is drawn towards 1 as by so many orders that came as expected. */
const PRIOR_ORDERS = 20;

export interface Answers {
  /** By hour; null while there are too few orders. */
  readonly factors: readonly number[] | null;
  /** Decisions in which every hour that fitted could be chosen, and those that an order followed. */
  readonly decisions: number;
  readonly orders: number;
}

/**
 * What hours earn beyond what visits let expect, learned from the logged probabilities. Orders after a message at hour h
 * are taken to come in proportion to f_h θ_h, with θ_h the share of the person's visits in that hour. Each decision is
 * weighted by 1 / (K p), with p the probability of its choice among K hours, so that an hour is judged as if it had been
 * given to everybody it was open to, not to those whose hour it is (inverse propensity weighting; Horvitz and Thompson,
 * JASA 47, 1952). f_h = (a + x_h R_h) / (a + x_h E_h), with R_h the weighted orders, E_h those expected when all f are 1,
 * x_h = Σ w / Σ w² to undo the weights (Kish 1965), and a prior of a orders (Gamma-Poisson). When visits do not matter for
 * orders, f makes up for them.
 * @param past decisions of any release, in any order
 * @param store the share of the store's visits by hour, for decisions made by the rule
 */
export function learnAnswers(past: readonly PastDecision[], store: readonly number[]): Answers {
  const sums = HOURS.map(() => ({ weight: 0, squares: 0, orders: 0, visits: 0 }));
  let decisions = 0;
  let orders = 0;
  for (const { record, at, now, heldOut, reward } of past) {
    if (heldOut || now - at < OUTCOME_DAYS * DAY) continue;
    const open = record.options.filter(({ note }) => note === null);
    const chosen = open.find(({ id }) => id === record.chosen);
    const sum = sums[Number(record.chosen)];
    if (chosen === undefined || sum === undefined || open.length < 2) continue;
    if (open.some(({ probability }) => probability <= 0)) continue;
    decisions += 1;
    const weight = 1 / (open.length * chosen.probability);
    sum.weight += weight;
    sum.squares += weight * weight;
    sum.visits += weight * (chosen.score ?? store[Number(record.chosen)]!);
    if (reward === null) continue;
    orders += 1;
    sum.orders += weight;
  }
  if (orders < MINIMUM_ORDERS) return { factors: null, decisions, orders };
  const rate =
    sums.reduce((sum, one) => sum + one.orders, 0) / sums.reduce((sum, one) => sum + one.visits, 0);
  return {
    factors: sums.map(({ weight, squares, orders: came, visits }) => {
      const size = squares > 0 ? weight / squares : 0;
      return (PRIOR_ORDERS + size * came) / (PRIOR_ORDERS + size * rate * visits);
    }),
    decisions,
    orders,
  };
}
