import { isZone } from '@millrace/base';
import { decidedFacts, DECISION_MODELS } from '@millrace/decisions';
import {
  conditionSchema,
  describeCondition,
  factsWithEvents,
  factsWith,
  normaliseEventType,
  type Condition,
  type Facts,
  type Problem,
} from '@millrace/flow';
import { OF_PEOPLE } from './people-facts.ts';

/** The person's time zone; the store's when theirs does not exist. */
export function zoneOf({ customer, store }: Facts): string {
  if (isZone(customer.zone)) return customer.zone;
  return isZone(store.zone) ? store.zone : 'UTC';
}

/** A text from a config that may be unfinished. */
export function textIn(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}

/** Names of decision variables in the placeholders of a text, repeats included. */
export const decisionsNamedIn = (text: string): string[] =>
  [...text.matchAll(/\{[{%]([^{}]*)/g)].flatMap(([, inside]) =>
    [...inside!.matchAll(DECISION)].map(([, name, quoted]) => (name ?? quoted)!),
  );
/** Also within JSON, where a quote has a backslash and a line break is `\n`. */
const DECISION = /(?:(?<=\\[nrt])|(?<![\w.]))decision(?:\.(\w+)|\[\\?["'](\w+)\\?["']\])/g;

/** An error in one field of a config. */
export const fieldProblem = (field: string, sentence: string): Omit<Problem, 'node'> => ({
  severity: 'error',
  code: 'config-invalid',
  sentence,
  field,
});

/** The entries of a list from a config that may be unfinished. */
export function recordsIn(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(value)
    ? value.map((entry: unknown) =>
        entry !== null && typeof entry === 'object' ? (entry as Record<string, unknown>) : {},
      )
    : [];
}

/**
 * Facts that conditions in a config may use: those of the language, consent for each channel, and facts of
 * models.
 */
const FACTS = factsWith(decidedFacts(DECISION_MODELS), OF_PEOPLE);

/**
 * A condition from a config in words; an ellipsis while it is unfinished.
 * @param events that the condition is about, so that their properties have names
 */
export function conditionWords(value: unknown, events: readonly string[] = []): string {
  const parsed = conditionSchema.safeParse(value);
  return parsed.success ? describeCondition(parsed.data, undefined, factsWithEvents(FACTS, events)) : '…';
}

/** Whether a condition has no comparisons, so that it always holds. It is left out of sentences and plans. */
export function isEmptyCondition(condition: Condition | undefined): boolean {
  if (condition === undefined) return true;
  if ('all' in condition) return condition.all.length === 0;
  return 'any' in condition && condition.any.length === 0;
}

/** Whether a condition of a perhaps unfinished config compares anything. */
export function comparesSomething(value: unknown): boolean {
  const parsed = conditionSchema.safeParse(value);
  return parsed.success && !isEmptyCondition(parsed.data);
}

/** Events have normalised names. A config with another spelling would never match. */
export function eventNameProblems(event: string, field: string): readonly Omit<Problem, 'node'>[] {
  const name = normaliseEventType(event);
  if (name === event) return [];
  const sentence =
    name === ''
      ? `"${event}" is not the name of an event.`
      : `The event "${event}" comes in as "${name}". Write it like that, or it never matches.`;
  return [{ severity: 'error', code: 'event-name', sentence, field }];
}

/**
 * Makes a sentence that depends on the config alone once for each config of a plan, not for each of a million
 * people.
 */
export function saidOnce<Config extends object>(
  make: (config: Config) => string,
): (config: Config) => string {
  const said = new WeakMap<Config, string>();
  return (config) => {
    let sentence = said.get(config);
    if (sentence === undefined) {
      sentence = make(config);
      said.set(config, sentence);
    }
    return sentence;
  };
}
