import type { PastDecision, PastVisitor } from '../history.ts';
import { visitsOf, type Visit } from '../visits.ts';

/** Days of the person's own time after which the result of a decision is final. */
export const OUTCOME_DAYS = 5;

/** Somebody's visits, and the decisions about them whose result is final. */
export interface HourSample {
  readonly visits: readonly Visit[];
  readonly decisions: readonly PastDecision[];
  readonly now: number;
}

export const hourSamples = (past: readonly PastVisitor[]): readonly HourSample[] =>
  past.flatMap(({ times, zone, decisions, now }) => {
    const visits = visitsOf(times, zone, now);
    return visits.length === 0 && decisions.length === 0 ? [] : [{ visits, decisions, now }];
  });
