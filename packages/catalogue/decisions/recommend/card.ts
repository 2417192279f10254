import { count, inflected, percent, plural } from '@millrace/base/words';
import type { ModelCard } from '../card.ts';
import { MINIMUM_ORDERS } from './minimum.ts';
import type { RecommendReport } from './train.ts';

export const recommendCard: ModelCard<RecommendReport> = {
  title: 'What goes with it?',
  sentence:
    'Chooses the products that e-mails recommend, from what is bought together in this store. Only products in stock, never those just bought.',
  empty: {
    icon: 'tag',
    title: 'A fixed rule chooses until there is an order to learn from',
    sentence:
      'Until then, products of the same category are shown. Orders come in with your store’s history.',
  },
  show: ({ orders, products, tied, pairs, recall }) => ({
    standing: orders < MINIMUM_ORDERS ? { state: 'waiting', words: 'Best sellers only' } : null,
    parts: [
      {
        part: 'text',
        text:
          orders < MINIMUM_ORDERS
            ? `Counted ${plural(orders, 'order')} of ${plural(products, 'product')}. From ${count(MINIMUM_ORDERS)} orders on it shows what is bought together; until then it shows best sellers.`
            : `Counted ${plural(orders, 'order')} of ${plural(products, 'product')}, of which ${count(tied)} ${inflected(tied, 'has', 'have')} others that are bought with ${inflected(tied, 'it', 'them')}.`,
      },
      ...(recall === null || recall.tried === 0
        ? []
        : [
            {
              part: 'text' as const,
              text: `To check it, each product was left out of the newest baskets: ${percent(recall.found / recall.tried)} of ${plural(recall.tried, 'product')} were among the ten recommended from the rest, and ${percent(recall.foundPopular / recall.tried)} among the ten best sellers.`,
            },
          ]),
      ...(pairs.length === 0
        ? []
        : [
            {
              part: 'table' as const,
              label: 'Bought together most',
              columns: [
                { header: 'Product' },
                { header: 'Bought with it' },
                { header: 'Orders with both', isFigure: true },
              ],
              rows: pairs.map((pair) => [pair.one, pair.other, count(pair.orders)]),
            },
          ]),
    ],
  }),
};
