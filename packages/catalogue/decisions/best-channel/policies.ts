import type { PastSend } from '../history.ts';
import { always, comparePolicies, logsOf, type Policy } from '../policies.ts';
import type { PolicyReport } from '../policy-report.ts';
import { learnChannels } from './learn.ts';
import type { ChannelParameters } from './parameters.ts';
import {
  channelSamples,
  earnedBy,
  meanWorth,
  OUTCOME_DAYS,
  sampleOf,
  type ChannelSample,
} from './samples.ts';
import { bestOf, expectedOf } from './worth.ts';

type ChannelPolicy = Policy<ChannelSample, ChannelParameters>;

/** What other channels would have earned, for each step that chooses one: margin less messages and lost subscribers. */
export function channelPolicies(past: readonly PastSend[]): readonly PolicyReport[] {
  const samples = channelSamples(past);
  const worth = meanWorth(samples);
  const names = new Map(samples.flatMap((sample) => Object.entries(sample.names)));
  const paid = past.map((one) => {
    const sample = sampleOf(one);
    return { ...one, sample, reward: sample === null ? one.reward : Math.round(earnedBy(sample, worth)) };
  });
  return comparePolicies<ChannelSample, ChannelParameters>({
    steps: logsOf(paid, OUTCOME_DAYS, ({ sample }) => sample),
    policies: (options) => [...options.map((id) => alwaysOne(id, names.get(id) ?? id)), RULE, NEWEST],
    learn: (log) =>
      learnChannels(
        log.map(({ context }) => context),
        true,
      ),
    expects: (parameters, { context }, option) => expectedOf(parameters, context, option).worth,
  });
}

const alwaysOne = (option: string, name: string): ChannelPolicy => ({
  id: `always:${option}`,
  title: `Always ${name}`,
  sentence: `Everybody gets ${name} where it may be used, and otherwise another channel that may.`,
  option,
  chances: always(option, option),
});

const RULE: ChannelPolicy = {
  id: 'rule',
  title: 'The fixed rule',
  sentence:
    'Everybody gets the channel that they answered last, or else the first of the step that may be used.',
  chances: ({ context }) => ({ [context.context.rule]: 1 }),
};

const NEWEST: ChannelPolicy = {
  id: 'newest',
  title: 'The newest model',
  sentence: 'Everybody gets what the model chooses with all it has learned by now, without trying others.',
  chances: ({ context, open }, parameters) => ({
    [bestOf(
      parameters,
      context.context,
      open.map(({ option }) => option),
    )]: 1,
  }),
};
