import { z } from 'zod';
import type { ContentProblem } from '@millrace/channels';
import type { Move, Port, Problem, Wake } from '@millrace/flow';

/** What every message node asks beside its content. */
export const sendingFields = {
  purpose: z
    .enum(['flow', 'marketing', 'transactional'])
    .default('flow')
    .meta({
      title: 'Purpose',
      control: 'select',
      description: 'Marketing obeys consent, caps and quiet hours. Transactional is only for what the person needs to know about an order.',
      labels: { flow: 'As the flow says', marketing: 'Marketing', transactional: 'Transactional' },
    }),
  ifNotSent: z
    .enum(['continue', 'way', 'end'])
    .default('continue')
    .meta({
      title: 'If it is not sent',
      control: 'select',
      description: 'When a guardrail refuses it, or it cannot be delivered.',
      labels: { continue: 'Go on all the same', way: 'Take a way of its own', end: 'Leave the flow' },
    }),
};

/** A message may be the last thing that happens, so its way on needs no end. */
export function sendingPorts({ ifNotSent }: Readonly<Record<string, unknown>>): readonly Port[] {
  const next: Port = { id: 'next', label: 'Next', optional: true };
  return ifNotSent === 'way' ? [next, { id: 'not-sent', label: 'Not sent' }] : [next];
}

/** Where the person goes once the message has come to its end. Nobody is stalled by a message that was not sent. */
export function afterSending(ifNotSent: 'continue' | 'way' | 'end', wake: Wake): Move | null {
  if (wake.type !== 'settled') return null;
  const { outcome } = wake;
  if (outcome === 'sent' || outcome === 'silent' || outcome === 'unknown' || ifNotSent === 'continue') return { go: 'next' };
  return ifNotSent === 'way' ? { go: 'not-sent' } : { end: 'not-sent', sentence: 'Left the flow: the message was not sent.' };
}

/** Problems of the content as problems of the node. */
export function sendingProblems(problems: readonly ContentProblem[]): readonly Omit<Problem, 'node'>[] {
  return problems.map(({ severity, code, field, sentence }) => ({ severity, code, sentence, field: `content.${field}` }));
}

/** Variables that a content shows: those in its placeholders, and the code when it has a place for one. */
export function variablesIn(content: unknown): readonly string[] {
  const text = JSON.stringify(content) ?? '';
  const names = new Set([...text.matchAll(/\{[{%][^{}]*?\bdecision\.(\w+)/g)].map((match) => match[1]!));
  if (/"type":"discount"|\{[{%][^{}]*?\bdiscount\./.test(text)) names.add('code');
  return [...names];
}
