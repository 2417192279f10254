import { formatWholeMoney } from '@millrace/base';
import { count, inflected, people, plural, verb } from '@millrace/base/words';
import { aboutFigure, aboutPeople, aboutWeeks, type HoldoutRow, type PlanMetric } from '@millrace/measure';
import type { HoldoutNumbers } from '../actions.ts';

/** What a share needs: `19,500 people, about 7 weeks`. Null where neither is known. */
export function needsWords(row: HoldoutRow): string | null {
  if (row.people === null) return null;
  const weeks = aboutWeeks(row);
  return `${aboutPeople(row.people)} people${weeks === null ? '' : `, ${weeks}`}`;
}

/** What a share costs: who gets nothing meanwhile, and what that would be if the gain is real. */
export function costWords(
  { heldOut, forgone }: HoldoutRow,
  metric: PlanMetric,
  currency: string,
): string | null {
  if (heldOut === null || forgone === null) return null;
  const less =
    metric === 'margin'
      ? `${formatWholeMoney({ amount: aboutFigure(forgone), currency })} of margin less`
      : `${aboutPeople(forgone)} fewer ${inflected(forgone, 'order')}`;
  return `${aboutPeople(heldOut)} of them get nothing: about ${less}.`;
}

/** Where the number of people a week is from. */
export function weeklySource({ source, people: found, days, exact }: HoldoutNumbers['weekly']): string {
  if (source === 'flow') return `From ${people(found)} who entered in the last ${plural(days, 'day')}.`;
  if (source === 'history')
    return `From ${exact ? '' : 'at least '}${people(found)} who met the trigger in the last ${plural(days, 'day')}.`;
  return 'Not known yet. Enter your own estimate.';
}

/** Where the share of people who order is from. */
export function baseSource({ source, people: found, buyers }: HoldoutNumbers['base']): string {
  const ordered = `${count(buyers)} of ${people(found)}`;
  if (source === 'flow') return `${ordered} in the holdout ordered.`;
  if (source === 'history') return `${ordered} who met the trigger before ordered.`;
  if (found === 0) return 'Not known yet. Enter your own estimate.';
  return `Not known yet: only ${count(buyers)} of ${people(found)} ${verb(buyers, 'has')} ordered. Enter your own estimate.`;
}
