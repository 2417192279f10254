import { explained, spaced, type ToldDecision } from '../explanation.ts';
import type { Facts } from '@millrace/flow';
import { defineModel } from '../model.ts';
import { channelCard } from './card.ts';
import { chooseChannel, type ChannelSettings } from './choose.ts';
import { channelDrift } from './drift.ts';
import { pastChoices } from './example.ts';
import { MINIMUM_DAYS, MINIMUM_DECISIONS, MINIMUM_ORDERS, MINIMUM_TRIES } from './minimum.ts';
import { channelParametersSchema } from './parameters.ts';
import { channelPolicies } from './policies.ts';
import { channelReportSchema } from './report.ts';
import { channelSamples, OUTCOME_DAYS } from './samples.ts';
import { trainChannels } from './train.ts';
import { channelTitle, INPUTS, NONE } from './words.ts';

/** Exploration share of a new step. */
export const DEFAULT_EXPLORATION = 0.2;

/** Without a step, the channels that they agreed to. */
const agreed = ({ customer: { consent } }: Facts): ChannelSettings => ({
  channels: Object.entries(consent)
    .toSorted(([left], [right]) => (left < right ? -1 : 1))
    .map(([id, state]) => ({
      id,
      name: spaced(id).toLowerCase(),
      refusal: state === 'subscribed' ? null : 'They did not agree to it.',
      cost: 0,
    })),
  worth: null,
  exploration: DEFAULT_EXPLORATION,
});

export const bestChannelModel = defineModel({
  id: 'best-channel',
  title: 'Best channel',
  summary:
    'Chooses, among the channels a person may be reached by, the one that earns the most: orders, less the message and the subscribers it loses.',
  source:
    'Logistic regression with normal priors, weighted by inverse propensity (Horvitz and Thompson, JASA 47, 1952), with a Dirichlet prior on people’s own answers (Minka, Estimating a Dirichlet distribution, 2000); judged by the doubly robust estimator (Dudík, Langford and Li, ICML 2011).',
  rule: 'Chooses the channel that the person opened or clicked a message of last, else the first of the step that may be used, and tries each other one with an equal part of the exploration share.',
  minimum: [
    { what: 'choices between channels with a final result', count: MINIMUM_DECISIONS },
    { what: 'orders after them', count: MINIMUM_ORDERS },
    { what: 'choices of each channel', count: MINIMUM_TRIES },
    { what: 'days of choices', count: MINIMUM_DAYS },
  ],
  looksAt: [
    'which channels may be used: address, consent and suppression list',
    'messages they opened or clicked in themselves, by channel',
    'margin of the cart, or of their usual order',
    'what a message of each channel costs',
    'how many unsubscribe by each channel, and what a subscriber is worth',
    'orders after messages of each channel',
  ],
  checkedBy:
    'At each training, what is learned from the earlier choices is judged by the later ones, and replaces the rule only if it would have earned more by more than two standard errors. It got worse when that is no longer so, and by clearly less than when it learned.',
  parameters: channelParametersSchema,
  reads: [],
  facts: { channel: { label: 'channel chosen', type: 'text' } },
  reward: { of: 'person', days: OUTCOME_DAYS },
  history: 'sends',
  samples: channelSamples,
  train: trainChannels,
  report: channelReportSchema,
  policies: channelPolicies,
  drift: { by: 'trainings', judge: channelDrift },
  provesItself: true,
  examplePast: pastChoices,
  decide(facts, draw) {
    const { channel, record } = chooseChannel(facts, agreed(facts), draw);
    return { record, sets: { channel: channel ?? NONE } };
  },
  headline: (chosen, nameOf) => `Channel: ${chosen === NONE ? 'none possible' : nameOf(chosen)}`,
  explain: (record, currency) =>
    explained({ ...record, inputs: shown(record.inputs) }, currency, {
      option: (id) => channelTitle(id, record.inputs['names']),
      inputs: INPUTS,
    }),
  card: channelCard,
});

/** The inputs that are not in the sentences. */
const shown = ({ draw: _draw, rule: _rule, ...inputs }: ToldDecision['inputs']): ToldDecision['inputs'] =>
  inputs;
