import type { customers, Row, Known, carts, orders, events, products } from '@millrace/db/schema';
import { toPersonal, type Instant, type Json, type PersonalClock } from '@millrace/base';
import type {
  CartFacts,
  ConsentState,
  CustomerFacts,
  EventFact,
  LineFacts,
  OrderFacts,
  ProductFacts,
} from '@millrace/flow';
import type { StoreSettings } from '../store/store-settings.ts';
import { supplyOfRow, type SupplyRow } from './supply-rows.ts';

/**
 * Rows as the loader reads them. Their instants are in real time; the facts made from them are in personal
 * time.
 */
export interface CustomerRow extends Known<
  Pick<
    Row<typeof customers>,
    | 'id'
    | 'email'
    | 'phone'
    | 'first_name'
    | 'last_name'
    | 'country'
    | 'city'
    | 'language'
    | 'zone'
    | 'tags'
    | 'properties'
    | 'orders_count'
    | 'total_spent'
    | 'discount_orders'
    | 'first_order_at'
    | 'last_order_at'
    | 'last_seen_at'
    | 'points'
    | 'tier'
    | 'created_at'
    | 'pace'
    | 'pace_anchor'
  >,
  { properties: Record<string, Json> }
> {
  readonly consents: { channel: string; state: ConsentState; opt_in: string | null }[] | null;
  readonly suppressed: string[] | null;
  readonly browsers: string | null;
  readonly lists: string[] | null;
  readonly predicted: Record<string, Json> | null;
}

export type CartRow = Known<
  Pick<
    Row<typeof carts>,
    | 'id'
    | 'currency'
    | 'total'
    | 'items_count'
    | 'lines'
    | 'created_at'
    | 'updated_at'
    | 'step'
    | 'device'
    | 'recovery_url'
    | 'discount_codes'
    | 'completed_at'
  >,
  { lines: LineFacts[] }
>;

export type OrderRow = Known<
  Pick<
    Row<typeof orders>,
    | 'id'
    | 'number'
    | 'currency'
    | 'total'
    | 'discount'
    | 'margin'
    | 'lines'
    | 'placed_at'
    | 'financial_status'
    | 'fulfilment_status'
    | 'cart_id'
  >,
  { lines: LineFacts[] }
>;

export type EventRow = Known<
  Pick<
    Row<typeof events>,
    | 'id'
    | 'type'
    | 'occurred_at'
    | 'value'
    | 'cart_id'
    | 'order_id'
    | 'product_id'
    | 'message_id'
    | 'properties'
  >,
  { properties: Record<string, Json> }
>;

export type ProductRow = Pick<
  Row<typeof products>,
  | 'id'
  | 'title'
  | 'category'
  | 'vendor'
  | 'currency'
  | 'price'
  | 'compare_at_price'
  | 'cost'
  | 'stock'
  | 'status'
  | 'tags'
  | 'url'
  | 'image'
> &
  SupplyRow;

/** @param now real time */
export function productFacts(row: ProductRow, settings: StoreSettings, now: Instant): ProductFacts {
  const { compare_at_price: compareAtPrice, ...rest } = row;
  const { reorder } = supplyOfRow(row, settings, now);
  const { id, title, category, vendor, currency, price, cost, stock, status, tags, url, image } = rest;
  return {
    id,
    title,
    category,
    vendor,
    currency: currency ?? '',
    price,
    compareAtPrice,
    cost,
    stock,
    status,
    tags,
    url,
    image,
    dailyDemand: reorder.dailyDemand,
    daysLeft: reorder.daysLeft,
    reorderPoint: reorder.point,
    toReorder: reorder.isDue,
    reorderUnits: reorder.units,
    reorderReason: reorder.because.join(' '),
  };
}

/** The clock of a flow without a customer: real time. */
export const REAL_TIME: PersonalClock = { pace: 1, anchor: 0 };

export function clockOf(row: { pace: number; pace_anchor: Instant | null }): PersonalClock {
  return { pace: row.pace, anchor: row.pace_anchor ?? 0 };
}

const mapped = (at: Instant | null, clock: PersonalClock) => (at === null ? null : toPersonal(at, clock));

/** How they agreed, by channel. */
export const optInsOf = ({
  consents,
}: Pick<CustomerRow, 'consents'>): Readonly<Record<string, string | null>> =>
  Object.fromEntries((consents ?? []).map(({ channel, opt_in }) => [channel, opt_in]));

export function customerFacts(row: CustomerRow, storeZone: string): CustomerFacts {
  const clock = clockOf(row);
  const first = mapped(row.first_order_at, clock);
  const last = mapped(row.last_order_at, clock);
  const gap =
    first !== null && last !== null && row.orders_count >= 2
      ? (last - first) / 86_400_000 / (row.orders_count - 1)
      : null;
  return {
    id: row.id,
    email: row.email,
    phone: row.phone,
    browsers: row.browsers,
    firstName: row.first_name,
    lastName: row.last_name,
    country: row.country,
    city: row.city,
    language: row.language,
    zone: row.zone ?? storeZone,
    createdAt: toPersonal(row.created_at, clock),
    tags: row.tags,
    properties: row.properties,
    consent: Object.fromEntries((row.consents ?? []).map((entry) => [entry.channel, entry.state])),
    suppressed: Object.fromEntries((row.suppressed ?? []).map((channel) => [channel, true])),
    ordersCount: row.orders_count,
    totalSpent: row.total_spent,
    averageOrder: row.orders_count > 0 ? Math.round(row.total_spent / row.orders_count) : 0,
    firstOrderAt: first,
    lastOrderAt: last,
    discountShare: row.orders_count > 0 ? row.discount_orders / row.orders_count : null,
    orderGapDays: gap,
    lastSeenAt: mapped(row.last_seen_at, clock),
    lists: row.lists ?? [],
    points: row.points,
    tier: row.tier,
    predicted: row.predicted ?? {},
  };
}

export function cartFacts(
  row: CartRow,
  clock: PersonalClock,
  /** Current stock and cost of each line's product or variant, by `product/variant`. */
  catalogue: ReadonlyMap<string, { readonly stock: number | null; readonly cost: number | null }>,
  knownCategories: ReadonlySet<string>,
): CartFacts {
  const lines = row.lines.map((line) => {
    const known = catalogue.get(`${line.productId}/${line.variantId ?? ''}`);
    return { ...line, stock: known?.stock ?? null, cost: line.cost ?? known?.cost ?? null };
  });
  return {
    id: row.id,
    currency: row.currency,
    total: row.total,
    itemsCount: row.items_count,
    lines,
    createdAt: toPersonal(row.created_at, clock),
    updatedAt: toPersonal(row.updated_at, clock),
    step: row.step,
    device: row.device,
    recoveryUrl: row.recovery_url,
    discountCodes: row.discount_codes,
    newCategory: lines.some((line) => line.category !== null && !knownCategories.has(line.category)),
    completedAt: mapped(row.completed_at, clock),
  };
}

export function orderFacts(row: OrderRow, clock: PersonalClock): OrderFacts {
  return {
    id: row.id,
    number: row.number,
    currency: row.currency,
    total: row.total,
    discount: row.discount,
    margin: row.margin,
    lines: row.lines,
    placedAt: toPersonal(row.placed_at, clock),
    status: row.financial_status ?? 'placed',
    fulfilment: row.fulfilment_status,
    cartId: row.cart_id,
  };
}

export function eventFact(row: EventRow, clock: PersonalClock): EventFact {
  return {
    id: row.id,
    type: row.type,
    at: toPersonal(row.occurred_at, clock),
    value: row.value,
    cartId: row.cart_id,
    orderId: row.order_id,
    productId: row.product_id,
    messageId: row.message_id,
    properties: row.properties,
  };
}
