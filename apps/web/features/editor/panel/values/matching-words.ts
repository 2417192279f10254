import { count, people as inWords } from '@millrace/base/words';
import { factField, leavesOf, type Condition } from '@millrace/flow';
import type { MatchingPeople } from '../../actions.ts';

/** How many customers match a condition now, in a sentence; null if only a running flow can tell. */
export function matchingWords({ people, of, exact, partial }: MatchingPeople): string | null {
  if (people === null) return null;
  const who =
    people === 0
      ? 'Nobody matches now'
      : people === of
        ? `Everybody matches now, ${inWords(of)}`
        : `${exact ? '' : 'About '}${count(people)} of ${inWords(of)} match now`;
  return `${who}${partial ? ', without the parts that only the running flow knows' : ''}.`;
}

/** The same for one of several parts. */
export function partWords(people: number | null | undefined, of: number): string | null {
  if (people === null || people === undefined) return null;
  return people === 0 ? 'nobody' : people === of ? 'everybody' : inWords(people);
}

/** Whether the condition is complete enough to be counted. */
export function isWhole(condition: Condition): boolean {
  return leavesOf(condition).every((leaf) => {
    if ('event' in leaf) return leaf.event !== '' && Number.isFinite(leaf.value);
    const { fact, operator, value } = leaf;
    if (!factField(fact)) return false;
    return (
      operator === 'is-set' ||
      operator === 'is-not-set' ||
      !(value === undefined || value === '' || (Array.isArray(value) && value.length === 0))
    );
  });
}
