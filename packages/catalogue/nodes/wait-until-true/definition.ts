import { z } from 'zod';
import {
  conditionSchema,
  defineNode,
  evaluate,
  FACTS_CHANGED,
  nextChange,
  type Listen,
  type Move,
  type Scene,
} from '@millrace/flow';
import type { Instant, Json } from '@millrace/base';
import { durationSchema, durationWords, milliseconds, spreadOf } from '../duration.ts';
import { timeoutProblems } from '../listening.ts';
import { comparesSomething, conditionWords, fieldProblem, isEmptyCondition, saidOnce } from '../reading.ts';

const TIMEOUT = 'timeout';
const YES = 'yes';
const LISTENS: readonly Listen[] = [{ event: FACTS_CHANGED, match: 'customer', id: null }];

const config = z.strictObject({
  when: conditionSchema.meta({
    title: 'Until',
    description: 'Any condition: facts of the person, what they did, or a saved segment that they are in.',
    control: 'condition',
  }),
  timeout: durationSchema.default({ amount: 7, unit: 'days' }).meta({
    title: 'At most',
    description: 'After this the person takes the other branch.',
    control: 'duration',
  }),
});
type Config = z.output<typeof config>;

/** Waits until a condition fits the person, however it comes about: by what they do, or by time alone. */
export const waitUntilTrue = defineNode({
  kind: 'wait-until-true',
  title: 'Wait until a condition fits',
  summary: 'Waits until a condition or a segment fits the person, or until the time is up.',
  family: 'wait',
  icon: 'hourglass',
  sentence({ when, timeout }) {
    if (!comparesSomething(when)) return 'Wait until a condition fits: choose which';
    return `Wait until ${conditionWords(when)}, at most ${durationWords(timeout ?? { amount: 7, unit: 'days' })}`;
  },
  config,
  initial: { when: { all: [] }, timeout: { amount: 7, unit: 'days' } },
  example: {
    when: { fact: 'customer.ordersCount', operator: 'at-least', value: 2 },
    timeout: { amount: 14, unit: 'days' },
  },
  versions: {},
  ports: ({ timeout }) => [
    { id: YES, label: 'It fits' },
    { id: TIMEOUT, label: `Not within ${durationWords(timeout ?? { amount: 7, unit: 'days' })}` },
  ],
  check: ({ when, timeout }) => [
    ...(isEmptyCondition(when) ? [fieldProblem('when', 'Say what has to fit.')] : []),
    ...timeoutProblems(timeout),
  ],
  meaning: {
    arrive(scene) {
      if (fits(scene)) return { go: YES, sentence: 'Fits already.' };
      const long = milliseconds(scene.config.timeout);
      return waiting(scene, scene.facts.now + long + spreadOf(scene, long));
    },
    wake(scene, woken) {
      if (woken.type !== 'timer' && woken.type !== 'changed') return null;
      if (fits(scene)) return { go: YES, sentence: 'Fits now.' };
      const deadline = deadlineOf(scene);
      if (scene.facts.now >= deadline) return { go: TIMEOUT, sentence: tooLate(scene.config) };
      const { pending } = scene.cursor;
      const again = untilWhen(scene, deadline);
      // Nothing that time depends on has changed.
      if (woken.type === 'changed' && pending?.type === 'wait' && pending.until === again) return null;
      return waiting(scene, deadline);
    },
    stands(scene, { port }) {
      return port === TIMEOUT && fits(scene) ? 'Not sent: the condition fits in the meantime.' : null;
    },
  },
});

const fits = ({ config: { when }, facts, cursor }: Scene<Config>): boolean => evaluate(when, facts, cursor);

/** Wakes at the deadline, or at the instant before it at which time alone may make the condition fit. */
function untilWhen({ config: { when }, facts }: Scene<Config>, deadline: Instant): Instant {
  return Math.min(deadline, nextChange(when, facts) ?? deadline);
}

function waiting(scene: Scene<Config>, deadline: Instant): Move {
  return {
    waitUntil: untilWhen(scene, deadline),
    listens: LISTENS,
    memory: { deadline },
    sentence: waits(scene.config),
  };
}

/** When the wait ends at the latest; now if that was not kept. */
function deadlineOf({ cursor, facts }: Scene<Config>): Instant {
  const { deadline } = (cursor.memory ?? {}) as Record<string, Json>;
  return typeof deadline === 'number' ? deadline : facts.now;
}

const waits = saidOnce<Config>(
  ({ when, timeout }) => `Waits until ${conditionWords(when)}, at most ${durationWords(timeout)}.`,
);
const tooLate = saidOnce<Config>(({ timeout }) => `Did not fit within ${durationWords(timeout)}.`);
