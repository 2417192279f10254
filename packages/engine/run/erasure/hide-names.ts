import type { Context } from '@millrace/core/verb';
import type { Tx } from '@millrace/db';
import { DAY } from '@millrace/base';
import { ERASED, erasedName } from './names.ts';
import type { ErasureScope } from './traces-left.ts';

/**
 * Responses kept for repeats name events of the last days only (`rest/idempotency.ts` keeps them for a week).
 * In milliseconds.
 */
const ANSWERS_KEPT = 8 * DAY;
const PAGE = 5_000;

/**
 * Replaces the external ids of the person's orders, refunds and events by keyed hashes, so that they are
 * recognised when they come again.
 * @returns all external ids of the person and their things, before the replacement
 */
export async function hideNames(tx: Tx, context: Context, scope: ErasureScope): Promise<string[]> {
  const people = scope.people as string[];
  const known = await tx<{ name: string }[]>`
    select value as name from customer_identities where customer_id = any(${people}::uuid[])
    union select external_id from carts where id = any(${scope.carts as string[]}::uuid[])
    union select alias from cart_aliases where cart_id = any(${scope.carts as string[]}::uuid[])
    union select number from orders
      where id = any(${scope.orders as string[]}::uuid[]) and number is not null`;
  const orders = await hideOrders(tx, context, scope);
  const events = await hideEvents(tx, context, scope);
  return [...known.map((row) => row.name), ...orders, ...events].filter((name) => !name.startsWith(ERASED));
}

async function hideOrders(tx: Tx, context: Context, { orders }: ErasureScope): Promise<string[]> {
  const rows = await tx<{ id: string; source: string; external_id: string }[]>`
    select id, source, external_id from orders
      where id = any(${orders as string[]}::uuid[]) and external_id not like ${`${ERASED}%`}`;
  const changes = await tx<
    { source: string; order_external_id: string; kind: string; external_id: string }[]
  >`
    select h.source, h.order_external_id, h.kind, h.external_id from order_changes h
      join orders o on o.source = h.source and o.external_id = h.order_external_id
      where o.id = any(${rows.map((row) => row.id)}::uuid[])`;
  const hidden = changes.map((row) => ({
    ...row,
    order_name: erasedName(context, 'order', `${row.source}/${row.order_external_id}`),
    name: erasedName(context, 'refund', `${row.source}/${row.external_id}`),
  }));
  await tx`update order_changes h set order_external_id = n.order_name, external_id = n.name,
    body = jsonb_set(h.body, '{id}', to_jsonb(n.name))
    from jsonb_to_recordset(${tx.json(hidden)}::jsonb) as n(source text, order_external_id text, kind text,
      external_id text, order_name text, name text)
    where h.source = n.source and h.order_external_id = n.order_external_id and h.kind = n.kind
      and h.external_id = n.external_id`;
  // The order's state lists the refunds it includes.
  await tx`update orders o set state = jsonb_set(o.state, '{fields,refundIds,0}', (
      select coalesce(jsonb_agg(coalesce(n.name, known.id)), '[]')
        from jsonb_array_elements_text(o.state #> '{fields,refundIds,0}') known(id)
      left join jsonb_to_recordset(${tx.json(hidden)}::jsonb) as n(source text, order_external_id text,
        external_id text, name text) on n.source = o.source and n.order_external_id = o.external_id
        and n.external_id = known.id))
    where o.id = any(${rows.map((row) => row.id)}::uuid[]) and o.state #> '{fields,refundIds,0}' is not null`;
  await tx`update orders o set external_id = n.name
    from unnest(${rows.map((row) => row.id)}::uuid[],
    ${rows.map((row) => erasedName(context, 'order', `${row.source}/${row.external_id}`))}::text[]) as n(id,
    name)
    where o.id = n.id`;
  return [...rows, ...changes].map((row) => row.external_id);
}

/** Event ids contain whatever the sender chose, for example the number of a customer or order. */
async function hideEvents(
  tx: Tx,
  context: Context,
  { people, carts, orders, now }: ErasureScope,
): Promise<string[]> {
  const events = await tx<{ id: string; received_at: number }[]>`
    select id, received_at from events
      where customer_id = any(${people as string[]}::uuid[])
      or (customer_id is null and cart_id = any(${carts as string[]}::uuid[]))
      or (customer_id is null and order_id = any(${orders as string[]}::uuid[]))`;
  const recent = new Set(
    events.filter((event) => event.received_at > now - ANSWERS_KEPT).map((event) => event.id),
  );
  const names: string[] = [];
  for (let from = 0; from < events.length; from += PAGE) {
    const keys = await hideKeys(
      tx,
      context,
      events.slice(from, from + PAGE).map((event) => event.id),
    );
    // The sender's own id, without the source.
    for (const { key, event_id } of keys)
      if (recent.has(event_id)) names.push(key.slice(key.indexOf('/') + 1));
  }
  return names;
}

/** @returns the keys before the replacement */
export async function hideKeys(
  tx: Tx,
  context: Context,
  eventIds: readonly string[],
): Promise<readonly { key: string; event_id: string }[]> {
  // Runs for every batch of events; nearly all have nothing to hide.
  if (eventIds.length === 0) return [];
  const rows = await tx<{ key: string; event_id: string }[]>`
    select key, event_id from event_keys
      where event_id = any(${eventIds as string[]}::uuid[]) and key not like ${`${ERASED}%`}`;
  if (rows.length === 0) return [];
  await tx`update event_keys k set key = n.name
    from unnest(${rows.map((row) => row.key)}::text[],
    ${rows.map((row) => erasedName(context, 'event', row.key))}::text[]) as n(key, name) where k.key = n.key`;
  return rows;
}
