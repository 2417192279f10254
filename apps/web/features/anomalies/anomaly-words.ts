import { numberDay, numberValue } from '@millrace/flow';
import { count, plural, verb } from '@millrace/base/words';
import type { AnomalyDetail, AnomalyView } from '@millrace/services/anomalies';

type Shown = Pick<AnomalyView, 'shows' | 'lower' | 'upper'>;

export const valueOf = ({ shows }: Pick<Shown, 'shows'>, value: number, currency: string): string =>
  numberValue(shows, value, currency);

/** "between 38 and 61" */
export const usualWords = (one: Shown, currency: string): string =>
  `between ${valueOf(one, one.lower, currency)} and ${valueOf(one, one.upper, currency)}`;

/** "12 on 26 Nov 2026, lower than usual. Usual is between 38 and 61. It was still so on 28 Nov 2026." */
export function findingWords(
  one: Pick<AnomalyView, 'shows' | 'rhythm' | 'day' | 'lastDay' | 'direction' | 'value' | 'lower' | 'upper'>,
  currency: string,
): string {
  const when =
    one.rhythm === 'week' ? `in the seven days to ${numberDay(one.day)}` : `on ${numberDay(one.day)}`;
  const how = one.direction === 'low' ? 'lower' : 'higher';
  const still = one.lastDay === one.day ? '' : ` It was still so on ${numberDay(one.lastDay)}.`;
  return `${valueOf(one, one.value, currency)} ${when}, ${how} than usual. Usual is ${usualWords(one, currency)}.${still}`;
}

/** The evidence in a sentence, with what the number is compared with. */
export function evidenceWords(one: AnomalyDetail, currency: string): string {
  const span =
    one.rhythm === 'week' ? plural(one.compared, 'earlier week') : plural(one.compared, 'earlier day');
  const kind = one.rhythm === 'week' ? '' : ' and its day of the week';
  return `About ${valueOf(one, one.expected, currency)} was expected from its level${kind}. Compared with ${span}, it is further from that than chance explains.`;
}

/** What the last check looked at, and what it could not judge yet. */
export function checkedWords({
  day,
  numbers,
  judged,
}: {
  readonly day: string | null;
  readonly numbers: number;
  readonly judged: number;
}): string {
  if (day === null) return 'The numbers of your store are looked at once a day, an hour after midnight.';
  if (numbers === 0)
    return `Nothing happened in the store until ${numberDay(day)}. Its numbers are looked at once a day.`;
  const waiting = numbers - judged;
  const first = `${count(judged)} of ${plural(numbers, 'number')} ${verb(judged, 'was')} judged for ${numberDay(day)}.`;
  return waiting === 0
    ? first
    : `${first} The others have too few days or too little in them: a number is judged after eight weeks, a rare one after twelve.`;
}
