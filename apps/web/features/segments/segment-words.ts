import { capital, people as inWords, verb } from '@millrace/base/words';
import { describeCondition, SEGMENTS_FACT, valuesOf, type Condition } from '@millrace/flow';
import { PEOPLE_FACTS } from '@millrace/nodes';
import { goneWords } from '../editor/panel/values/segment-choices.ts';

/** The condition with the present names of the segments it names. One that is not among `names` is gone. */
export function withNames(condition: Condition, names: ReadonlyMap<string, string>): Condition {
  if ('all' in condition) return { all: condition.all.map((part) => withNames(part, names)) };
  if ('any' in condition) return { any: condition.any.map((part) => withNames(part, names)) };
  if ('not' in condition) return { not: withNames(condition.not, names) };
  if (!('fact' in condition) || condition.fact !== SEGMENTS_FACT) return condition;
  const called = valuesOf(condition).map((value) => {
    const id = String(value);
    return [id, names.get(id) ?? goneWords(condition.called?.[id])];
  });
  return { ...condition, called: Object.fromEntries(called) as Record<string, string> };
}

/**
 * Who is in a segment, as a sentence without its full stop: "Total spent is at least $500.00".
 * @param condition null for a list
 */
export const segmentWords = (
  condition: Condition | null,
  currency: string,
  names: ReadonlyMap<string, string>,
): string =>
  condition === null
    ? 'Whoever was put on this list'
    : capital(describeCondition(withNames(condition, names), currency, PEOPLE_FACTS));

/** How many are in a segment or on a list, as a sentence. While everybody is being checked for the first time, how many so far. */
export function peopleWords({
  people,
  counting,
  condition,
}: {
  people: number;
  counting: boolean;
  /** Null for a list. */
  condition: unknown;
}): string {
  if (counting) return `Still counting: ${inWords(people)} so far.`;
  const where = condition === null ? 'on' : 'in';
  return people === 0
    ? `Nobody is ${where} it now.`
    : `${inWords(people)} ${verb(people, 'is')} ${where} it now.`;
}
