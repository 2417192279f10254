import { DAY, happens, product, something, type CastMember, type Casting } from '../cast.ts';
import type { Instant } from '@millrace/base';
import type { ProductFacts } from '@millrace/flow';

interface Runs {
  readonly it?: Partial<ProductFacts>;
  readonly calls?: CastMember['calls'];
  /** What began it: stock that is nearly sold out, unless said otherwise. */
  readonly begins?: string;
  /** An event of the product, and the days after the beginning. */
  readonly later?: readonly [string, number];
}

const low = (
  who: string,
  from: Instant,
  { it = {}, calls, begins = 'product-stock-low', later }: Runs = {},
): CastMember =>
  something(who, {
    customer: { firstName: it.title ?? 'Linen shirt' },
    events: [
      happens(begins, from, {
        who,
        productId: who,
        ...(begins === 'product-stock-low' ? { properties: { stockBefore: 9, stockAfter: 4 } } : {}),
      }),
      ...(later === undefined
        ? []
        : [
            happens(later[0], from + later[1] * DAY, {
              who,
              productId: who,
              ...(later[0] === 'supplier-late' ? { properties: { supplier: 'North Mill' } } : {}),
            }),
          ]),
    ],
    products: [product(who, { stock: 4, ...it })],
    ...(calls ? { calls } : {}),
  });

export const cast: Casting = (from) => ({
  'linen-shirt': low('linen-shirt', from, { later: ['product-restocked', 12] }),
  'wool-socks': low('wool-socks', from, {
    // As it is after the delivery: a rehearsal knows the product at one moment only.
    it: { title: 'Wool socks', price: 1_400, stock: 54 },
    later: ['inventory-changed', 9],
  }),
  'felt-slippers': low('felt-slippers', from, {
    it: { title: 'Felt slippers', price: 4_200, stock: 60 },
    later: ['product-updated', 8],
  }),
  'canvas-tote': low('canvas-tote', from, { it: { title: 'Canvas tote' }, later: ['supplier-late', 14] }),
  'clay-mug': low('clay-mug', from, { it: { title: 'Clay mug', vendor: 'Kiln & Co' } }),
  'old-coat': low('old-coat', from, { it: { title: 'Old coat', status: 'archived' } }),
  'last-season': low('last-season', from, { it: { title: 'Summer hat', tags: ['discontinued'] } }),
  'merino-scarf': low('merino-scarf', from, {
    it: {
      title: 'Merino scarf',
      stock: 36,
      dailyDemand: 2.4,
      daysLeft: 15,
      reorderPoint: 40,
      toReorder: true,
      reorderUnits: 84,
      reorderReason:
        '2.4 a day are expected (2.1 to 2.8). 36 in stock and 0 on order: 84 more last for 30 days.',
    },
    begins: 'product-to-reorder',
    later: ['product-restocked', 12],
  }),
  'slow-vase': low('slow-vase', from, {
    it: {
      title: 'Tall vase',
      dailyDemand: 0.1,
      daysLeft: 40,
      reorderPoint: 2,
      toReorder: false,
      reorderUnits: 2,
    },
  }),
  'dear-lamp': low('dear-lamp', from, {
    it: {
      title: 'Brass lamp',
      dailyDemand: 0.8,
      daysLeft: 5,
      reorderPoint: 14,
      toReorder: true,
      reorderUnits: 0,
      reorderReason: 'The least order of 48 costs $4,320.00, which is more than your limit of $2,000.00.',
    },
  }),
  'supplier-refuses': low('supplier-refuses', from, { calls: { order: { outcome: 'refused' } } }),
  'supplier-unreachable': low('supplier-unreachable', from, { calls: { order: { outcome: 'failed' } } }),
  'unclear-order': low('unclear-order', from, { calls: { order: { outcome: 'unknown' } } }),
  'sent-back': low('sent-back', from, {
    calls: {
      'order/review': { outcome: 'done', result: { choice: 'sent-back', comment: 'End of the season.' } },
    },
  }),
  'nobody-decides': low('nobody-decides', from, {
    calls: { 'order/review': { outcome: 'done', result: {} } },
  }),
});
