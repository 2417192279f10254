import { DAY, happens, product, something, type CastMember, type Casting } from '../cast.ts';
import type { Instant } from '@millrace/base';
import type { ProductFacts } from '@millrace/flow';

interface Runs {
  readonly it?: Partial<ProductFacts>;
  readonly calls?: CastMember['calls'];
  /** An event of the product, and the days after the low stock. */
  readonly later?: readonly [string, number];
}

const low = (who: string, from: Instant, { it = {}, calls, later }: Runs = {}): CastMember =>
  something(who, {
    customer: { firstName: it.title ?? 'Linen shirt' },
    events: [
      happens('product-stock-low', from, {
        who,
        productId: who,
        properties: { stockBefore: 9, stockAfter: 4 },
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
