import { learnChannels } from './learn.ts';
import type { ChannelParameters } from './parameters.ts';
import type { ChannelReport, Gain } from './report.ts';
import { earnedBy, type ChannelSample } from './samples.ts';
import { bestOf, expectedOf } from './worth.ts';

/**
 * Standard errors from which a gain is no chance. Two ways are tried at each training, and each is taken for better by chance
 * in at most one of eighty.
 */
const SURE = 2.25;
/** Choices that two ways have to make differently before they can be told apart. */
const LEAST_DIFFERENT = 50;

/** A way of choosing one of the open channels. */
type Way = (sample: ChannelSample) => string;

const following =
  (parameters: ChannelParameters): Way =>
  ({ context, open }) =>
    bestOf(
      parameters,
      context,
      open.map(({ option }) => option),
    );
const byRule: Way = ({ context: { rule } }) => rule;

/**
 * What one way of choosing would have earned more than another, for each decision: the doubly robust estimator of both
 * (Dudík, Langford and Li, ICML 2011, equation 3), whose difference is 0 where they choose alike. Choices about one person are
 * one observation.
 * @param parameters of what each channel is expected to earn, learned from other choices
 */
function gainOver(
  samples: readonly ChannelSample[],
  parameters: ChannelParameters,
  way: Way,
  other: Way,
): Gain & { readonly different: number } {
  const people = new Map<string, { count: number; sum: number }>();
  let [all, different] = [0, 0];
  for (const sample of samples) {
    const [one, two] = [way(sample), other(sample)];
    let difference = 0;
    if (one !== two) {
      const expected = (channel: string) => expectedOf(parameters, sample.context, channel).worth;
      const sign = Number(sample.chosen === one) - Number(sample.chosen === two);
      const missed = earnedBy(sample, parameters.worth) - expected(sample.chosen);
      difference = expected(one) - expected(two) + (sign * missed) / sample.probability;
      different += 1;
    }
    const sum = people.get(sample.person) ?? { count: 0, sum: 0 };
    people.set(sample.person, { count: sum.count + 1, sum: sum.sum + difference });
    all += difference;
  }
  const n = people.size;
  if (n < 2) return { gain: 0, error: 0, different };
  const gain = all / samples.length;
  const squares = [...people.values()].reduce((sum, one) => sum + (one.sum - gain * one.count) ** 2, 0);
  return { gain, error: Math.sqrt(((n / (n - 1)) * squares) / samples.length ** 2), different };
}

const isSure = ({ gain, error, different }: Gain & { readonly different: number }): boolean =>
  different >= LEAST_DIFFERENT && gain > SURE * error && gain > 1e-9;

type Judged = Pick<ChannelReport, 'days' | 'judged' | 'way' | 'overRule' | 'overStore'>;

/**
 * Learns from the choices before the latest days, and compares what it would have chosen in these with the rule and with the
 * channel that is best for all.
 * @param days how many of the latest days are judged
 */
export function judgeChannels(samples: readonly ChannelSample[], days: number): Judged {
  const later = samples.filter(({ daysAgo }) => daysAgo <= days);
  const earlier = samples.filter(({ daysAgo }) => daysAgo > days);
  const [own, store] = [learnChannels(earlier, true), learnChannels(earlier, false)];
  const overStore = gainOver(later, own, following(own), following(store));
  const ownOverRule = gainOver(later, own, following(own), byRule);
  const storeOverRule = gainOver(later, store, following(store), byRule);
  const way = isSure(overStore) && isSure(ownOverRule) ? 'person' : isSure(storeOverRule) ? 'store' : 'rule';
  const told = way === 'store' || (way === 'rule' && storeOverRule.gain > ownOverRule.gain);
  const { gain, error } = told ? storeOverRule : ownOverRule;
  return {
    days,
    judged: later.length,
    way,
    overRule: { gain, error },
    overStore: { gain: overStore.gain, error: overStore.error },
  };
}
