import type { Json } from '@millrace/base';
import type { CallAnswer, Move, Port } from '@millrace/flow';
import { z } from 'zod';

/** What every step asks that has something done. */
export const actingFields = {
  ifNotDone: z
    .enum(['continue', 'way', 'ways', 'end'])
    .default('continue')
    .meta({
      title: 'If it is not done',
      control: 'select',
      description: 'When it is refused, fails for a day, or nobody can tell whether it was done.',
      labels: {
        continue: 'Go on all the same',
        way: 'Take a way of its own',
        ways: 'Take a way for each: refused, failed, unclear',
        end: 'Leave the flow',
      },
    }),
};
export type IfNotDone = z.output<(typeof actingFields)['ifNotDone']>;

const NEXT: Port = { id: 'next', label: 'Next', optional: true };
/** The same where it stands beside others. */
const DONE: Port = { ...NEXT, label: 'Done' };
const NOT_DONE: Port = { id: 'not-done', label: 'Not done' };
const EACH: readonly Port[] = [
  { id: 'refused', label: 'Refused' },
  { id: 'failed', label: 'Failed' },
  { id: 'unknown', label: 'Unclear' },
];

/** Ways out of a step that has something done. It may be the last thing that happens, so its way on needs no end. */
export function actingPorts({ ifNotDone }: Readonly<Record<string, unknown>>): readonly Port[] {
  return ifNotDone === 'way' ? [DONE, NOT_DONE] : ifNotDone === 'ways' ? [DONE, ...EACH] : [NEXT];
}

/** Ways out of a step about money, one for each outcome: which of them is taken is never left open. */
export const outcomePorts = (done: string): readonly Port[] => [
  { id: 'done', label: done },
  ...EACH.map((port) => ({ ...port, optional: true })),
];

/** Of `EACH`. What was not made for its time had passed counts as failed. */
const wayNotDone = (outcome: CallAnswer['outcome']) =>
  outcome === 'unknown' || outcome === 'refused' ? outcome : 'failed';

/** The way of an outcome, by `outcomePorts`. */
export function byOutcome(
  { outcome, result }: CallAnswer,
  found: (result: Json) => Omit<Extract<Move, { go: string }>, 'go'> = () => ({}),
): Move {
  if (outcome === 'done' || outcome === 'silent') return { go: 'done', ...found(result) };
  return { go: wayNotDone(outcome) };
}

/**
 * Where the person goes once the call has come to its end. Nobody is stalled by what was not done.
 * @param found what is kept of the result, as variables; of people held out that which is assumed
 */
export function afterActing(
  ifNotDone: IfNotDone,
  { outcome, result }: CallAnswer,
  found: (result: Json) => Omit<Extract<Move, { go: string }>, 'go'> = () => ({}),
): Move {
  if (outcome === 'done' || outcome === 'silent') return { go: 'next', ...found(result) };
  switch (ifNotDone) {
    case 'continue':
      return { go: 'next' };
    case 'way':
      return { go: 'not-done' };
    case 'ways':
      return { go: wayNotDone(outcome) };
    case 'end':
      return { end: 'not-done', sentence: 'Left the flow: it was not done.' };
  }
}
