import { z } from 'zod';
import { channelFacts, lowered, type ChannelKind, type ContentProblem } from '@millrace/channels';
import { decisionsNamedIn, saidOnce } from '../reading.ts';
import { defineNode, type Move, type NodeKind, type Port, type Problem, type Wake } from '@millrace/flow';

/** Whether what is sent is marketing. */
export const purposeField = z
  .enum(['flow', 'marketing', 'transactional'])
  .default('flow')
  .meta({
    title: 'Purpose',
    control: 'select',
    description:
      'Marketing obeys consent, caps and quiet hours. Transactional is only for what a person needs to know about an order.',
    labels: { flow: 'As the flow says', marketing: 'Marketing', transactional: 'Transactional' },
  });

/** The fields of every message node besides its content. */
const sendingFields = {
  purpose: purposeField,
  ifNotSent: z
    .enum(['continue', 'way', 'end'])
    .default('continue')
    .meta({
      title: 'If it is not sent',
      control: 'select',
      description: 'When a guardrail refuses it, or it cannot be delivered.',
      labels: { continue: 'Go on anyway', way: 'Take a separate branch', end: 'Leave the flow' },
    }),
};

/** The name of the kind that sends by a channel. */
export const sendKindOf = ({ id }: Pick<ChannelKind, 'id'>): string => `send-${id}`;

/**
 * The node that sends a message of one channel, if every guardrail lets it pass at that moment. The channel
 * provides all its words.
 */
export function sendNode(channel: ChannelKind): NodeKind {
  const isToGet = saidOnce<{ readonly content: unknown }>(
    ({ content }) => `Will get ${channel.mention(content)}.`,
  );
  return defineNode({
    kind: sendKindOf(channel),
    title: `Send ${lowered(channel.title)}`,
    summary: channel.words.use,
    family: 'message',
    icon: channel.icon,
    channel: channel.id,
    facts: channelFacts(channel),
    sentence: ({ content }) => channel.plainSummary(content),
    config: z.strictObject({
      content: channel.content.prefault({}).meta({
        title: channel.title,
        description: 'The message.',
        control: 'message',
        channel: channel.id,
      }),
      ...sendingFields,
    }),
    initial: { content: channel.initial },
    example: { content: channel.example },
    versions: {},
    ports: sendingPorts,
    check: ({ content }) => sendingProblems(channel.problems(content)),
    uses: ({ content }) => variablesIn(content),
    meaning: {
      arrive: ({ config }) => ({
        message: { channel: channel.id, purpose: config.purpose },
        sentence: isToGet(config),
      }),
      wake: ({ config: { ifNotSent } }, wake) => afterSending(ifNotSent, wake),
    },
  });
}

/** A message may be the last step, so its port `next` needs no connection. */
function sendingPorts({ ifNotSent }: Readonly<Record<string, unknown>>): readonly Port[] {
  const next: Port = { id: 'next', label: 'Next', optional: true };
  return ifNotSent === 'way' ? [next, { id: 'not-sent', label: 'Not sent' }] : [next];
}

/** The person's move after the outcome of the message. A message that was not sent never stalls anybody. */
function afterSending(ifNotSent: 'continue' | 'way' | 'end', wake: Wake): Move | null {
  if (wake.type !== 'settled') return null;
  const { outcome } = wake;
  if (outcome === 'sent' || outcome === 'silent' || outcome === 'unknown' || ifNotSent === 'continue')
    return { go: 'next' };
  return ifNotSent === 'way'
    ? { go: 'not-sent' }
    : { end: 'not-sent', sentence: 'Left the flow: the message was not sent.' };
}

/** Problems of the content as problems of the node. */
function sendingProblems(problems: readonly ContentProblem[]): readonly Omit<Problem, 'node'>[] {
  return problems.map(({ severity, code, field, sentence }) => ({
    severity,
    code,
    sentence,
    field: `content.${field}`,
  }));
}

/** Variables that a content shows: those in its placeholders, and the code if it shows one. */
function variablesIn(content: unknown): readonly string[] {
  const text = JSON.stringify(content) ?? '';
  const names = new Set(decisionsNamedIn(text));
  if (/"type":"discount"|\{[{%][^{}]*?\bdiscount\./.test(text)) names.add('code');
  return [...names];
}
