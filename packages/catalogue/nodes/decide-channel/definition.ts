import { z } from 'zod';
import { listed } from '@millrace/base/words';
import { channelById, channelIds, channelInSentence, lowered, type ChannelKind } from '@millrace/channels';
import { modelsFor, VISIT_DAYS } from '@millrace/decisions';
import {
  ANSWER_EVENTS,
  bestChannelModel,
  chooseChannel,
  DEFAULT_EXPLORATION,
  NONE,
} from '@millrace/decisions/best-channel';
import { defineNode, type Graph, type Port, type Problem } from '@millrace/flow';
import { refusalFor } from '@millrace/guardrails';
import { purposeField, sendKindOf } from '../sending/definition.ts';

const config = z.strictObject({
  channels: z.array(z.enum(channelIds())).min(1, 'Choose at least one channel.').max(12).meta({
    title: 'Channels',
    description:
      'Of those that a person may be reached by, it chooses the one that earns the most. While too little is known, the one they answered last, or else the first here.',
    control: 'channels',
  }),
  purpose: purposeField,
  exploration: z.number().min(0).max(0.5).default(DEFAULT_EXPLORATION).meta({
    title: 'Exploration share',
    description: 'How often another channel is tried, so that it can be learned what it brings.',
    control: 'percent',
  }),
});

/** The chosen channels in their order, each once. */
export const channelsIn = (ids: unknown): readonly ChannelKind[] =>
  [...new Set(Array.isArray(ids) ? (ids as unknown[]) : [])].flatMap((id) =>
    typeof id === 'string' ? (channelById(id) ?? []) : [],
  );

/** Decides by which channel somebody gets the next message, learned from what earlier ones earned. */
export const decideChannel = defineNode({
  kind: 'decide-channel',
  title: 'Decide: channel',
  summary:
    'Chooses, among the channels a person may be reached by, the one that earns the most, with a branch for each.',
  family: 'decision',
  icon: 'send',
  person: true,
  sentence({ channels }) {
    const names = channelsIn(channels).map(({ title }) => lowered(title));
    return names.length === 0 ? 'Decide on the channel: choose which' : `Decide between ${listed(names)}`;
  },
  config,
  initial: { channels: channelIds() },
  example: { channels: channelIds(), purpose: 'marketing', exploration: 0.1 },
  versions: {},
  ports: ({ channels }): readonly Port[] => [
    ...channelsIn(channels).map(({ id, title }) => ({ id, label: title })),
    { id: NONE, label: 'None possible', optional: true },
  ],
  needs: () => ({
    events: Object.fromEntries(ANSWER_EVENTS.map((type) => [type, VISIT_DAYS])),
    models: modelsFor(bestChannelModel),
    sending: true,
  }),
  sets: bestChannelModel.facts,
  check: ({ channels }, { id }, graph) => [
    ...(channels.length === 1
      ? [
          {
            severity: 'warning' as const,
            code: 'channel-one',
            sentence: 'There is only one channel here, so nothing is chosen. Add another one.',
            field: 'channels',
          },
        ]
      : []),
    ...channelsIn(channels).flatMap((channel) => otherSent(channel, id, graph)),
  ],
  meaning: {
    arrive(scene) {
      const { facts, config: chosen } = scene;
      const purpose = chosen.purpose === 'flow' ? scene.purpose : chosen.purpose;
      const { channel, record } = chooseChannel(
        facts,
        {
          channels: channelsIn(chosen.channels).map((kind) => ({
            id: kind.id,
            name: lowered(kind.title),
            refusal: refusalFor(facts, kind, purpose),
            cost: facts.store.sending?.costs[kind.id] ?? kind.usualCost,
          })),
          worth: facts.store.sending?.subscriberWorth ?? null,
          exploration: chosen.exploration,
        },
        scene.draw('channel'),
      );
      return {
        go: channel ?? NONE,
        // Why is in the decision.
        sentence: channel === null ? 'No channel is possible.' : `Goes on by ${channelInSentence(channel)}.`,
        with: { variables: { channel: channel ?? NONE }, decision: record },
      };
    },
  },
});

/** A branch of one channel that leads straight to a step which sends by another one. */
function otherSent(channel: ChannelKind, node: string, graph: Graph): readonly Omit<Problem, 'node'>[] {
  const edge = graph.edges.find(({ from, port }) => from === node && port === channel.id);
  const kind = graph.nodes.find(({ id }) => id === edge?.to)?.kind;
  const sent = channelsIn(channelIds()).find((one) => sendKindOf(one) === kind);
  return sent === undefined || sent.id === channel.id
    ? []
    : [
        {
          severity: 'warning',
          code: 'channel-other',
          sentence: `The branch “${channel.title}” leads to a step that sends ${sent.noun}. Lead it to one that sends ${channel.noun}.`,
          field: 'channels',
        },
      ];
}
