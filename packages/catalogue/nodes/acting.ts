import type { Json } from '@millrace/base';
import type { Asked, CallAnswer, Meaning, Move, Port } from '@millrace/flow';
import { z } from 'zod';

/** The fields that every step with a call shares. */
export const actingFields = {
  ifNotDone: z
    .enum(['continue', 'way', 'ways', 'end'])
    .default('continue')
    .meta({
      title: 'If it is not done',
      control: 'select',
      description: 'When it is refused, fails for a day, or it is unclear whether it was done.',
      labels: {
        continue: 'Go on anyway',
        way: 'Take a separate branch',
        ways: 'Take a branch for each: refused, failed, unclear',
        end: 'Leave the flow',
      },
    }),
};
export type IfNotDone = z.output<(typeof actingFields)['ifNotDone']>;

const NEXT: Port = { id: 'next', label: 'Next', optional: true };
/** The same port, beside others. */
const DONE: Port = { ...NEXT, label: 'Done' };
const NOT_DONE: Port = { id: 'not-done', label: 'Not done' };
const EACH: readonly Port[] = [
  { id: 'refused', label: 'Refused' },
  { id: 'failed', label: 'Failed' },
  { id: 'unknown', label: 'Unclear' },
];

/** Ports of a step with a call. The call may be the last step, so its port `next` needs no connection. */
export function actingPorts({ ifNotDone }: Readonly<Record<string, unknown>>): readonly Port[] {
  return ifNotDone === 'way' ? [DONE, NOT_DONE] : ifNotDone === 'ways' ? [DONE, ...EACH] : [NEXT];
}

/** Ports of a step about money: one for each outcome, so that each is handled. */
export const outcomePorts = (done: string): readonly Port[] => [
  { id: 'done', label: done },
  ...EACH.map((port) => ({ ...port, optional: true })),
];

/** The port of `EACH` for an outcome. A call that was skipped counts as failed. */
const wayNotDone = (outcome: CallAnswer['outcome']) =>
  outcome === 'unknown' || outcome === 'refused' ? outcome : 'failed';

/** The port of an outcome, by `outcomePorts`. */
export function byOutcome(
  { outcome, result }: CallAnswer,
  found: (result: Json) => Omit<Extract<Move, { go: string }>, 'go'> = () => ({}),
): Move {
  if (outcome === 'done' || outcome === 'silent') return { go: 'done', ...found(result) };
  return { go: wayNotDone(outcome) };
}

/** A step that makes one call, sets nothing, and takes the port of its outcome: what it asks for, and its meaning. */
export const oneCall = <Config>(
  capability: string,
  asked: (config: Config) => { readonly input: Json; readonly sentence: string },
): { asks(): readonly Asked[]; readonly meaning: Meaning<Config> } => ({
  asks: () => [{ capability, connection: null }],
  meaning: {
    arrive({ config }) {
      const { input, sentence } = asked(config);
      return { call: { capability, input, assumed: null }, sentence };
    },
    wake: (_scene, wake) => (wake.type === 'answer' ? byOutcome(wake) : null),
  },
});

/**
 * The person's move after the outcome of the call. A call that fails never stalls anybody.
 * @param found turns the result (for people in the holdout the assumed one) into variables
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

/** How a step with one call goes on when the answer is there. */
export const onceAnswered: Meaning<{ ifNotDone: IfNotDone }>['wake'] = ({ config: { ifNotDone } }, wake) =>
  wake.type === 'answer' ? afterActing(ifNotDone, wake) : null;
