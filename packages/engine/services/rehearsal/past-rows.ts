import type { CartRow, CustomerRow, EventRow, OrderRow } from '@millrace/core/facts';
import { together, type Tx } from '@millrace/db';
import { DAY, type Instant } from '@millrace/base';
import { entryEvents, type Plan } from '@millrace/flow';

export type PastEvent = EventRow & { readonly customer_id: string };
export type PastCart = CartRow & { readonly customer_id: string; readonly abandoned_at: Instant | null };
export type PastOrder = OrderRow & { readonly customer_id: string };
export interface PastConsent {
  readonly customer_id: string;
  readonly channel: string;
  readonly state: string;
  readonly at: Instant;
}

export interface PastRows {
  readonly customers: readonly CustomerRow[];
  readonly events: readonly PastEvent[];
  readonly carts: readonly PastCart[];
  readonly orders: readonly PastOrder[];
  readonly consents: readonly PastConsent[];
  readonly suppressions: readonly {
    readonly customer_id: string;
    readonly channel: string;
    readonly at: Instant;
  }[];
}

/** Most of the newest events to search for people who met a trigger, whatever the number of days. */
const MOST_SEARCHED = 100_000;
const MOST_EVENTS = 250_000;

interface MetTrigger {
  readonly customer_id: string;
  /** The last time. */
  readonly at: Instant;
}

/**
 * People who met the trigger by an event, latest first. A cart abandoned before Millrace was connected has no such
 * event, so a cart never bought counts instead.
 */
async function metByEvent(
  tx: Tx,
  plan: Plan,
  since: Instant,
  until: Instant,
  most: number,
): Promise<readonly MetTrigger[]> {
  const events = entryEvents(plan.trigger);
  const carts = events.includes('cart-abandoned')
    ? tx`union all select customer_id, updated_at as at from carts
        where updated_at between ${since} and ${until} and items_count > 0 and customer_id is not null`
    : tx``;
  return tx<MetTrigger[]>`
    select customer_id, max(at) as at from (
      select customer_id, occurred_at as at from (
        select customer_id, type, occurred_at from events where occurred_at between ${since} and ${until}
          order by occurred_at desc limit ${MOST_SEARCHED}) e
      where type = any(${events as string[]}::text[]) and customer_id is not null ${carts}) m
    group by customer_id order by max(at) desc limit ${most}`;
}

/**
 * Since when everybody who met the trigger is among the latest, of whom at most so many are searched. Null when nobody
 * met it. In a flow whose trigger has a source, that source tells.
 */
export async function searchedSince(
  tx: Tx,
  plan: Plan,
  since: Instant,
  until: Instant,
  most: number,
): Promise<Instant | null> {
  if (plan.trigger.source !== undefined) return since;
  return (await metByEvent(tx, plan, since, until, most)).at(-1)?.at ?? null;
}

/** People who met the trigger in this time, latest first; if there are none, the people last seen. */
export async function whoMetTrigger(
  tx: Tx,
  plan: Plan,
  since: Instant,
  until: Instant,
  most: number,
): Promise<string[]> {
  const rows = await metByEvent(tx, plan, since, until, most);
  if (rows.length > 0) return rows.map((row) => row.customer_id);
  const seen = await tx<{ id: string }[]>`
    select id from customers where last_seen_at between ${since} and ${until}
      and merged_into is null order by last_seen_at desc limit ${most}`;
  return seen.map((row) => row.id);
}

/**
 * Reads everything recorded about these people in this time, and before it as far as the flow reads back.
 * @param until leaves out later data, so that repeating a rehearsal gives the same result
 */
export async function readPast(
  tx: Tx,
  plan: Plan,
  ids: readonly string[],
  since: Instant,
  until: Instant,
): Promise<PastRows> {
  const asked = Object.entries(plan.needs.events);
  const furthest = asked.length === 0 ? since : since - Math.max(...asked.map(([, days]) => days)) * DAY;
  const list = ids as string[];
  const [customers, events, carts, orders, consents, suppressions] = await together(
    tx<CustomerRow[]>`
      select c.*,
        (select jsonb_agg(jsonb_build_object('channel', n.channel, 'state', n.state, 'opt_in', n.opt_in))
        from consents n where n.customer_id = c.id) as consents,
        null as suppressed,
        (select string_agg(b.name, ', ' order by b.created_at, b.id) from browsers b
        where b.customer_id = c.id) as browsers,
        (select array_agg(m.list_id::text order by m.list_id) from list_members m
        where m.customer_id = c.id) as lists,
        (select jsonb_object_agg(e.key, e.value) from predictions p, jsonb_each(p.values) e
        where p.customer_id = c.id) as predicted
        from customers c where c.id = any(${list}::uuid[])`,
    tx<PastEvent[]>`
      select id, customer_id, type, occurred_at, value, cart_id, order_id, product_id, message_id, properties
        from events
      where customer_id = any(${list}::uuid[]) and occurred_at <= ${until}
        and (occurred_at >= ${since}
          or (occurred_at >= ${Math.max(0, furthest)} and type = any(${asked.map(([type]) => type)}::text[])))
      order by occurred_at, id limit ${MOST_EVENTS}`,
    tx<PastCart[]>`select * from carts where customer_id = any(${list}::uuid[]) and updated_at >= ${since}
      and items_count > 0 order by updated_at`,
    tx<
      PastOrder[]
    >`select * from orders where customer_id = any(${list}::uuid[]) and counted order by placed_at`,
    tx<PastConsent[]>`select customer_id, channel, state, at from consent_history
      where customer_id = any(${list}::uuid[]) and at <= ${until} order by at`,
    tx<
      { customer_id: string; channel: string; at: Instant }[]
    >`select c.id as customer_id, s.channel, s.at from customers c
      join suppressions s on s.address in (c.email, c.phone) where c.id = any(${list}::uuid[])`,
  );
  return { customers, events, carts, orders, consents, suppressions };
}
