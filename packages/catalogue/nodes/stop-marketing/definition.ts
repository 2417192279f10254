import { channelInSentence, CHANNELS } from '@millrace/channels';
import { defineNode } from '@millrace/flow';
import { z } from 'zod';
import { actingFields, actingPorts, onceAnswered } from '../acting.ts';

/** Every channel, also one that is added later. */
const ALL = 'all';
const ids = CHANNELS.map(({ id }) => id);

const config = z.strictObject({
  from: z
    .enum([ALL, ...ids])
    .default(ALL)
    .meta({
      title: 'No more marketing by',
      control: 'select',
      labels: { [ALL]: 'Any channel', ...Object.fromEntries(CHANNELS.map(({ id, title }) => [id, title])) },
      description: 'As if they had unsubscribed. Messages about their orders still reach them.',
    }),
  ...actingFields,
});

const by = (from: unknown): string =>
  typeof from === 'string' && ids.includes(from) ? ` by ${channelInSentence(from)}` : '';

/** Unsubscribes people from marketing, for those who never read it. */
export const stopMarketing = defineNode({
  kind: 'stop-marketing',
  title: 'Stop marketing',
  summary: 'Unsubscribes people from marketing, by one channel or by all, so that no flow writes to them.',
  family: 'action',
  person: true,
  icon: 'ban',
  config,
  initial: {},
  example: { from: ALL },
  versions: {},
  ports: actingPorts,
  sentence: ({ from }) => `No more marketing${by(from)}`,
  meaning: {
    arrive: ({ config: { from } }) => ({
      call: {
        capability: 'withdraw-consent',
        input: { channels: from === ALL ? [...ids] : [from] },
        assumed: null,
      },
      sentence: `Will get no more marketing${by(from)}.`,
    }),
    wake: onceAnswered,
  },
});
