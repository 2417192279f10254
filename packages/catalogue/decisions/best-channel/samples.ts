import { DAY, type Instant, type MinorUnits } from '@millrace/base';
import type { PastSend } from '../history.ts';
import type { OpenOption } from '../policies.ts';
import { amountOf, readChannelContext, type ChannelContext } from './context.ts';
import { channelName } from './words.ts';

/** Days of the person's own time after which the result of a decision is final. */
export const OUTCOME_DAYS = 5;

/** A choice between channels, with its final result. */
export interface ChannelSample {
  readonly person: string;
  /** Days from the decision to the present, in the person's own time. */
  readonly daysAgo: number;
  readonly context: ChannelContext;
  readonly names: Readonly<Record<string, string>>;
  /** The channels that could be chosen, each with its probability above 0. */
  readonly open: readonly OpenOption[];
  readonly chosen: string;
  readonly probability: number;
  /** Margin of what they ordered, minor units; null when nothing was. */
  readonly reward: MinorUnits | null;
  readonly unsubscribed: boolean;
}

/** Choices between two channels at least, each of which could be chosen. The holdout got no message, and is left out. */
export function channelSamples(past: readonly PastSend[]): readonly ChannelSample[] {
  return past.flatMap((one) => sampleOf(one) ?? []);
}

export function sampleOf(one: PastSend): ChannelSample | null {
  const { record, at, now, heldOut, reward, unsubscribed, person } = one;
  const context = readChannelContext(record.inputs);
  const open = record.options
    .filter(({ note }) => note === null)
    .map(({ id, probability }) => ({ option: id, probability }));
  const chosen = open.find(({ option }) => option === record.chosen);
  if (heldOut || now - at < OUTCOME_DAYS * DAY || context === null || chosen === undefined) return null;
  if (open.length < 2 || open.some(({ probability }) => probability <= 0)) return null;
  return {
    person,
    daysAgo: daysBetween(at, now),
    context,
    names: Object.fromEntries(
      open.map(({ option }) => [option, channelName(option, record.inputs['names'])]),
    ),
    open,
    chosen: chosen.option,
    probability: chosen.probability,
    reward,
    unsubscribed,
  };
}

const daysBetween = (from: Instant, to: Instant): number => (to - from) / DAY;

/** The mean of what losing a subscriber costs, over those of whom it is known; 0 when it is of nobody. */
export function meanWorth(samples: readonly Pick<ChannelSample, 'context'>[]): MinorUnits {
  const known = samples.flatMap(({ context: { worth } }) => worth ?? []);
  return known.reduce((sum, worth) => sum + worth, 0) / Math.max(1, known.length);
}

/**
 * What a choice earned: margin less the cost of the message, less what the lost subscriber is worth.
 * @param worth of a subscriber where it is not known of the person, minor units
 */
export function earnedBy(
  {
    context,
    chosen,
    reward,
    unsubscribed,
  }: Pick<ChannelSample, 'context' | 'chosen' | 'reward' | 'unsubscribed'>,
  worth: MinorUnits,
): MinorUnits {
  const lost = unsubscribed ? (context.worth ?? worth) : 0;
  return (reward ?? 0) - amountOf(context.costs, chosen) - lost;
}
