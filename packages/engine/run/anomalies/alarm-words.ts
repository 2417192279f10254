import { numberDay, numberTitle, numberValue, storeNumber } from '@millrace/flow';

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
  const say = (value: number) => numberValue(shows, value, currency);
  const title = number ? numberTitle(number, figures.name) : figures.metric;
  const isWeek = number?.rhythm === 'week';
  const when = `${isWeek ? 'the seven days to ' : ''}${numberDay(figures.day)}`;
  const value = say(figures.value);
  const usual = `between ${say(figures.lower)} and ${say(figures.upper)}`;
  const summary = `${title}: ${value} ${isWeek ? 'in' : 'on'} ${when}. Usual is ${usual}.`;
  return { title, when, value, usual, summary };
}
