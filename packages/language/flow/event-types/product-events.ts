import { z } from 'zod';
import { intakeProductSchema } from '../intake.ts';
import { define, type EventType } from './event-type.ts';
import {
  change,
  choice,
  count,
  date,
  id,
  link,
  list,
  money,
  number,
  properties,
  prose,
  text,
} from './parts.ts';

const ofProducts = (
  type: string,
  label: string,
  family: 'product' | 'supply' | 'store',
  changes: EventType['changes'],
  shape: z.ZodType | null,
  internal = false,
) => define(type, label, family, changes, ['product', 'store'], ['product'], shape, internal);
const product = (type: string, label: string) =>
  ofProducts(type, label, 'product', 'product', intakeProductSchema);
const productNews = (type: string, label: string) =>
  ofProducts(
    type,
    label,
    'product',
    'nothing',
    properties({
      stockBefore: change('stock before').nullable(),
      stockAfter: change('stock now').nullable(),
      priceBefore: money('price before').nullable(),
      priceAfter: money('price now').nullable(),
    }).partial(),
    true,
  );
const supply = (type: string, label: string) =>
  ofProducts(
    type,
    label,
    'supply',
    'nothing',
    properties({
      supplier: text('supplier'),
      productId: id('product').nullish(),
      purchaseOrderId: id('purchase order').nullish(),
      quantity: count('units').nullish(),
      promisedAt: date('promised date').nullish(),
      expectedAt: date('expected date').nullish(),
    }),
  );

export const PRODUCT_EVENTS: readonly EventType[] = [
  product('product-created', 'Product was added'),
  product('product-updated', 'Product changed'),
  product('product-deleted', 'Product was removed'),
  ofProducts('inventory-changed', 'Stock changed', 'product', 'stock', null),
  productNews('product-restocked', 'Product is back in stock'),
  productNews('product-price-changed', 'Price of a product changed'),
  productNews('product-price-dropped', 'Price of a product fell'),
  productNews('product-stock-low', 'Product is nearly sold out'),
  ofProducts(
    'product-to-reorder',
    'Product came to its reorder point',
    'product',
    'nothing',
    properties({
      productId: id('product'),
      stock: number('units in stock').nullish(),
      reorderPoint: number('reorder point').nullish(),
      units: number('units to order').nullish(),
      reason: prose('why so many').nullish(),
    }),
    true,
  ),
  ofProducts(
    'competitor-price-seen',
    'Price of a competitor was seen',
    'product',
    'nothing',
    properties({
      productId: id('product'),
      competitor: text('competitor'),
      price: money('price of the competitor'),
      url: link('page').nullish(),
    }),
  ),
  supply('supplier-promised', 'Supplier promised a delivery'),
  supply('supplier-late', 'Supplier is late'),
  ofProducts(
    'campaign-planned',
    'Campaign was planned',
    'store',
    'nothing',
    properties({
      campaignId: id('campaign'),
      name: text('name of the campaign').nullish(),
      startsAt: date('start of the campaign').nullish(),
      endsAt: date('end of the campaign').nullish(),
      productId: id('product').nullish(),
      expectedUnits: count('units expected to be sold').nullish(),
      productIds: list('products of the campaign').nullish(),
    }),
  ),
  ofProducts(
    'metric-anomaly',
    'Metric is unusual',
    'store',
    'nothing',
    properties({
      metric: text('metric'),
      value: number('value of the metric').nullish(),
      expected: number('value expected').nullish(),
      change: number('change in percent').nullish(),
      productId: id('product').nullish(),
      reason: text('reason').nullish(),
      title: text('name of the number').nullish(),
      day: text('day').nullish(),
      lower: number('least value that is usual').nullish(),
      upper: number('largest value that is usual').nullish(),
      direction: choice('direction', ['low', 'high']).nullish(),
      isWorse: z.boolean().nullish().meta({ title: 'it is bad for the store' }),
      channel: text('channel').nullish(),
      flow: text('name of the flow').nullish(),
      summary: text('what is unusual, in a sentence').nullish(),
      causes: list('likely causes').nullish(),
    }),
  ),
];
