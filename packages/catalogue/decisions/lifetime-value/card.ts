import { count, fixed, percent, plural } from '@millrace/base/words';
import type { ModelCard, Standing } from '../card.ts';
import type { LifetimeReport } from './report.ts';

/** Share by which orders expected may miss those that came before the card says so. */
const NEAR = 0.2;

function standingOf({ expected, came }: LifetimeReport): Standing {
  if (expected < (1 - NEAR) * came) return { state: 'waiting', words: 'Expected too few orders' };
  if (expected > (1 + NEAR) * came) return { state: 'waiting', words: 'Expected too many orders' };
  return { state: 'good', words: 'Better than a plain rate' };
}

export const lifetimeCard: ModelCard<LifetimeReport> = {
  title: 'Who will order again?',
  sentence:
    'Predicts for each customer the risk of churn, the orders of the next 90 days and the spend of the next 12 months. Conditions and segments can use all three.',
  empty: {
    icon: 'customers',
    title: 'Nothing is predicted until there is enough to learn from',
    sentence:
      'A few hundred customers with orders over several months are needed. They come in with your store’s history.',
  },
  show: (report) => ({
    standing: standingOf(report),
    parts: [
      {
        part: 'text',
        text: `Learned from ${plural(report.buyers, 'customer')}, of whom ${percent(report.returning / Math.max(1, report.buyers))} ordered again. To check it, the last ${plural(report.days, 'day')} were foretold from the days before: ${count(Math.round(report.expected))} orders were expected of ${plural(report.judged, 'customer')}, and ${count(report.came)} came.`,
      },
      {
        part: 'table',
        label: `Orders of ${plural(report.days, 'day')}, expected and real`,
        columns: [
          { header: 'Orders before' },
          { header: 'Customers', isFigure: true },
          { header: 'Expected', isFigure: true },
          { header: 'Real', isFigure: true },
        ],
        rows: report.groups.map((group) => [
          group.orders,
          count(group.people),
          fixed(group.expected, group.expected < 100 ? 1 : 0),
          count(group.came),
        ]),
      },
    ],
  }),
};
