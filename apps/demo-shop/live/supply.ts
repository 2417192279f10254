import { DAY, HOUR, toReal, type Instant } from '@millrace/base';
import type { Life } from './life.ts';
import type { Action } from './schedule.ts';
import { createRandom } from '../random.ts';
import { PRODUCTS, productNumbered } from '../shop/catalogue.ts';

/** Deliveries in four that come later than promised. */
const LATE = 0.25;

/** A product runs low: the supplier promises a delivery, and often keeps the promise. */
export function orderMore(life: Life, number: number, key: number, at: Instant): void {
  const random = life.random('restock', key, number);
  const promised = at + random.between(16, 40) * HOUR;
  const isLate = random.chance(LATE);
  const comes = isLate ? promised + random.between(20, 60) * HOUR : promised;
  const details = { promised, comes, order: `PO-${key}-${number}` };
  tellOfSupply(life, 'supplier-promised', { product: number, details });
  if (isLate) life.plan({ at: promised, what: 'supplier-late', product: number, details });
  life.plan({ at: comes, what: 'restock', product: number });
}

export const supplierLate = (life: Life, action: Action): void => tellOfSupply(life, 'supplier-late', action);

function tellOfSupply(
  life: Life,
  type: 'supplier-promised' | 'supplier-late',
  { product: number, details }: Pick<Action, 'product' | 'details'>,
): void {
  if (number === undefined) return;
  const product = productNumbered(number);
  const order = String(details?.['order']);
  const real = (name: string) => toReal(Number(details?.[name]), life.clock);
  life.event(
    {
      id: `${type}-${order}`,
      type,
      occurredAt: life.now(),
      properties: {
        supplier: product.vendor,
        productId: String(product.productId),
        purchaseOrderId: order,
        quantity: product.stock,
        promisedAt: real('promised'),
        expectedAt: real(type === 'supplier-late' ? 'comes' : 'promised'),
      },
    },
    `supply-${number}`,
  );
}

const COMPETITORS = ['Birch & Ember', 'Northbound Outfitters', 'Kettle Row'] as const;
const LOOKED_EVERY = 6 * HOUR;

/** The next look at what others ask, which goes on for ever. */
export const planLook = (life: Life, at: Instant): void => life.plan({ at, what: 'see-competitor' });

/** Somebody looks up what a competitor asks for one of the products. */
export function seeCompetitor(life: Life, { at }: Action): void {
  const random = life.random('competitor', at);
  const product = random.weighted(PRODUCTS, ({ pull }) => pull);
  const competitor = random.pick(COMPETITORS);
  life.event(
    {
      id: `competitor-${product.number}-${at}`,
      type: 'competitor-price-seen',
      occurredAt: life.now(),
      properties: {
        productId: String(product.productId),
        competitor,
        price: theirPrice(life.world.seed, competitor, product.number, at),
        url: `https://${competitor.toLowerCase().replaceAll(/[^a-z]+/g, '-')}.example/${product.handle}`,
      },
    },
    `competitor-${product.number}`,
  );
  planLook(life, at + LOOKED_EVERY);
}

/** What a competitor asks for a product in a week, in minor units: steady, now and then a sale. */
export function theirPrice(seed: string, competitor: string, number: number, at: Instant): number {
  const usual = createRandom(seed, 'competitor', competitor, number).between(0.94, 1.12);
  const week = Math.floor(at / (7 * DAY));
  const isSale = createRandom(seed, 'competitor-sale', competitor, number, week).chance(0.12);
  const price = productNumbered(number).price * usual * (isSale ? 0.85 : 1);
  // Prices end in 50 or 00 cents, as in most shops.
  return Math.max(50, Math.round(price / 50) * 50);
}
