import type { Observation } from '../anomalies/scales.ts';
import { seededNormal } from '../seeded-random.ts';

type Random = () => number;
/** A series of a store in which nothing unusual happens; the number of its next day. */
export type Noise = (random: Random, mean: number) => (day: number) => Observation;

/** What each day of the week sells, as a share of the mean day. */
const WEEK = [0.9, 0.85, 0.9, 1, 1.2, 1.4, 0.75];
const weekday = (day: number) => WEEK[day % 7]!;

/** A Poisson number: by multiplication (Knuth, volume 2, 3.4.1), and for large means by the normal. */
export function poisson(mean: number, random: Random): number {
  if (mean > 60) return Math.max(0, Math.round(mean + Math.sqrt(mean) * seededNormal(random)));
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = random(); product > limit; product *= random()) count += 1;
  return count;
}

/** A gamma number of mean 1 (Marsaglia and Tsang, ACM Transactions on Mathematical Software 26(3), 2000). */
function gamma(shape: number, random: Random): number {
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = seededNormal(random);
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(random()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return (d * v) / shape;
  }
}

const counts = (value: number): Observation => ({ value, of: 0 });

export const seasonal: Noise = (random, mean) => (day) => counts(poisson(mean * weekday(day), random));
/** Grows by two thirds in the time of a simulation. */
export const growing: Noise = (random, mean) => (day) =>
  counts(poisson(mean * weekday(day) * (1 + day / 225), random));
/** Days differ by a quarter more than chance, with a long tail upwards. */
export const overdispersed: Noise = (random, mean) => (day) =>
  counts(poisson(mean * weekday(day) * gamma(16, random), random));
/** A good day is followed by good days. */
export const autocorrelated: Noise = (random, mean) => {
  let mood = 0;
  return (day) => {
    mood = 0.6 * mood + 0.12 * seededNormal(random);
    return counts(poisson(mean * weekday(day) * Math.exp(mood), random));
  };
};
/** The share of messages that are opened; some days a hundred times as many are sent. */
export const shares: Noise = (random, mean) => (day) => {
  const of = poisson(mean * (random() < 0.1 ? 100 : 1) * weekday(day), random);
  const share = 0.3 * Math.exp(0.1 * seededNormal(random));
  const value = Math.round(of * share + Math.sqrt(of * share * (1 - share)) * seededNormal(random));
  return { value: Math.min(of, Math.max(0, value)), of };
};
/** The money of orders, in minor units. */
export const money: Noise = (random, mean) => (day) => {
  const of = poisson(mean * weekday(day), random);
  let value = 0;
  for (let order = 0; order < of; order += 1)
    value += Math.round(4000 * Math.exp(0.6 * seededNormal(random)));
  return { value, of };
};
/** Rare things, as totals of seven days. */
export const weekly: Noise = (random, mean) => () => counts(poisson(mean * gamma(16, random), random));

/** Means of the series of a store, from a quiet product to a busy shop. */
export const MEANS = [0.5, 2, 5, 10, 20, 50, 100, 300, 1_000, 3_000] as const;
