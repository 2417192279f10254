import { formatMoney } from '@millrace/base';
import { count, dayOf, percent } from '@millrace/base/words';
import { numberTitle, storeNumber, type StoreNumber } from '@millrace/flow';

/** What an alarm is about, as it is stored. */
export interface AlarmFigures {
  readonly metric: string;
  /** Name of the channel, flow, product or step; empty for the store. */
  readonly name: string;
  readonly day: string;
  readonly value: number;
  readonly expected: number;
  readonly lower: number;
  readonly upper: number;
}

/** A value as people read it: a count, a percentage, or money of the store. */
export function valueWords(shows: StoreNumber['shows'], value: number, currency: string): string {
  switch (shows) {
    case 'rate':
      return percent(value);
    case 'amount':
      return formatMoney({ amount: Math.round(value), currency });
    case 'count':
      return count(Math.round(value));
  }
}

/** `2026-11-27` as "27 Nov 2026". */
export const dayWords = (day: string): string => dayOf(Date.parse(day), 'UTC');

export interface AlarmWords {
  /** "Returns of Kettle". */
  readonly title: string;
  /** "27 Nov 2026", or "the seven days to 27 Nov 2026". */
  readonly when: string;
  readonly value: string;
  /** "between 38 and 61". */
  readonly usual: string;
  /** "Orders: 12 on 27 Nov 2026. Usual is between 38 and 61." */
  readonly summary: string;
}

export function alarmWords(figures: AlarmFigures, currency: string): AlarmWords {
  const number = storeNumber(figures.metric);
  const shows = number?.shows ?? 'count';
  const say = (value: number) => valueWords(shows, value, currency);
  const title = number ? numberTitle(number, figures.name) : figures.metric;
  const isWeek = number?.rhythm === 'week';
  const when = `${isWeek ? 'the seven days to ' : ''}${dayWords(figures.day)}`;
  const value = say(figures.value);
  const usual = `between ${say(figures.lower)} and ${say(figures.upper)}`;
  const summary = `${title}: ${value} ${isWeek ? 'in' : 'on'} ${when}. Usual is ${usual}.`;
  return { title, when, value, usual, summary };
}
