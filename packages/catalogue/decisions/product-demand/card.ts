import { count, decimal, percent, plural } from '@millrace/base/words';
import type { ModelCard } from '../card.ts';
import { STRETCH, type DemandReport } from './report.ts';

export const demandCard: ModelCard<DemandReport> = {
  title: 'How much of each product will be asked for?',
  sentence:
    'Foretells the units of a day for each product. With lead times and stock, Products shows when to order and how much.',
  empty: {
    icon: 'box',
    title: 'The mean of eight weeks is used until there is enough to learn from',
    sentence: 'Half a year of orders of 20 products is needed. They come in with your store’s history.',
  },
  show: (report) => ({
    standing: { state: 'good', words: 'Better than the mean of eight weeks' },
    parts: [
      {
        part: 'text',
        text: `Learned from ${plural(report.products, 'product')} and ${plural(report.weeks, 'week')}. To check it, ${plural(report.stretches, 'stretch', 'stretches')} of ${STRETCH} weeks were foretold from the weeks before, for ${plural(report.judged, 'product')}.${report.isSeasonal ? ' Months are told apart.' : ''}`,
      },
      {
        part: 'figures',
        figures: [
          {
            name: 'Missed by',
            value: `${decimal(report.model)} weeks`,
            measure: 'Scaled absolute error',
            meaning: `In ${STRETCH} weeks it was off by what is sold in ${decimal(report.model)} usual weeks; the mean of eight weeks by ${decimal(report.rule)}.`,
          },
          {
            name: 'Better by',
            value: percent(report.rule > 0 ? report.gain / report.rule : 0),
            measure: 'Share of the error of the mean',
            meaning: `The difference is ${decimal(report.gain, 3)} usual weeks with a standard error of ${decimal(report.error, 3)}, over ${count(report.judged)} products.`,
          },
        ],
      },
    ],
  }),
};
