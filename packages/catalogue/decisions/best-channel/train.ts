import { count, plural } from '@millrace/base/words';
import type { Training } from '../model.ts';
import { judgeChannels } from './judge.ts';
import { learnChannels } from './learn.ts';
import { MINIMUM_DAYS, MINIMUM_DECISIONS, MINIMUM_ORDERS, MINIMUM_TRIES } from './minimum.ts';
import type { ChannelParameters } from './parameters.ts';
import type { ChannelReport } from './report.ts';
import { earnedBy, meanWorth, OUTCOME_DAYS, type ChannelSample } from './samples.ts';

/** Days that are judged: a third of the past, at most so many. */
const MOST_JUDGED = 45;

/** Learns from all choices, if what it learned from the earlier ones would have earned more than the rule in the later ones. */
export function trainChannels(samples: readonly ChannelSample[]): Training<ChannelParameters, ChannelReport> {
  const channels = channelsOf(samples);
  const orders = samples.filter(({ reward }) => reward !== null).length;
  const past =
    samples.reduce((longest, { daysAgo }) => Math.max(longest, daysAgo), OUTCOME_DAYS) - OUTCOME_DAYS;
  const seen = {
    decisions: samples.length,
    people: new Set(samples.map(({ person }) => person)).size,
    orders,
    channels,
  };
  const short = tooLittle(samples.length, orders, channels, past);
  const nothing = { gain: 0, error: 0 };
  if (short !== null)
    return {
      parameters: null,
      report: { ...seen, days: 0, judged: 0, way: 'rule', overRule: nothing, overStore: nothing },
      reason: short,
    };
  const judged = judgeChannels(samples, OUTCOME_DAYS + Math.min(MOST_JUDGED, Math.floor(past / 3)));
  const report = { ...seen, ...judged, days: judged.days - OUTCOME_DAYS };
  return judged.way === 'rule'
    ? {
        parameters: null,
        report,
        reason: `What it learned would not clearly have earned more than the rule in the last ${plural(report.days, 'day')} with a final result, so the rule stays in use.`,
      }
    : { parameters: learnChannels(samples, judged.way === 'person'), report, reason: null };
}

function channelsOf(samples: readonly ChannelSample[]): ChannelReport['channels'] {
  const worth = meanWorth(samples);
  const names = new Map(samples.flatMap((sample) => Object.entries(sample.names)));
  return [...names].map(([id, name]) => {
    const own = samples.filter(({ chosen }) => chosen === id);
    return {
      id,
      name,
      chosen: own.length,
      orders: own.filter(({ reward }) => reward !== null).length,
      unsubscribed: own.filter(({ unsubscribed }) => unsubscribed).length,
      earned: own.reduce((sum, one) => sum + earnedBy(one, worth), 0) / Math.max(1, own.length),
    };
  });
}

function tooLittle(
  decisions: number,
  orders: number,
  channels: ChannelReport['channels'],
  past: number,
): string | null {
  if (decisions < MINIMUM_DECISIONS)
    return `${plural(decisions, 'choice')} between channels had a final result, and ${count(MINIMUM_DECISIONS)} are needed to learn from.`;
  if (orders < MINIMUM_ORDERS)
    return `${plural(orders, 'order')} followed choices between channels, and ${count(MINIMUM_ORDERS)} are needed to learn from.`;
  const rare = channels.find(({ chosen }) => chosen < MINIMUM_TRIES);
  if (rare !== undefined)
    return `One of the channels, ${rare.name}, was chosen ${plural(rare.chosen, 'time')}, and ${count(MINIMUM_TRIES)} are needed to learn from.`;
  if (past < MINIMUM_DAYS)
    return `The first choice is ${plural(Math.floor(past), 'day')} older than the last with a final result, and ${count(MINIMUM_DAYS)} days are needed to check it with.`;
  return null;
}
