import { count, people as inWords } from '@millrace/base/words';
import { factField, leavesOf, type Condition } from '@millrace/flow';
import type { MatchingPeople } from '../../actions.ts';

/** How many customers match a condition now, in a sentence; null if only a running flow can tell. */
export function matchingWords({ people, of, exact, partial }: MatchingPeople): string | null {
  if (people === null) return null;
  const who =
    people === 0
      ? exact
        ? 'Nobody matches now'
        : 'Nobody in a sample of them matches now'
      : people === of
        ? `Everybody matches now, ${inWords(of)}`
        : `${exact ? '' : 'About '}${count(people)} of ${inWords(of)} match now`;
  return `${who}${partial ? ', without the parts that only the running flow knows' : ''}.`;
}

/** The same for one of several parts. @param exact false when only a sample was counted */
export function partWords(people: number | null | undefined, of: number, exact = true): string | null {
  if (people === null || people === undefined) return null;
  const words = people === 0 ? 'nobody' : people === of ? 'everybody' : inWords(people);
  return exact ? words : `about ${words}`;
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
