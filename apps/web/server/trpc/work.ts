import { fail } from '@millrace/base';

/** Most calls in one request. A screen makes about ten at once. */
export const MOST_CALLS = 20;
/** Most cost of one request, in units of an ordinary query. */
export const MOST_WORK = 40;
/** Most cost in progress for one user in this process. */
const MOST_UNDER_WAY = 80;

const underWay = new Map<string, number>();

/**
 * Registers the work of one request of a user.
 * @param weights costs of its calls
 * @returns a function to call when the work is done
 * @throws MillraceError limit-exceeded if one request costs too much, rate-limited if too much is in progress
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
