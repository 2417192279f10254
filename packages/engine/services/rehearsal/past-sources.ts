import { storeFacts, clockOf, customerFacts, type CustomerRow } from '@millrace/core/facts';
import type { StoreSettings } from '@millrace/core/store';
import type { Tx } from '@millrace/db';
import type { Instant } from '@millrace/base';
import {
  bareEvent,
  dateMoments,
  isNews,
  type Condition,
  type DateSource,
  type EventFact,
  type Plan,
  type ProductSource,
  type SegmentSource,
} from '@millrace/flow';
import { whoCares } from '@millrace/run/triggers';
import { conditionSql, type Scope } from '@millrace/run/values';

/** Most customers to check for a date within the time, last seen first. */
const MOST_DATES = 20_000;

export interface Searched {
  readonly plan: Plan;
  readonly settings: StoreSettings;
  readonly since: Instant;
  readonly until: Instant;
  readonly most: number;
}

/**
 * People whom the trigger's source may have let in during this time, last seen first; null when there is no
 * source, as events tell. Whether and when each would have entered is decided later.
 */
export async function whoWasMeant(tx: Tx, search: Searched): Promise<string[] | null> {
  const { source } = search.plan.trigger;
  switch (source?.type) {
    case 'segment':
      return matching(tx, search, segmentSql(tx, search, source));
    case 'schedule':
      return matching(
        tx,
        search,
        source.audience === null ? tx`true` : (sqlOf(tx, search, source.audience, search.until) ?? tx`true`),
      );
    case 'hand':
      return matching(tx, search, tx`true`);
    case 'date':
      return withDate(tx, search, source);
    case 'product':
      return [...(await whoHeard(tx, search, source)).keys()].slice(0, search.most);
    case undefined:
      return null;
  }
}

const sqlOf = (tx: Tx, { settings }: Searched, condition: Condition, now: Instant) => {
  const scope: Scope = { tx, storeZone: settings.zone, storeCurrency: settings.currency, now, event: false };
  return conditionSql(scope, condition)?.sql;
};

/**
 * People for whom the condition now has the wanted result, and who, by today's facts, had another one before
 * or have done something since.
 */
function segmentSql(tx: Tx, search: Searched, { condition, crossing, present }: SegmentSource) {
  const now = sqlOf(tx, search, condition, search.until);
  const then = sqlOf(tx, search, condition, search.since);
  if (!now || !then) return tx`true`;
  const active = tx`c.last_seen_at >= ${search.since}`;
  if (present) return tx`(${now} or ${active})`;
  return crossing === 'entered'
    ? tx`(${active} or (${now} and not ${then}))`
    : tx`(${active} or (${then} and not ${now}))`;
}

async function matching(tx: Tx, { most }: Searched, sql: ReturnType<typeof segmentSql>): Promise<string[]> {
  const rows = await tx<{ id: string }[]>`
    select c.id from customers c left join lateral (select * from carts where false) k on true
      left join lateral (select * from orders where false) o on true
    where c.merged_into is null and c.erased_at is null and ${sql}
      order by coalesce(c.last_seen_at, c.created_at) desc, c.id limit ${most}`;
  return rows.map(({ id }) => id);
}

/** What is predicted of the customer `c`, where a date of products asks for it. */
export const predictedOf = (tx: Tx, { products }: DateSource) =>
  products === undefined
    ? tx`null`
    : tx`(select jsonb_object_agg(e.key, e.value) from predictions p, jsonb_each(p.values) e where p.customer_id = c.id)`;

/** Cheaply leaves out customers `c` who cannot have the date. */
export function hasDate(tx: Tx, { fact, products }: DateSource) {
  if (products !== undefined) return tx`exists (select from reorder_dates d where d.customer_id = c.id)`;
  const name = fact.startsWith('customer.properties.') ? fact.slice('customer.properties.'.length) : null;
  return name !== null && !name.includes('.') ? tx`c.properties ? ${name}` : tx`true`;
}

async function withDate(
  tx: Tx,
  { settings, since, until, most }: Searched,
  source: DateSource,
): Promise<string[]> {
  const rows = await tx<CustomerRow[]>`
    select c.*, null as consents, null as suppressed, null as browsers, null as lists, ${predictedOf(tx, source)} as predicted
      from customers c where c.merged_into is null and c.erased_at is null
      and ${hasDate(tx, source)}
        order by coalesce(c.last_seen_at, c.created_at) desc, c.id limit ${MOST_DATES}`;
  const store = storeFacts(settings);
  // An order moves its date, so anybody with orders may have reached the date in between.
  const moves = source.fact === 'customer.lastOrderAt';
  return rows
    .filter((row) => {
      const clock = clockOf(row);
      const at = (instant: Instant) =>
        clock.pace === 1 || instant <= clock.anchor
          ? instant
          : clock.anchor + (instant - clock.anchor) * clock.pace;
      return moves
        ? row.last_order_at !== null
        : dateMoments(source, { customer: customerFacts(row, settings.zone), store }, at(since), at(until))
            .length > 0;
    })
    .slice(0, most)
    .map(({ id }) => id);
}

interface NewsRow {
  readonly id: string;
  readonly product_id: string;
  readonly at: Instant;
  readonly properties: Readonly<Record<string, number | null>>;
}

/** The product changes that would have been reported to each person in this time, oldest first. */
export async function whoHeard(
  tx: Tx,
  { plan, since, until, most }: Searched,
  source: ProductSource,
): Promise<Map<string, EventFact[]>> {
  const rows = await tx<NewsRow[]>`
    select id, product_id, occurred_at as at, properties from events
      where occurred_at between ${since} and ${until} and customer_id is null and product_id is not null
      and type in ('product-restocked', 'product-stock-low', 'product-price-dropped') order by occurred_at
        limit 500`;
  const heard = new Map<string, EventFact[]>();
  const told = new Set<string>();
  for (const { id, product_id: productId, at, properties } of rows) {
    const { stockBefore = null, stockAfter = null, priceBefore = null, priceAfter = null } = properties;
    const change = `${productId}/${at}/${stockBefore}/${stockAfter}/${priceBefore}/${priceAfter}`;
    // One change can be several kinds of news, and is then reported more than once.
    if (told.has(change) || !isNews(source.news, { stockBefore, stockAfter, priceBefore, priceAfter }))
      continue;
    told.add(change);
    for (const person of await whoCares(
      tx,
      { said: { productId }, people: source.people, days: source.days, at },
      FIRST,
      most,
    )) {
      const event = bareEvent({ id: `${id}/${person}`, type: plan.trigger.event, at, productId, properties });
      heard.set(person, [...(heard.get(person) ?? []), event]);
    }
  }
  return heard;
}

const FIRST = '00000000-0000-0000-0000-000000000000';
