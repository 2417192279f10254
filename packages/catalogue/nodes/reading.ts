import { isZone } from '@millrace/base';
import { channelFacts, CHANNELS } from '@millrace/channels';
import { decidedFacts, DECISION_MODELS } from '@millrace/decisions';
import {
  conditionSchema,
  describeCondition,
  factsWith,
  normaliseEventType,
  type Condition,
  type Facts,
  type Problem,
} from '@millrace/flow';

/** The person's time zone; the store's when theirs is none that exists. */
export function zoneOf({ customer, store }: Facts): string {
  if (isZone(customer.zone)) return customer.zone;
  return isZone(store.zone) ? store.zone : 'UTC';
}

/** A text from a config that may be unfinished. */
export function textIn(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}

/** Variables of decisions that placeholders of a text name, each as often as it stands there. */
export const decisionsNamedIn = (text: string): string[] =>
  [...text.matchAll(/\{[{%]([^{}]*)/g)].flatMap(([, inside]) =>
    [...inside!.matchAll(DECISION)].map(([, name, quoted]) => (name ?? quoted)!),
  );
/** Also within JSON, where a quote has a backslash and a line break is `\n`. */
const DECISION = /(?:(?<=\\[nrt])|(?<![\w.]))decision(?:\.(\w+)|\[\\?["'](\w+)\\?["']\])/g;

/** What is wrong with one field of a config, so that it cannot be published. */
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

/** What conditions in a config may be about: facts of the language, consent for each channel, and what models find out. */
const FACTS = factsWith(
  decidedFacts(DECISION_MODELS),
  Object.assign({}, ...CHANNELS.map(channelFacts)) as Record<string, string>,
);

/** A condition from a config in words; an ellipsis while it is unfinished. */
export function conditionWords(value: unknown): string {
  const parsed = conditionSchema.safeParse(value);
  return parsed.success ? describeCondition(parsed.data, undefined, FACTS) : '…';
}

/** A condition that is always true says nothing, and is left out of sentences and plans. */
export function isEmptyCondition(condition: Condition | undefined): boolean {
  if (condition === undefined) return true;
  if ('all' in condition) return condition.all.length === 0;
  return 'any' in condition && condition.any.length === 0;
}

/** Events come in under one spelling; a config that names another would wait forever. */
export function eventNameProblems(event: string, field: string): readonly Omit<Problem, 'node'>[] {
  const name = normaliseEventType(event);
  if (name === event) return [];
  const sentence =
    name === ''
      ? `"${event}" is not the name of an event.`
      : `The event "${event}" comes in as "${name}". Write it like that, or it will never be heard.`;
  return [{ severity: 'error', code: 'event-name', sentence, field }];
}

/** A sentence that depends on the config alone is made once for each config of a plan, and not for each of a million people. */
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
