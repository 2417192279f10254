import { DAY } from '@millrace/base';
import { count, percent } from '@millrace/base/words';
import type { PastDecision } from '../history.ts';
import type { Drift } from '../drift.ts';
import { OUTCOME_DAYS } from './samples.ts';

/** Newest decisions that are compared, and how many are needed. */
const [MOST, LEAST] = [5_000, 200];
/** Standard errors from which a difference is no chance, and the share from which it matters. */
const [SURE, MATTERS] = [3, 0.2];

/**
 * Compares the margin that was expected of each choice with the margin that came, once its days are over. A person is one
 * observation, because their choices have the same outcome.
 */
export function offerDrift(_report: unknown, since: readonly PastDecision[]): Drift | null {
  const over = since
    .filter(
      ({ record, at, now, heldOut }) =>
        record.by === 'model' && record.score !== null && !heldOut && now - at >= OUTCOME_DAYS * DAY,
    )
    .slice(0, MOST);
  const people = new Map<string, number>();
  let [expected, earned] = [0, 0];
  for (const { person, record, reward } of over) {
    expected += record.score!;
    earned += reward ?? 0;
    people.set(person, (people.get(person) ?? 0) + (reward ?? 0) - record.score!);
  }
  if (people.size < LEAST)
    return {
      gotWorse: false,
      sentence: `The days of ${count(people.size)} people it chose for are over; ${LEAST} are needed to check whether it got worse.`,
    };
  const mean = (earned - expected) / people.size;
  const squares = [...people.values()].reduce((sum, one) => sum + (one - mean) ** 2, 0);
  const error = Math.sqrt(squares / (people.size - 1) / people.size);
  const share = expected > 0 ? earned / expected : 1;
  if (Math.abs(mean) > SURE * error && Math.abs(share - 1) > MATTERS)
    return {
      gotWorse: true,
      sentence: `It got worse: of the margin that it expected of its offers, ${percent(Math.max(0, share))} came.`,
    };
  return {
    gotWorse: false,
    sentence: `It expects what comes: ${percent(Math.max(0, share))} of the margin that it expected of its offers came.`,
  };
}
