import { happens, product, something, type CastMember, type Casting } from '../cast.ts';
import type { Instant } from '@millrace/base';
import type { ProductFacts } from '@millrace/flow';

const added = (
  who: string,
  from: Instant,
  it: Partial<ProductFacts>,
  calls?: CastMember['calls'],
): CastMember =>
  something(who, {
    customer: { firstName: it.title ?? 'Linen shirt' },
    events: [happens('product-created', from, { who, productId: who, properties: { productId: who } })],
    products: [product(who, it)],
    ...(calls ? { calls } : {}),
  });

const ends = (outcome: 'refused' | 'failed' | 'unknown') => ({ draft: { outcome } });

export const cast: Casting = (from) => ({
  'linen-shirt': added('linen-shirt', from, {}),
  'no-vendor': added('no-vendor', from, { title: 'Clay mug', vendor: null, category: 'Kitchen' }),
  'no-category': added('no-category', from, { title: 'Canvas tote', category: null }),
  'sent-back': added(
    'sent-back',
    from,
    { title: 'Wool socks' },
    {
      'draft/review': {
        outcome: 'done',
        result: { choice: 'sent-back', comment: 'The name is the working title.' },
      },
    },
  ),
  'nobody-reads': added(
    'nobody-reads',
    from,
    { title: 'Felt slippers' },
    {
      'draft/review': { outcome: 'done', result: {} },
    },
  ),
  'store-refuses': added('store-refuses', from, { title: 'Summer hat' }, ends('refused')),
  'store-down': added('store-down', from, { title: 'Rain coat' }, ends('failed')),
  unclear: added('unclear', from, { title: 'Oak stool' }, ends('unknown')),
});
