import type postgres from 'postgres';

export interface HandEvent {
  readonly id: string;
  readonly email: string;
  readonly cart: string;
  readonly total: number;
}

/**
 * The writes for a batch of cart events, as a programmer would write them who knows exactly what arrives:
 * each event once by its sender's id, its customer with their name, its cart with an alias and its
 * abandonment time, and its place in the queue.
 */
export async function storeByHand(
  sql: postgres.Sql,
  workspace: string,
  events: readonly HandEvent[],
): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`select set_config('app.ws', ${workspace}, true)`;
    const fresh = await tx<{ key: string; event_id: string }[]>`
      insert into event_keys (workspace_id, key, event_id) select ${workspace}, key, uuidv7()
        from unnest(${events.map((event) => `hand/${event.id}`)}::text[]) as key on conflict do nothing
        returning key, event_id`;
    const idOf = new Map(fresh.map((row) => [row.key, row.event_id]));
    const mine = events.filter((event) => idOf.has(`hand/${event.id}`));
    const emails = [...new Set(mine.map((event) => event.email))].toSorted();
    await tx`insert into customer_identities (workspace_id, kind, value, customer_id)
      select ${workspace}, 'email', email, uuidv7() from unnest(${emails}::text[]) as email
      on conflict do nothing`;
    const people = await tx<
      { value: string; customer_id: string }[]
    >`select value, customer_id from customer_identities
      where workspace_id = ${workspace} and kind = 'email' and value = any(${emails}::text[])`;
    await tx`insert into customers (id, workspace_id, email, source, last_seen_at)
      select p.id, ${workspace}, p.email, 'hand', now()
        from unnest(${people.map((row) => row.customer_id)}::uuid[],
        ${people.map((row) => row.value)}::text[]) as p(id, email)
      on conflict (id) do update set last_seen_at = excluded.last_seen_at`;
    const personOf = new Map(people.map((row) => [row.value, row.customer_id]));
    const owners = mine.map((event) => personOf.get(event.email) ?? '');
    const lines = mine.map((event) =>
      JSON.stringify([{ productId: 'kettle', title: 'Kettle', quantity: 1, price: event.total }]),
    );
    const carts = await tx<{ id: string; external_id: string }[]>`
      insert into carts (id, workspace_id, source, external_id, customer_id, currency, total, items_count,
        lines, created_at, updated_at, abandon_due_at)
      select uuidv7(), ${workspace}, 'hand', c.cart, c.owner, 'USD', c.total, 1, c.lines::jsonb, now(), now(),
        now() + interval '15 minutes'
      from unnest(${mine.map((event) => event.cart)}::text[], ${owners}::uuid[],
        ${mine.map((event) => event.total)}::bigint[], ${lines}::text[]) as c(cart, owner, total, lines)
      on conflict (workspace_id, source, external_id)
        do update set total = excluded.total, lines = excluded.lines, updated_at = now(),
        abandon_due_at = excluded.abandon_due_at returning id, external_id`;
    await tx`insert into cart_aliases (workspace_id, source, alias, cart_id)
      select ${workspace}, 'hand', * from unnest(${carts.map((row) => row.external_id)}::text[],
      ${carts.map((row) => row.id)}::uuid[]) on conflict do nothing`;
    const cartOf = new Map(carts.map((row) => [row.external_id, row.id]));
    const ids = mine.map((event) => idOf.get(`hand/${event.id}`) ?? '');
    await tx`with stored as (insert into events (id, workspace_id, customer_id, type, occurred_at, source,
      value, cart_id, properties)
        select e.id, ${workspace}, e.owner, 'cart-updated', now(), 'hand', e.total, e.cart, '{}'
          from unnest(${ids}::uuid[], ${owners}::uuid[], ${mine.map((event) => event.total)}::bigint[],
          ${mine.map((event) => cartOf.get(event.cart) ?? '')}::uuid[]) as e(id, owner, total, cart)
        returning id, occurred_at, customer_id)
      insert into event_queue (workspace_id, event_id, occurred_at, customer_id, type)
        select ${workspace}, id, occurred_at, customer_id, 'cart-updated' from stored`;
  });
}
