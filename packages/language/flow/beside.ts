import { DAY, dayIn, dayNumber, dayText, type Instant } from '@millrace/base';
import type { FlowSettings } from './graph.ts';

/** Days of a trial beside what the store has already. */
export const TRIAL_DAYS = 14;
/** Share of people who go on getting what the store has. With as many in each group, a difference shows soonest. */
const TRIAL_HOLDOUT = 0.5;
/** Days in which outcomes count during a trial, at most, so that half of its people are measured when it ends. */
const TRIAL_OUTCOME_DAYS = 7;
/** The holdout after a trial, unless another is chosen. */
const USUAL_HOLDOUT = 0.1;
/** Days until a flow asks for a review after its trial. */
const REVIEW_AFTER = 90;

const dayAfter = (now: Instant, days: number, zone: string): string => dayText(dayIn(now + days * DAY, zone));

/** Settings that begin a trial today: half of the people, for 14 days, and a review on its last day. */
export function beginTrial(
  { outcomeDays }: Pick<FlowSettings, 'outcomeDays'>,
  now: Instant,
  zone: string,
): Partial<FlowSettings> {
  // Today is the first of its days.
  const until = dayAfter(now, TRIAL_DAYS - 1, zone);
  return {
    beside: { name: '', until },
    holdout: TRIAL_HOLDOUT,
    outcomeDays: Math.min(outcomeDays, TRIAL_OUTCOME_DAYS),
    reviewOn: until,
  };
}

/** Settings that end a trial and go on with the flow alone. Who was drawn under the half stays apart in the results. */
export const endTrial = (now: Instant, zone: string): Partial<FlowSettings> => ({
  beside: undefined,
  holdout: USUAL_HOLDOUT,
  reviewOn: dayAfter(now, REVIEW_AFTER, zone),
});

/** What the holdout gets instead of the flow, in words; null when it gets nothing. */
export const trialName = ({ beside }: Pick<FlowSettings, 'beside'>): string | null =>
  beside ? beside.name || 'what there was' : null;

/** Days of a trial that are left, today included; 0 when its last day is over. */
export function trialDaysLeft(until: string, now: Instant, zone: string): number {
  const [year = 0, month = 1, day = 1] = until.split('-').map(Number);
  return Math.max(0, dayNumber({ year, month, day }) - dayNumber(dayIn(now, zone)) + 1);
}
