import { plural } from '@millrace/base/words';
import { z } from 'zod';
import { defineNode, eventInSentence, eventLabel, type EventFact, type Scene } from '@millrace/flow';
import { awaitedEvents, awaitedLabel, isAwaited, needsOfAwaited, problemsOfAwaited } from '../awaited.ts';
import { durationSchema, durationWords, isZero, milliseconds, spreadOf } from '../duration.ts';
import { listenFor, timeoutProblems } from '../listening.ts';
import { recordsIn, saidOnce, textIn } from '../reading.ts';
import { duplicateWays, wayId } from '../ways.ts';

const TIMEOUT = 'timeout';

const config = z.strictObject({
  events: awaitedEvents.meta({
    title: 'Wait for',
    description: 'The first that comes decides the branch. Of two that fit one event, the upper one does.',
    control: 'awaited-events',
  }),
  timeout: durationSchema.default({ amount: 1, unit: 'days' }).meta({
    title: 'At most',
    description: 'After this the person takes the last branch.',
    control: 'duration',
  }),
});
type Config = z.output<typeof config>;

/** Waits for the first of several events, with a branch for each. */
export const waitForOneOf = defineNode({
  kind: 'wait-for-one-of',
  title: 'Wait for one of several',
  summary: 'Waits until one of several things happens, with a branch for which, or until the time is up.',
  family: 'wait',
  icon: 'hourglass',
  sentence({ events, timeout }) {
    const [first, ...others] = recordsIn(events).filter(({ event }) => textIn(event) !== '');
    if (!first) return 'Wait for one of several: choose which';
    const more = others.length === 0 ? '' : ` or ${plural(others.length, 'other event')}`;
    return `Wait until: ${eventInSentence(textIn(first['event']))}${more}, at most ${durationWords(timeout ?? { amount: 1, unit: 'days' })}`;
  },
  config,
  initial: { events: [], timeout: { amount: 1, unit: 'days' } },
  example: {
    events: [
      { id: 'clicked', event: 'message-clicked', match: 'message' },
      { id: 'bought', event: 'order-placed', match: 'customer' },
    ],
    timeout: { amount: 2, unit: 'days' },
  },
  versions: {},
  ports: ({ events, timeout }) => [
    ...recordsIn(events).map((awaited, index) => ({
      id: wayId(awaited, index),
      label: awaitedLabel(awaited),
    })),
    { id: TIMEOUT, label: `None within ${durationWords(timeout ?? { amount: 1, unit: 'days' })}` },
  ],
  needs: ({ events }) => needsOfAwaited(events),
  takesTime: ({ events, timeout }) =>
    recordsIn(events).some(({ event }) => textIn(event) !== '') && !isZero(timeout),
  check({ events, timeout }, _node, graph) {
    return [
      ...duplicateWays(events, 'events', TIMEOUT),
      ...problemsOfAwaited(events, graph),
      ...timeoutProblems(timeout),
    ];
  },
  meaning: {
    arrive(scene) {
      // An answer to a message may come while the flow is still between the two steps.
      const early =
        scene.visit === 1
          ? scene.facts.events.find((event) => found(scene, event)?.awaited.match === 'message')
          : undefined;
      const came = early && found(scene, early);
      if (early && came)
        return {
          go: came.port,
          sentence: `Already happened: ${eventInSentence(early.type)}.`,
          data: { eventId: early.id },
        };
      const long = milliseconds(scene.config.timeout);
      return {
        waitUntil: scene.facts.now + long + spreadOf(scene, long),
        listens: scene.config.events.map((awaited) => listenFor(scene, awaited)),
        sentence: waiting(scene.config),
      };
    },
    wake(scene, woken) {
      if (woken.type === 'timer') return { go: TIMEOUT, sentence: tooLate(scene.config) };
      const came = woken.type === 'event' ? found(scene, woken.event) : null;
      if (woken.type !== 'event' || came === null) return null;
      return {
        go: came.port,
        sentence: `${eventLabel(woken.event.type)}.`,
        data: { eventId: woken.event.id },
      };
    },
    stands(scene, { port, since }) {
      if (port !== TIMEOUT) return null;
      const late = scene.facts.events.find((event) => event.at >= since && found(scene, event) !== null);
      return late
        ? `Not sent: the event has happened in the meantime (${eventInSentence(late.type)}).`
        : null;
    },
  },
});

/** The first of the awaited events that an event is, and its branch; null when it is none of them. */
function found(scene: Scene<Config>, event: EventFact) {
  for (const [index, awaited] of scene.config.events.entries())
    if (isAwaited(scene, awaited, event)) return { awaited, port: wayId(awaited, index) };
  return null;
}

const waiting = saidOnce<Config>(
  ({ events, timeout }) =>
    `Waits until: ${events.map(({ event }) => eventInSentence(event)).join(' or ')}, at most ${durationWords(timeout)}.`,
);
const tooLate = saidOnce<Config>(
  ({ events, timeout }) =>
    `${events.length === 1 ? 'Did not happen' : 'None of them happened'} within ${durationWords(timeout)}.`,
);
