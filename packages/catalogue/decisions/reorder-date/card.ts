import { count, fixed, percent, plural, verb } from '@millrace/base/words';
import type { ModelCard } from '../card.ts';
import type { ReorderReport } from './report.ts';

export const reorderCard: ModelCard<ReorderReport> = {
  title: 'When is a product bought again?',
  sentence:
    'Predicts for each customer which product they are due to buy again, on which day, and how likely it is. Conditions, segments, messages and the date trigger can use it.',
  empty: {
    icon: 'calendar',
    title: 'Nothing is predicted until there is enough to learn from',
    sentence:
      'A few hundred customers who buy products again, over several months, are needed. They come in with your store’s history.',
  },
  show: (report) => ({
    standing: { state: 'good', words: 'Better than usual gaps' },
    parts: [
      {
        part: 'text',
        text: `Learned from ${plural(report.buyers, 'customer')} and ${plural(report.repeats, 'repeated purchase')}. ${plural(report.again, 'product')} of ${count(report.products)} ${verb(report.again, 'is')} bought again. To check it, the last ${plural(report.days, 'day')} were foretold from the days before: ${count(Math.round(report.expected))} purchases were expected, and ${count(report.came)} came.`,
      },
      {
        part: 'figures',
        figures: [
          {
            name: 'Within the interval',
            value: percent(report.covered),
            measure: 'Coverage of the 80% interval',
            meaning: 'Of ten purchases that came, eight should come between the two days that were told.',
          },
          {
            name: 'Error of the date',
            value: days(report.error),
            measure: 'Mean absolute error',
            meaning: `By the mean gap of the product it would be ${days(report.productError)}, and by the last gap of the person ${days(report.personError)}.`,
          },
        ],
      },
      {
        part: 'table',
        label: 'Products that are bought again',
        columns: [
          { header: 'Product' },
          { header: 'Days between two', isFigure: true },
          { header: 'Buy it again within a year', isFigure: true },
        ],
        rows: report.top.map(({ title, days: gap, again }) => [
          title,
          count(Math.round(gap)),
          percent(again),
        ]),
      },
    ],
  }),
};

const days = (value: number): string => `${fixed(value, 1)} days`;
