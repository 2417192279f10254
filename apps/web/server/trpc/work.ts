import { fail } from '@millrace/base';

/** Calls in one request. A screen asks for some ten things at once at most. */
export const MOST_CALLS = 20;
/** What they may cost together, in ordinary questions. */
export const MOST_WORK = 40;
/** What one person may have under way in this process. */
const MOST_UNDER_WAY = 80;

const underWay = new Map<string, number>();

/**
 * Takes on the work of one request for one person.
 * @param weights of its calls
 * @returns to be called when it is done
 * @throws MillraceError limit-exceeded when one request asks too much, rate-limited when too much is under way
 */
export function takeOn(personId: string, weights: readonly number[]): () => void {
  const work = weights.reduce((sum, weight) => sum + weight, 0);
  if (weights.length > MOST_CALLS)
    refuse('calls', MOST_CALLS, `one request may have ${MOST_CALLS} calls at most`);
  if (work > MOST_WORK) refuse('work', MOST_WORK, 'what one request asks for costs too much together');
  const busy = underWay.get(personId) ?? 0;
  if (busy + work > MOST_UNDER_WAY) fail('rate-limited', { seconds: 1 });
  underWay.set(personId, busy + work);
  return () => {
    const left = (underWay.get(personId) ?? 0) - work;
    if (left > 0) underWay.set(personId, left);
    else underWay.delete(personId);
  };
}

function refuse(limitName: string, most: number, limit: string): never {
  fail('limit-exceeded', { limit, limitName, most });
}
