import type { Context } from '@millrace/core/verb';
import type { Tx } from '@millrace/db';
import { joinCarts } from './join-carts.ts';
import { joinOrderRecords } from './join-orders.ts';
import { joinProducts } from './join-products.ts';
import { mergeCustomers } from './merge-customers.ts';

/**
 * Joins two sources that are one shop: customers, carts, orders, products and events of both become the
 * shop's. Nothing is counted twice afterwards. A repeat changes nothing.
 */
export async function joinSources(tx: Tx, context: Context, from: string, to: string): Promise<void> {
  if (from === to) return;
  await joinPeople(tx, context, from, to);
  await joinProducts(tx, from, to);
  await joinCarts(tx, from, to, context.now());
  await joinOrderRecords(tx, context, from, to);
  await joinEvents(tx, from, to);
}

/** The sender's customer ids mean the same people in both sources. */
async function joinPeople(tx: Tx, context: Context, from: string, to: string): Promise<void> {
  const [old, kind] = [`external:${from}`, `external:${to}`];
  const doubled = await tx<{ loser: string; winner: string }[]>`
    select l.customer_id as loser, w.customer_id as winner from customer_identities l
      join customer_identities w on w.kind = ${kind} and w.value = l.value
      where l.kind = ${old} and l.customer_id <> w.customer_id order by l.value`;
  const became = new Map<string, string>();
  const nowOf = (id: string): string => (became.has(id) ? nowOf(became.get(id) as string) : id);
  for (const pair of doubled) {
    const [winner, loser] = [nowOf(pair.winner), nowOf(pair.loser)];
    if (
      winner !== loser &&
      (await mergeCustomers(tx, context.workspaceId, winner, loser, false, context.now()))
    )
      became.set(loser, winner);
  }
  await tx`delete from customer_identities l using customer_identities w
    where l.kind = ${old} and w.kind = ${kind} and w.value = l.value`;
  await tx`update customer_identities set kind = ${kind} where kind = ${old}`;
  await tx`update customers set source = ${to} where source = ${from}`;
}

/** An event that both sources sent was one event. The first that came stays, under the shop's key. */
async function joinEvents(tx: Tx, from: string, to: string): Promise<void> {
  const prefix = `${from}/`;
  const lost = await tx<{ event_id: string }[]>`
    with old as (delete from event_keys where starts_with(key, ${prefix})
      returning workspace_id, key, event_id),
    kept as (insert into event_keys (workspace_id, key, event_id) select workspace_id,
      ${`${to}/`} || substr(key, ${prefix.length + 1}), event_id from old on conflict do nothing
      returning event_id)
    select event_id from old where event_id not in (select event_id from kept)`;
  const ids = lost.map((row) => row.event_id);
  if (ids.length === 0) return;
  await tx`delete from event_queue where event_id = any(${ids}::uuid[])`;
  await tx`delete from events where id = any(${ids}::uuid[])`;
}
