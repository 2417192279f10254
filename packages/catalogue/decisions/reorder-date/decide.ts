import { DAY, dayIn, dayNumber, isZone, readDate } from '@millrace/base';
import { percent, plural } from '@millrace/base/words';
import type { DecisionRecord, Facts } from '@millrace/flow';
import { readReorderParameters } from './parameters.ts';

export const [DUE, NOT_DUE] = ['due', 'not-due'] as const;
/** Somebody is due from so many days before the date on. */
const SOON = 7;

/** Whether somebody is due to buy something again, by what is predicted of them, else by their usual time between orders. */
export function dueAgain({ customer, now, models }: Facts): DecisionRecord {
  const isLearned = readReorderParameters(models['reorder-date']) !== null;
  const { lastOrderAt, orderGapDays, predicted } = customer;
  const zone = isZone(customer.zone) ? customer.zone : 'UTC';
  const today = dayNumber(dayIn(now, zone));
  const record = (
    isDue: boolean,
    inputs: DecisionRecord['inputs'],
    chance: number,
    sentence: string,
  ): DecisionRecord => ({
    model: 'reorder-date',
    by: isLearned ? 'model' : 'rule',
    inputs,
    options: [
      { id: DUE, probability: isDue ? 1 : 0, score: null, note: null },
      { id: NOT_DUE, probability: isDue ? 0 : 1, score: null, note: null },
    ],
    chosen: isDue ? DUE : NOT_DUE,
    score: chance,
    explanation: [sentence],
  });
  if (!isLearned) {
    if (lastOrderAt === null || orderGapDays === null)
      return record(false, { gapDays: null }, 0, 'Their usual time between orders is not known yet.');
    // Without the 0 below zero.
    const days = Math.round((lastOrderAt + orderGapDays * DAY - now) / DAY) || 0;
    return record(
      days <= SOON,
      { gapDays: orderGapDays, daysLeft: days },
      0,
      `By the rule, their next order ${inDays(days)}.`,
    );
  }
  const read = readDate(predicted['reorderAt']);
  if (read?.kind !== 'day') return record(false, { daysLeft: null }, 0, 'Nothing is predicted of them.');
  const days = dayNumber(read.day) - today;
  const known = predicted['reorderChance'];
  const chance = typeof known === 'number' ? Math.min(1, Math.max(0, known)) : 0;
  return record(
    days <= SOON,
    { daysLeft: days, chance },
    chance,
    `What they buy again ${inDays(days)}, and the chance that they buy it is ${percent(chance)}.`,
  );
}

const inDays = (days: number): string =>
  days === 0
    ? 'is due today'
    : days < 0
      ? `was due ${plural(-days, 'day')} ago`
      : `is due in ${plural(days, 'day')}`;
