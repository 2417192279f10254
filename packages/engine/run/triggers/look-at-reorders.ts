import { clockOf } from '@millrace/core/facts';
import { storeSettings } from '@millrace/core/store';
import type { Tx } from '@millrace/db';
import { DAY, dayIn, dayText, HOUR, MINUTE, toPersonal, toReal, type Instant } from '@millrace/base';
import { momentsOfDay, zoneOf, type DateSource, type ProductDates } from '@millrace/flow';
import { personal } from '../values/fact-sql.ts';
import { tellEntries, type EntryEvent } from './let-in.ts';
import { FIRST_ID, type SourcePage, type SourceRow } from './source-row.ts';

/** Rows in one transaction. Somebody has fewer products than that. */
const PAGE = 500;
/** How far the clocks of the world are from UTC at most, with an hour for the change to summer time. */
const [WEST, EAST] = [13 * HOUR, 15 * HOUR];
/** By how many days a day of a person in another pace may be off. */
const ANYWHERE = 2;

interface Due {
  readonly customer_id: string;
  readonly product_id: string;
  readonly title: string;
  readonly bought_on: string;
  readonly due_on: string;
  readonly chance: number;
  readonly zone: string | null;
  readonly pace: number;
  readonly pace_anchor: Instant | null;
  /** Predicted since the last look, so that its moment may have passed already. */
  readonly fresh: boolean;
  /** Bought since the last training. */
  readonly bought: boolean;
}

/** The time that is looked through. */
export interface Window {
  readonly after: Instant;
  readonly until: Instant;
  /** How far back a moment may be of what was predicted since the last look. */
  readonly freshAfter: Instant;
}

/**
 * A page of the people whose moment to buy a product again has come, in the order of their ids. Somebody enters once after
 * each purchase, however often the day moves: the event is named after the day of the purchase. Whoever has bought the product since
 * the last training does not enter.
 * @returns the last person of the page; null when there are no more
 */
export async function lookAtReorders(
  tx: Tx,
  context: Parameters<SourcePage>[1],
  row: SourceRow,
  source: DateSource & { readonly products: ProductDates },
  window: Window,
): Promise<string | null> {
  const store = await storeSettings(tx, context.workspaceId);
  const of = { store: { zone: store.zone } };
  const momentOf = (day: string, zone: string | null, after: Instant, until: Instant) =>
    momentsOfDay(source, day, zoneOf({ ...of, customer: { zone: zone ?? '' } }), after, until)[0];
  const days = daysOf(source, window);
  // Only the days and zones where the moment lies in the time are read: mostly none.
  const places = await tx<{ zone: string; due_on: string; fresh: boolean }[]>`
    select distinct coalesce(c.zone, '') as zone, d.due_on, d.predicted_at >= ${row.looked_until}::timestamptz as fresh
      from reorder_dates d join customers c on c.id = d.customer_id
      where d.due_on = any(${days}::text[]) and c.pace = 1`;
  const meant = places.filter(({ zone, due_on, fresh }) =>
    momentOf(due_on, zone, fresh ? window.freshAfter : window.after, window.until),
  );
  const [paced] = await tx<{ one: number }[]>`select 1 as one from connections where pace <> 1 limit 1`;
  if (meant.length === 0 && !paced) return null;
  const shifted = (at: Instant, by: number) =>
    tx`to_char(to_timestamp((${personal(tx, tx`${at}::timestamptz`)} + ${(by - source.days) * DAY}::numeric) / 1000.0)
      at time zone 'UTC', 'YYYY-MM-DD')`;
  const inOwnTime = paced
    ? tx`or (c.pace <> 1 and d.due_on >= ${shifted(window.freshAfter, -ANYWHERE)}
        and d.due_on <= ${shifted(window.until, ANYWHERE)})`
    : tx``;
  const ofDays = paced ? tx`true` : tx`d.due_on = any(${meant.map(({ due_on }) => due_on)}::text[])`;
  // Apart, because tables that were just filled have no statistics.
  const rows = await tx<Due[]>`
    with places as materialized (
      select * from unnest(${meant.map(({ zone }) => zone)}::text[], ${meant.map(({ due_on }) => due_on)}::text[],
        ${meant.map(({ fresh }) => String(fresh))}::text[]) as p(zone, due_on, fresh)),
    due as materialized (
      select d.*, d.predicted_at >= ${row.looked_until}::timestamptz as fresh from reorder_dates d
        where ${ofDays} and d.customer_id > ${row.cursor ?? FIRST_ID} and d.chance >= ${source.products.least}::real),
    page as materialized (
      select d.*, c.zone, c.pace, c.pace_anchor from due d join customers c on c.id = d.customer_id
        where c.merged_into is null and c.erased_at is null
          and ((c.pace = 1 and exists (select from places p where p.zone = coalesce(c.zone, '')
            and p.due_on = d.due_on and p.fresh = d.fresh::text)) ${inOwnTime})
        order by d.customer_id, d.product_id limit ${PAGE})
    select d.customer_id, d.product_id, d.title, d.bought_on, d.due_on, d.chance, d.zone, d.pace, d.pace_anchor, d.fresh,
        exists (select from orders o cross join lateral jsonb_array_elements(o.lines) line
          where o.customer_id = d.customer_id and o.counted and line->>'productId' = d.product_id
            and o.placed_at > (select max(trained_at) from models where name = d.model)) as bought
      from page d order by d.customer_id, d.product_id`;
  const isFull = rows.length === PAGE;
  // All products of a person are of one page.
  const page = isFull ? rows.filter((one) => one.customer_id !== rows.at(-1)!.customer_id) : rows;
  const products = await tx<{ name: string; id: string }[]>`
    select distinct on (external_id) external_id as name, id from products
      where external_id = any(${[...new Set(page.map((one) => one.product_id))]}::text[])
      order by external_id, status <> 'active', id`;
  const idOf = new Map(products.map(({ name, id }) => [name, id]));
  const entries = page.flatMap((one): EntryEvent[] => {
    const clock = clockOf(one);
    const after = one.fresh ? window.freshAfter : window.after;
    const moment = momentOf(one.due_on, one.zone, toPersonal(after, clock), toPersonal(window.until, clock));
    if (moment === undefined || one.bought) return [];
    return [
      {
        id: `date/${row.flow_id}/${one.customer_id}/${one.product_id}/${one.bought_on}`,
        type: 'date-reached',
        flowId: row.flow_id,
        customerId: one.customer_id,
        at: toReal(moment.at, clock),
        properties: {
          date: one.due_on,
          productId: idOf.get(one.product_id) ?? one.product_id,
          productTitle: one.title,
          chance: one.chance,
        },
      },
    ];
  });
  await tellEntries(tx, context, entries);
  return isFull ? page.at(-1)!.customer_id : null;
}

/** The days whose moment can lie in the time anywhere in the world. */
function daysOf({ days, time }: DateSource, { freshAfter, until }: Window): string[] {
  const counted = days * DAY + time.hour * HOUR + time.minute * MINUTE;
  const first = Math.ceil((freshAfter - counted - WEST) / DAY);
  const last = Math.floor((until - counted + EAST) / DAY);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_unused, index) =>
    dayText(dayIn((first + index) * DAY, 'UTC')),
  );
}
