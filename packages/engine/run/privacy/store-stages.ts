import { lockCustomers } from '@millrace/core/rows';
import type { Context } from '@millrace/core/verb';
import type { Tx } from '@millrace/db';
import type { Instant } from '@millrace/base';
import { erasePerson } from '../erasure/erase-person.ts';
import { forgetStore } from './forget-store.ts';
import { takeBackOrders } from './take-back-orders.ts';

export interface StagePlace {
  /** The source of the store's rows: the shop, else the connection they came through. */
  readonly source: string;
  readonly place: string | null;
  readonly now: Instant;
}

/** How many rows were erased, and where the next page begins; null ends the stage. */
type Page = { readonly done: number; readonly place: string | null };

export type StageName = 'people' | 'names' | 'orders' | 'carts' | 'products' | 'events' | 'keys';

const FIRST = '00000000-0000-0000-0000-000000000000';
const FEW = 50;
const MANY = 1_000;

/** Each page can run twice, because erased rows are not found again. */
export const STAGES: Readonly<
  Record<StageName, (tx: Tx, context: Context, place: StagePlace) => Promise<Page>>
> = {
  people: async (tx, context, { source, place, now }) => {
    const rows = await tx<{ id: string }[]>`
      select id from customers
        where source = ${source} and merged_into is null and erased_at is null and id > ${place ?? FIRST}
        order by id limit ${FEW}`;
    await part(tx, context, source, rows, now);
    return { done: rows.length, place: rows.length < FEW ? null : (rows.at(-1)?.id ?? null) };
  },
  names: async (tx, context, { source, now }) => {
    // Each row loses its name, so the next page finds other rows.
    const rows = await tx<
      { id: string }[]
    >`select customer_id as id from customer_identities where kind = ${`external:${source}`} order by value
      limit ${FEW}`;
    await part(tx, context, source, rows, now);
    return { done: rows.length, place: rows.length < FEW ? null : 'more' };
  },
  orders: async (tx, context, { source, now }) => {
    const rows = await tx<
      Owned[]
    >`select id, customer_id from orders where source = ${source} order by external_id limit ${FEW}`;
    await part(tx, context, source, ownersOf(rows), now);
    await takeBackOrders(
      tx,
      context,
      rows.map((row) => row.id),
      now,
    );
    if (rows.length === FEW) return { done: rows.length, place: 'more' };
    // Refunds and edits whose order never came.
    await tx`delete from order_changes where source = ${source}`;
    return { done: rows.length, place: null };
  },
  carts: async (tx, context, { source, now }) => {
    const rows = await tx<
      Owned[]
    >`select id, customer_id from carts where source = ${source} order by external_id limit ${FEW}`;
    await part(tx, context, source, ownersOf(rows), now);
    const ids = rows.map((row) => row.id);
    await tx`delete from cart_aliases where cart_id = any(${ids}::uuid[])`;
    await tx`delete from carts where id = any(${ids}::uuid[])`;
    if (rows.length === FEW) return { done: rows.length, place: 'more' };
    await tx`delete from cart_aliases where source = ${source}`;
    return { done: rows.length, place: null };
  },
  products: async (tx, _context, { source }) => {
    await tx`delete from product_variants
      where source = ${source} and product_id in (select id from products where source = ${source} order by id
      limit ${MANY})`;
    const gone = await tx`delete from products
        where id in (select id from products where source = ${source} order by id limit ${MANY}) returning 1`;
    if (gone.length < MANY) await tx`delete from product_variants where source = ${source}`;
    return { done: gone.length, place: gone.length < MANY ? null : 'more' };
  },
  events: async (tx, _context, { source, place }) => {
    // In the order of the index on time, a few thousand at a time, of all customers.
    const from = place ?? '9999-12-31T00:00:00Z|ffffffff-ffff-ffff-ffff-ffffffffffff';
    const [at = '', id = ''] = from.split('|');
    const rows = await tx<{ id: string; at: string; mine: boolean }[]>`
      select id, to_json(occurred_at)#>>'{}' as at, source = ${source} as mine from events
        where (occurred_at, id) < (${at}::text::timestamptz, ${id}::uuid) order by occurred_at desc, id desc
        limit ${MANY}`;
    const last = rows.at(-1);
    if (!last) return { done: 0, place: null };
    const gone =
      await tx`delete from events where source = ${source} and occurred_at >= ${last.at}::text::timestamptz
        and id = any(${rows.filter((row) => row.mine).map((row) => row.id)}::uuid[]) returning 1`;
    return { done: gone.length, place: rows.length < MANY ? null : `${last.at}|${last.id}` };
  },
  keys: async (tx, _context, { source }) => {
    // Keys of the store's events and deliveries.
    const gone = await tx`delete from event_keys where key in (
      (select key from event_keys where key >= ${`${source}/`} and key < ${`${source}0`} limit ${MANY})
        union all
      (select key from event_keys where key >= ${`delivery/${source}/`} and key < ${`delivery/${source}0`}
        limit ${MANY})) returning 1`;
    return { done: gone.length, place: gone.length === 0 ? null : 'more' };
  },
};

interface Owned {
  readonly id: string;
  readonly customer_id: string | null;
}

const ownersOf = (rows: readonly Owned[]) =>
  [...new Set(rows.flatMap((row) => row.customer_id ?? []))].sort().map((id) => ({ id }));

/** Erases customers whom no other store knows. Of the others, removes what this store knew. */
async function part(
  tx: Tx,
  context: Context,
  source: string,
  people: readonly { readonly id: string }[],
  now: Instant,
): Promise<void> {
  await lockCustomers(
    tx,
    people.map((person) => person.id),
  );
  for (const { id } of people) {
    const [living] = await tx`select 1 from customers where id = ${id} and erased_at is null`;
    if (living && !(await isKnownOtherwise(tx, id, source))) await erasePerson(tx, context, id);
    else await forgetStore(tx, id, source, now);
  }
}

/**
 * Whether the customer also came, wrote or bought by another source. They stay, without what this store knew.
 */
async function isKnownOtherwise(tx: Tx, id: string, source: string): Promise<boolean> {
  const [row] = await tx<{ otherwise: boolean }[]>`
    select exists (select from customer_identities
      where customer_id = ${id} and kind like 'external:%' and kind <> ${`external:${source}`})
      or exists (select from events where customer_id = ${id} and source not in (${source}, 'millrace'))
      or exists (select from orders where customer_id = ${id} and source <> ${source})
      or exists (select from carts where customer_id = ${id} and source <> ${source}) as otherwise`;
  return row?.otherwise ?? false;
}
