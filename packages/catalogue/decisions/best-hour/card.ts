import { count, fixed, percent, plural } from '@millrace/base/words';
import type { ModelCard } from '../card.ts';
import { HOURS } from './own-hours.ts';
import type { HourReport } from './report.ts';
import { hourWords } from './words.ts';

export const hourCard: ModelCard<HourReport> = {
  title: 'When does somebody have time?',
  sentence:
    'Chooses for each person the hour at which they usually visit the shop or read messages. The step that waits until their best hour uses it.',
  empty: {
    icon: 'clock',
    title: 'A fixed rule decides until there is enough to learn from',
    sentence:
      'A few hundred customers who came more than once are needed. They come in as people visit your shop and read messages.',
  },
  show: (report) => ({
    standing: report.isBetter
      ? { state: 'good', words: 'Better than the store’s' }
      : { state: 'waiting', words: 'No better than the hours of the store' },
    parts: [
      { part: 'text', text: learnedWords(report) },
      {
        part: 'figures',
        figures: [
          {
            name: 'By their own hours',
            value: fixed(report.lossOfOwn, 3),
            measure: 'Log loss',
            meaning: `The hours of the last ${plural(report.days, 'day')} were foretold for ${plural(report.judged, 'customer')} from the days before. Lower is better.`,
          },
          {
            name: 'By the hours of the store',
            value: fixed(report.lossOfStore, 3),
            measure: 'Log loss',
            meaning: 'The same visits, foretold for everybody by the hours of all customers.',
          },
          {
            name: 'Gained by their own hours',
            value: fixed(report.gain, 3),
            measure: 'Difference, with an interval of 95%',
            meaning: `Between ${fixed(report.gain - 2 * report.error, 3)} and ${fixed(report.gain + 2 * report.error, 3)}. It is used only while the lower end is above 0.`,
          },
        ],
      },
      { part: 'text', text: answersWords(report) },
      ...tableOf(report),
    ],
  }),
};

function learnedWords({ people, visits, areApart, hours }: HourReport): string {
  const apart = areApart
    ? 'Weekends have hours of their own, because that foretold more.'
    : 'All days are taken together, because telling weekends apart did not foretell more.';
  const weight = Math.max(1, Math.round(hours?.concentration ?? 0));
  const drawn =
    hours === null
      ? ''
      : ` The hours of all customers weigh as much as ${plural(weight, 'visit')} of a person, and those of their own past the rest.`;
  return `Learned from ${plural(visits, 'visit')} of ${plural(people, 'customer')} in the last half year.${drawn} ${apart}`;
}

function answersWords({ decisions, orders, hours }: HourReport): string {
  if (decisions === 0)
    return 'No choice of an hour has a final result yet, so it is not known which hours earn more orders.';
  const counted = `${plural(decisions, 'choice')} with a final result had other hours to choose from, and an order followed ${count(orders)} of them.`;
  return hours?.answers
    ? `${counted} Hours that earn more or fewer orders than visits let expect are chosen more or less often.`
    : `${counted} That is too few to learn which hours earn more orders than visits let expect.`;
}

function tableOf({ hours }: HourReport) {
  if (hours === null) return [];
  const { week, weekend, answers } = hours;
  const shown = [
    { header: weekend === null ? 'Visits' : 'Working days', cell: (hour: number) => percent(week[hour]!) },
    ...(weekend === null ? [] : [{ header: 'Weekends', cell: (hour: number) => percent(weekend[hour]!) }]),
    ...(answers === null
      ? []
      : [{ header: 'Orders against visits', cell: (hour: number) => percent(answers[hour]!) }]),
  ];
  return [
    {
      part: 'table' as const,
      label: 'When visits of all customers begin',
      columns: [{ header: 'Hour' }, ...shown.map(({ header }) => ({ header, isFigure: true }))],
      rows: HOURS.map((hour) => [hourWords(hour), ...shown.map(({ cell }) => cell(hour))]),
    },
  ];
}
