import {
  conditionSchema,
  evaluate,
  eventLabel,
  hears,
  matchSchema,
  type EventFact,
  type Graph,
  type Problem,
  type Scene,
} from '@millrace/flow';
import { z } from 'zod';
import { awaitedProblems, listenFor, messageProblems } from './listening.ts';
import { comparesSomething, conditionWords, eventNameProblems, textIn } from './reading.ts';
import { wayIdSchema } from './ways.ts';

const MOST_EVENTS = 8;

const awaitedSchema = z.strictObject({
  id: wayIdSchema.optional(),
  event: z.string().min(1, 'Choose the event.').max(80).meta({ title: 'Event' }),
  match: matchSchema.default('customer').meta({ title: 'It has to be about' }),
  message: z.string().max(64).optional().meta({ title: 'Which message' }),
  where: conditionSchema.optional().meta({ title: 'Only if' }),
});
export type AwaitedEvent = z.output<typeof awaitedSchema>;

/** Events to wait for, each with what it has to be about and a condition. */
export const awaitedEvents = z
  .array(awaitedSchema)
  .min(1, 'Add the events to wait for.')
  .max(MOST_EVENTS, `Wait for at most ${MOST_EVENTS} events.`);

/** Whether an event is the awaited one. */
export function isAwaited(scene: Scene<unknown>, awaited: AwaitedEvent, event: EventFact): boolean {
  if (!hears(listenFor(scene, awaited), event)) return false;
  return awaited.where === undefined || evaluate(awaited.where, scene.facts, scene.cursor, event);
}

/** What an awaited event is called, with its condition. */
export function awaitedLabel({ event, where }: Readonly<Record<string, unknown>>): string {
  const type = textIn(event);
  if (type === '') return 'It happened';
  return comparesSomething(where)
    ? `${eventLabel(type)}, if ${conditionWords(where, [type])}`
    : eventLabel(type);
}

/** Problems of the events beyond their schema. */
export const problemsOfAwaited = (
  events: readonly AwaitedEvent[],
  graph: Graph,
): readonly Omit<Problem, 'node'>[] =>
  events.flatMap((awaited, index) => [
    ...eventNameProblems(awaited.event, `events.${index}.event`),
    ...awaitedProblems(awaited, `events.${index}.match`),
    ...(awaited.match === 'message'
      ? messageProblems(awaited.message, graph, `events.${index}.message`)
      : []),
  ]);

/** Since entering: what came before is read for messages of the flow, and before a held message is sent. */
export const needsOfAwaited = (events: readonly AwaitedEvent[]) => ({
  events: Object.fromEntries(events.map(({ event }) => [event, 0])),
});
