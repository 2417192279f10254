import { plural } from '@millrace/base/words';
import type { Instant, Json } from '@millrace/base';
import {
  defineNode,
  eventInSentence,
  eventLabel,
  type EventFact,
  type Move,
  type Scene,
} from '@millrace/flow';
import { z } from 'zod';
import {
  awaitedEvents,
  isAwaited,
  needsOfAwaited,
  problemsOfAwaited,
  type AwaitedEvent,
} from '../awaited.ts';
import { durationSchema, durationWords, isZero, milliseconds, spreadOf } from '../duration.ts';
import { listenFor, timeoutProblems } from '../listening.ts';
import { fieldProblem, recordsIn, textIn } from '../reading.ts';
import { duplicateWays, wayId } from '../ways.ts';

const TIMEOUT = 'timeout';
const A_DAY = { amount: 1, unit: 'days' } as const;

const config = z.strictObject({
  events: awaitedEvents.meta({
    title: 'Wait for',
    description: 'All of them have to come, in any order.',
    control: 'awaited-events',
    every: true,
  }),
  timeout: durationSchema.default(A_DAY).meta({
    title: 'At most',
    description: 'After this the person takes the other branch.',
    control: 'duration',
  }),
});
type Config = z.output<typeof config>;

/** What the wait remembers. */
interface Memory {
  /** Ids of the lines whose event came. */
  readonly came: readonly string[];
  readonly until: Instant;
}

/** Waits until each of several events has come. */
export const waitForAll = defineNode({
  kind: 'wait-for-all',
  title: 'Wait for all of several',
  summary: 'Waits until several things have all happened, in any order, or until the time is up.',
  family: 'wait',
  icon: 'hourglass',
  sentence({ events, timeout }) {
    const [first, ...others] = recordsIn(events).filter(({ event }) => textIn(event) !== '');
    if (!first) return 'Wait for all of several: choose which';
    const more = others.length === 0 ? '' : ` and ${plural(others.length, 'other event')}`;
    return `Wait until: ${eventInSentence(textIn(first['event']))}${more}, at most ${durationWords(timeout ?? A_DAY)}`;
  },
  config,
  initial: { events: [], timeout: A_DAY },
  example: {
    events: [
      { id: 'paid', event: 'order-paid', match: 'customer' },
      { id: 'signed', event: 'form-submitted', match: 'customer' },
    ],
    timeout: { amount: 2, unit: 'days' },
  },
  versions: {},
  ports: ({ timeout }) => [
    { id: 'next', label: 'All of them' },
    { id: TIMEOUT, label: `Not all within ${durationWords(timeout ?? A_DAY)}` },
  ],
  needs: ({ events }) => needsOfAwaited(events),
  takesTime: ({ events, timeout }) =>
    recordsIn(events).some(({ event }) => textIn(event) !== '') && !isZero(timeout),
  check: ({ events, timeout }, _node, graph) => [
    ...duplicateWays(events, 'events'),
    ...problemsOfAwaited(events, graph),
    ...(events.length === 1
      ? [
          fieldProblem(
            'events',
            'Add a second event. For a single one there is the step “Wait for an event”.',
          ),
        ]
      : []),
    ...timeoutProblems(timeout),
  ],
  meaning: {
    arrive(scene) {
      // An answer to a message may come while the flow is still between the two steps.
      const early = scene.visit === 1 ? scene.facts.events : [];
      const came = scene.config.events.flatMap((awaited, index) =>
        awaited.match === 'message' && early.some((event) => isAwaited(scene, awaited, event))
          ? [wayId(awaited, index)]
          : [],
      );
      const long = milliseconds(scene.config.timeout);
      return goOn(scene, { came, until: scene.facts.now + long + spreadOf(scene, long) });
    },
    wake(scene, woken) {
      const memory = memoryOf(scene);
      if (woken.type === 'timer') return { go: TIMEOUT, sentence: tooLate(scene, memory) };
      if (woken.type !== 'event') return null;
      const news = stillOpen(scene, memory).filter(({ awaited }) => isAwaited(scene, awaited, woken.event));
      if (news.length === 0) return null;
      return goOn(scene, { ...memory, came: [...memory.came, ...news.map(({ id }) => id)] }, woken.event);
    },
    stands(scene, { port, since }) {
      if (port !== TIMEOUT) return null;
      const came = scene.config.events.every((awaited) =>
        scene.facts.events.some((event) => event.at >= since && isAwaited(scene, awaited, event)),
      );
      return came ? 'Not sent: all of the events have happened in the meantime.' : null;
    },
  },
});

/** The lines whose event has not come, with their ids. */
function stillOpen({ config: { events } }: Scene<Config>, { came }: Memory) {
  return events.flatMap((awaited, index): { readonly id: string; readonly awaited: AwaitedEvent }[] => {
    const id = wayId(awaited, index);
    return came.includes(id) ? [] : [{ id, awaited }];
  });
}

/** Onward when all have come; otherwise waits for those that are left, until the same instant as before. */
function goOn(scene: Scene<Config>, memory: Memory, last?: EventFact): Move {
  const open = stillOpen(scene, memory);
  if (open.length === 0) return { go: 'next', sentence: 'All of them have happened.' };
  const left = open.map(({ awaited }) => eventInSentence(awaited.event)).join(' and ');
  const lead = last ? `${eventLabel(last.type)}. ` : '';
  return {
    waitUntil: memory.until,
    listens: open.map(({ awaited }) => listenFor(scene, awaited)),
    memory: { came: [...memory.came], until: memory.until },
    sentence: `${lead}Waits until: ${left}, at most ${durationWords(scene.config.timeout)} in all.`,
  };
}

function tooLate(scene: Scene<Config>, memory: Memory): string {
  const open = stillOpen(scene, memory);
  const words = open.map(({ awaited }) => eventInSentence(awaited.event)).join(', ');
  return `Not all within ${durationWords(scene.config.timeout)}; missing: ${words}.`;
}

/** What the wait remembers; a memory that was made otherwise counts as none. */
function memoryOf({ cursor, facts }: Scene<Config>): Memory {
  const { came, until } = (cursor.memory ?? {}) as Record<string, Json>;
  return {
    came: Array.isArray(came) ? came.filter((id): id is string => typeof id === 'string') : [],
    until: typeof until === 'number' ? until : facts.now,
  };
}
