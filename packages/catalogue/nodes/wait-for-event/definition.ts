import { z } from 'zod';
import {
  conditionSchema,
  defineNode,
  evaluate,
  eventInSentence,
  eventLabel,
  hears,
  matchSchema,
  type EventFact,
  type Listen,
  type Scene,
} from '@millrace/flow';
import { durationSchema, durationWords, isZero, milliseconds, spreadOf } from '../duration.ts';
import {
  eventListProblems,
  eventNamesIn,
  eventsSchema,
  eventsWords,
  lowerFirst,
  severalEvents,
} from '../event-lists.ts';
import { awaitedProblems, listenFor, MATCH_LABELS, messageProblems, timeoutProblems } from '../listening.ts';
import { saidOnce } from '../reading.ts';

const config = z.strictObject({
  events: eventsSchema('Choose the event to wait for.').meta({
    title: 'Wait for',
    description: 'Any event of the person, also a custom event. Of several, the first that comes counts.',
    control: 'events',
  }),
  match: matchSchema.default('customer').meta({
    title: 'It has to be about',
    control: 'select',
    description: 'So that an order of another cart, or a click in another message, does not count.',
    labels: MATCH_LABELS,
  }),
  message: z
    .string()
    .max(64)
    .optional()
    .meta({
      title: 'Which message',
      description: 'The latest one when left empty.',
      control: 'message-node',
      onlyIf: { match: 'message' },
    }),
  where: conditionSchema.optional().meta({
    title: 'Only if',
    description: 'About the event itself, for example its value.',
    control: 'condition',
  }),
  timeout: durationSchema.default({ amount: 1, unit: 'days' }).meta({
    title: 'At most',
    description: 'After this the person takes the other branch.',
    control: 'duration',
  }),
});
type Config = z.output<typeof config>;

/** Waits until something happens or the time is up. */
export const waitForEvent = defineNode({
  kind: 'wait-for-event',
  title: 'Wait for an event',
  summary: 'Waits until the person does something or the time is up, with a branch for each.',
  family: 'wait',
  icon: 'hourglass',
  sentence: ({ events, timeout }) => {
    const chosen = eventNamesIn(events);
    return chosen.length === 0
      ? 'Wait for an event: choose which'
      : `Wait until: ${lowerFirst(eventsWords(chosen))}, at most ${durationWords(timeout ?? { amount: 1, unit: 'days' })}`;
  },
  config,
  initial: { events: [], timeout: { amount: 1, unit: 'days' } },
  example: { events: ['message-opened'], match: 'message', timeout: { amount: 3, unit: 'hours' } },
  versions: { several: 1 },
  migrate: { several: severalEvents },
  ports: ({ events, timeout }) => [
    { id: 'happened', label: eventsWords(eventNamesIn(events)) || 'It happened' },
    { id: 'timeout', label: `Not within ${durationWords(timeout ?? { amount: 1, unit: 'days' })}` },
  ],
  // Events since entering: `arrive` reads them for its own message, and `stands` before a held message is
  // sent.
  needs: ({ events }) => ({ events: Object.fromEntries(events.map((event) => [event, 0])) }),
  takesTime: ({ timeout, events }) => eventNamesIn(events).length > 0 && !isZero(timeout),
  check({ events, match, message, timeout }, _node, graph) {
    return [
      ...eventListProblems(events),
      ...timeoutProblems(timeout),
      ...events.flatMap((event) => awaitedProblems({ event, match }, 'match')),
      ...(match === 'message' ? messageProblems(message, graph, 'message') : []),
    ];
  },
  meaning: {
    arrive(scene) {
      const listens = listensOf(scene);
      const earlier =
        scene.visit === 1 && scene.config.match === 'message'
          ? scene.facts.events.find((event) => heardBy(listens, event) && passes(scene, event))
          : undefined;
      if (earlier)
        return {
          go: 'happened',
          sentence: `Already happened: ${eventInSentence(earlier.type)}.`,
          data: { eventId: earlier.id },
        };
      const long = milliseconds(scene.config.timeout);
      return {
        waitUntil: scene.facts.now + long + spreadOf(scene, long),
        listens,
        sentence: waiting(scene.config),
      };
    },
    wake(scene, woken) {
      if (woken.type === 'timer') return { go: 'timeout', sentence: tooLate(scene.config) };
      if (woken.type !== 'event' || !passes(scene, woken.event)) return null;
      return {
        go: 'happened',
        sentence: `${eventLabel(woken.event.type)}.`,
        data: { eventId: woken.event.id },
      };
    },
    stands(scene, { port, since }) {
      if (port !== 'timeout') return null;
      const listens = listensOf(scene);
      const late = scene.facts.events.find(
        (event) => event.at >= since && heardBy(listens, event) && passes(scene, event),
      );
      return late
        ? `Not sent: the event has happened in the meantime (${eventInSentence(late.type)}).`
        : null;
    },
  },
});

const waiting = saidOnce<Config>(
  ({ events, timeout }) =>
    `Waits until: ${lowerFirst(eventsWords(events))}, at most ${durationWords(timeout)}.`,
);
const tooLate = saidOnce<Config>(({ timeout }) => `Did not happen within ${durationWords(timeout)}.`);

function passes({ config: { where }, facts, cursor }: Scene<Config>, event: EventFact): boolean {
  return where === undefined || evaluate(where, facts, cursor, event);
}

const heardBy = (listens: readonly Listen[], event: EventFact): boolean =>
  listens.some((listen) => hears(listen, event));

const listensOf = (scene: Scene<Config>): readonly Listen[] => {
  const { events, match, message } = scene.config;
  return events.map((event) => listenFor(scene, { event, match, message }));
};
