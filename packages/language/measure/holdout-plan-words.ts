import { count, percent, plural } from '@millrace/base/words';
import {
  LONGEST_PLAN,
  smallestGain,
  type HoldoutPlan,
  type HoldoutQuestion,
  type HoldoutRow,
} from './holdout-plan.ts';
import { PLANNED_POWER } from './people-needed.ts';

/** What a gain is in, within a sentence. */
export const PLAN_METRIC_WORDS = { conversion: 'people who order', margin: 'margin' } as const;

/** A number to three figures, as many as a plan can know: 19,500 for 19,523. */
export function aboutFigure(value: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, value))) - 2);
  return Math.round(value / unit) * unit;
}

/** A number of people to three figures: `19,500`. */
export const aboutPeople = (people: number): string => count(aboutFigure(people));

/** How long a row takes: `about 7 weeks`, `more than a year`. Null while it is not known. */
export function aboutWeeks({ weeks }: Pick<HoldoutRow, 'weeks'>): string | null {
  if (weeks === null) return null;
  return weeks > LONGEST_PLAN ? 'more than a year' : `about ${plural(weeks, 'week')}`;
}

/** What the plan suggests and why, in one to three sentences. */
export function planSentence(question: HoldoutQuestion, { rows, suggested }: HoldoutPlan): string {
  const { metric, gain, base, weekly } = question;
  const wanted = `a gain of ${percent(gain)} in ${PLAN_METRIC_WORDS[metric]}`;
  if (base === null)
    return 'How many people order without the flow is not known yet. Enter it to plan with it.';
  if (metric === 'margin' && base.buyer === null)
    return 'What a buyer brings is not known yet. Enter it to plan with it.';
  if (base.rate <= 0) return 'Nobody ordered without the flow, so nothing can be planned from that.';
  const chosen = rows.find(({ share }) => share === suggested?.share);
  if (suggested && chosen?.people)
    return `${percent(chosen.share)} held out shows ${wanted} with ${aboutPeople(chosen.people)} people, in ${aboutWeeks(chosen)}. ${saving(suggested.saves)} If the gain is real, it shows by then in ${Math.round(PLANNED_POWER * 10)} of 10 cases.`;
  const largest = rows.findLast(({ people }) => people !== null);
  if (!largest)
    return `This flow cannot show ${wanted}: too many people would have to order, or be compared.`;
  if (weekly === null)
    return 'How many people enter in a week is not known yet. Enter it to see how long it takes.';
  if (weekly <= 0) return 'Nobody would have entered so far, so no number of weeks can be given.';
  const visible = smallestGain(question, largest.share, LONGEST_PLAN);
  const within =
    visible === null
      ? ''
      : ` Within a year a gain of ${percent(Math.ceil(visible * 100) / 100, 0)} or more would show with ${percent(largest.share)} held out.`;
  return `It would take more than a year to see ${wanted}, even with ${percent(largest.share)} held out.${within} What helps: looking for a larger gain, a trigger that lets more people in, or one flow in place of several alike.`;
}

/** Why a larger holdout is not suggested. */
const saving = (weeks: number): string =>
  weeks === 0
    ? 'A larger holdout would not be faster.'
    : `A larger holdout would save ${plural(weeks, 'week')} at most.`;
