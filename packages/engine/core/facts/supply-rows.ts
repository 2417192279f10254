import type { products, Row } from '@millrace/db/schema';
import { DAY, isZone, type Instant } from '@millrace/base';
import {
  readForecast,
  reorderOf,
  type ProductForecast,
  type Reorder,
  type SupplyTerms,
} from '@millrace/decisions';
import type { StoreSettings } from '../store/store-settings.ts';
import { reorderPolicy, supplyTerms } from '../store/supply.ts';

/** When, and how many units. */
export type Moved = readonly [at: Instant, units: number];

/** What is known of the supply of a product, beside its row. */
export interface SupplyRow {
  /** As stored; null when there is none. */
  readonly forecast: unknown;
  /** Orders at suppliers that somebody approved, oldest first. */
  readonly ordered: readonly Moved[] | null;
  /** How much its stock rose since the first of them, oldest first. */
  readonly rises: readonly Moved[] | null;
}

type Deliveries = Pick<SupplyRow, 'ordered' | 'rises'>;

/**
 * Share of what is on order from which a rise of the stock is a delivery. Cancelled orders and returns raise it too, by a few
 * units.
 */
const DELIVERY = 0.25;

/** For so long an order that has not arrived counts as on its way, in milliseconds. */
const ON_ITS_WAY = 120 * DAY;

/** Each delivery is taken from what was ordered first. */
function openOrders(
  { ordered, rises }: Deliveries,
  now: Instant,
): {
  readonly open: number;
  readonly leadDays: readonly number[];
} {
  const waiting: { readonly at: Instant; readonly units: number; left: number }[] = [];
  const leadDays: number[] = [];
  const openAt = (at: Instant) => waiting.filter((one) => one.left > 0 && at - one.at < ON_ITS_WAY);
  const moves = [
    ...(ordered ?? []).map(([at, units]) => ({ at, units, isOrder: true })),
    ...(rises ?? []).map(([at, units]) => ({ at, units, isOrder: false })),
  ].sort((left, right) => left.at - right.at);
  for (const { at, units, isOrder } of moves) {
    if (isOrder) {
      waiting.push({ at, units, left: units });
      continue;
    }
    const open = openAt(at);
    if (units < DELIVERY * sumOf(open)) continue;
    let arrived = units;
    for (const order of open) {
      if (arrived <= 0) break;
      if (order.left === order.units) leadDays.push((at - order.at) / DAY);
      const taken = Math.min(order.left, arrived);
      order.left -= taken;
      arrived -= taken;
    }
  }
  return { open: sumOf(openAt(now)), leadDays };
}

const sumOf = (orders: readonly { readonly left: number }[]) =>
  orders.reduce((sum, { left }) => sum + left, 0);

/** The supply of a product: what its supplier needs, what is on its way, and what to do about it. */
export interface Supply {
  readonly forecast: ProductForecast | null;
  readonly terms: SupplyTerms;
  /** Units that were ordered and have not arrived. */
  readonly onOrder: number;
  /** Days from orders to their first delivery, as they were seen. */
  readonly seenDays: readonly number[];
  /** When to order it again, and how much. */
  readonly reorder: Reorder;
}

/** @param now real time */
export function supplyOfRow(
  row: SupplyRow & Pick<Row<typeof products>, 'vendor' | 'stock' | 'cost' | 'currency'>,
  settings: StoreSettings,
  now: Instant,
): Supply {
  const forecast = readForecast(row.forecast);
  const terms = supplyTerms(settings, row.vendor);
  const { open: onOrder, leadDays: seenDays } = openOrders(row, now);
  const { vendor, stock, cost } = row;
  const reorder = reorderOf(
    { forecast, vendor, stock, onOrder, cost, currency: row.currency ?? settings.currency },
    terms,
    reorderPolicy(settings),
    now,
    isZone(settings.zone) ? settings.zone : 'UTC',
  );
  return { forecast, terms, onOrder, seenDays, reorder };
}
