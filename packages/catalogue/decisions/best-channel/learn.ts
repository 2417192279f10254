import { fitConcentration, fitLogistic, MOST_CONCENTRATION } from '@millrace/measure';
import { amountOf } from './context.ts';
import type { ChannelParameters } from './parameters.ts';
import { meanWorth, type ChannelSample } from './samples.ts';
import { activity, ownLeaning } from './worth.ts';

/** Variance of the prior of each weight: log odds of channels differ by about one half. */
const PENALTY = 4;
/** The probability of unsubscribing is drawn to that of all channels as by so many messages. */
const PRIOR_SENDS = 200;
/** Half an answer on each channel, so that none has a share of nothing. */
const ADDED = 0.5;
/** People who answered something, needed before own answers count. */
const LEAST_ANSWERING = 30;
/** Outliers among margins that came, against those expected. */
const [LEAST_KEPT, MOST_KEPT] = [0, 3];

/**
 * Learns what messages of each channel bring. The log odds of an order are those of all channels, plus a difference of the
 * channel, plus what the person's own answers say, by logistic regression with a normal prior at 0 on all but the first: a
 * channel that was tried little is taken to be like all. Each choice is weighted by 1 / (K p), with p the probability it was
 * made with among K channels, as if everybody had got each channel equally often (Horvitz and Thompson, JASA 47, 1952), and
 * all weights by Σ w / Σ w², so that they count as many choices as they are worth (Kish 1965).
 * @param byPerson false for what is best for the store as a whole
 */
export function learnChannels(samples: readonly ChannelSample[], byPerson: boolean): ChannelParameters {
  const ids = [...new Set(samples.flatMap(({ open }) => open.map(({ option }) => option)))].sort();
  const raw = samples.map(({ open, probability }) => 1 / (open.length * probability));
  const [sum, squares] = [total(raw), total(raw.map((weight) => weight * weight))];
  const scale = squares > 0 ? sum / squares : 1;
  const weights = raw.map((weight) => weight * scale);
  const shares = sharesOf(samples, ids, byPerson);
  const known = (lost: number, odds: (id: string) => number, lostOf: (id: string) => number) =>
    Object.fromEntries(ids.map((id) => [id, { odds: odds(id), lost: lostOf(id), answers: shares.of(id) }]));
  const prior = {
    concentration: shares.concentration,
    channels: known(
      0,
      () => 0,
      () => 0,
    ),
  };
  const rows = samples.map(({ chosen, context: { answered } }) => [
    ...ids.map((id) => Number(id === chosen)),
    ...(byPerson ? [ownLeaning(prior, answered, chosen), activity(prior, answered)] : []),
  ]);
  const fit = fitLogistic(
    rows,
    samples.map(({ reward }) => Number(reward !== null)),
    PENALTY,
    undefined,
    weights,
  );
  const lost = weightedShare(
    samples.map(({ unsubscribed }) => unsubscribed),
    weights,
  );
  const lostOf = (id: string) => {
    let [n, k] = [0, 0];
    for (const [index, { chosen, unsubscribed }] of samples.entries()) {
      if (chosen !== id) continue;
      n += weights[index]!;
      if (unsubscribed) k += weights[index]!;
    }
    return (PRIOR_SENDS * lost + k) / (PRIOR_SENDS + n);
  };
  return {
    version: 1,
    intercept: fit.intercept,
    own: byPerson ? (fit.weights[ids.length] ?? 0) : 0,
    active: byPerson ? (fit.weights[ids.length + 1] ?? 0) : 0,
    concentration: shares.concentration,
    channels: known(lost, (id) => fit.weights[ids.indexOf(id)]!, lostOf),
    lost,
    ...marginsOf(samples),
    worth: meanWorth(samples),
  };
}

const total = (values: readonly number[]): number => values.reduce((sum, one) => sum + one, 0);

function weightedShare(happened: readonly boolean[], weights: readonly number[]): number {
  const all = total(weights);
  return all === 0 ? 0 : total(weights.filter((_weight, index) => happened[index])) / all;
}

/** The share of answers that come on each channel, and how far people differ in it. Everybody counts once. */
function sharesOf(samples: readonly ChannelSample[], ids: readonly string[], byPerson: boolean) {
  const latest = new Map<string, ChannelSample>();
  for (const sample of samples)
    if (sample.daysAgo < (latest.get(sample.person)?.daysAgo ?? Infinity)) latest.set(sample.person, sample);
  const people = [...latest.values()]
    .map(({ context: { answered } }) => ids.map((id) => Math.round(amountOf(answered, id))))
    .filter((counts) => total(counts) > 0);
  const sums = ids.map(() => ADDED);
  for (const counts of people)
    for (const [index, count] of counts.entries()) sums[index]! += count / total(counts);
  const mean = sums.map((sum) => sum / total(sums));
  const concentration =
    byPerson && ids.length > 1 && people.length >= LEAST_ANSWERING ? fitConcentration(people, mean) : null;
  return {
    of: (id: string) => mean[ids.indexOf(id)]!,
    concentration: concentration === MOST_CONCENTRATION ? null : concentration,
  };
}

/** The mean margin of an order, and how much of the expected margin came. */
function marginsOf(samples: readonly ChannelSample[]): Pick<ChannelParameters, 'margin' | 'kept'> {
  const ordered = samples.filter(({ reward }) => reward !== null);
  let [came, expected] = [0, 0];
  for (const { reward, context } of ordered)
    if (context.margin !== null && context.margin > 0) {
      came += reward!;
      expected += context.margin;
    }
  return {
    margin: total(ordered.map(({ reward }) => reward!)) / Math.max(1, ordered.length),
    kept: expected > 0 ? Math.min(MOST_KEPT, Math.max(LEAST_KEPT, came / expected)) : 1,
  };
}
