import { listed } from '@millrace/base/words';
import { z } from 'zod';
import { eventInSentence, eventLabel, type Problem } from '@millrace/flow';
import { eventNameProblems } from './reading.ts';

const MOST_EVENTS = 8;

/** One to eight events, of which any counts. */
export const eventsSchema = (missing: string) =>
  z
    .array(z.string().min(1, 'Choose an event, or remove this one.').max(80))
    .min(1, missing)
    .max(MOST_EVENTS, `Choose at most ${MOST_EVENTS} events.`);

/** Migrates a config that names one event to one that names several. */
export function severalEvents({ event, ...config }: Record<string, unknown>): Record<string, unknown> {
  if (event === undefined || Array.isArray(config['events'])) return config;
  if (typeof event !== 'string') return { event, ...config };
  return { events: event === '' ? [] : [event], ...config };
}

/** The events of a config that may be unfinished. */
export const eventNamesIn = (value: unknown): readonly string[] =>
  Array.isArray(value)
    ? value.flatMap((event: unknown) =>
        typeof event === 'string' && event.trim() !== '' ? [event.trim()] : [],
      )
    : [];

/** "Viewed a product, searched the shop or signed up". */
export function eventsWords(events: readonly string[]): string {
  const words = events.map((event, index) => (index === 0 ? eventLabel(event) : eventInSentence(event)));
  return listed(words, 'or');
}

export const lowerFirst = (words: string): string => words.charAt(0).toLowerCase() + words.slice(1);

/** Problems of a list of events: names that are not normalised, and events that are chosen twice. */
export const eventListProblems = (events: readonly string[]): readonly Omit<Problem, 'node'>[] =>
  events.flatMap((event, index) => {
    const field = `events.${index}`;
    if (events.indexOf(event) === index) return eventNameProblems(event, field);
    const sentence = `“${eventLabel(event)}” is chosen twice. Remove one of the two.`;
    return [{ severity: 'error' as const, code: 'event-twice', sentence, field }];
  });
