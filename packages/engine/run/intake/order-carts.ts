import { newId, type Tx } from '@millrace/db';
import { DAY, type Instant } from '@millrace/base';
import { isSameThing, type LineFacts } from '@millrace/flow';
import { fieldOf, placedAtOf } from '@millrace/measure';
import { iso } from '../parsing/iso.ts';
import type { OrderNews } from './order-news.ts';
import type { OrderContext, OrderDraft } from './order-rows.ts';
import type { ParsedEvent } from '../parsing/parse-intake.ts';

/** An order without a cart's name is matched only to carts younger than this, in milliseconds. */
const LOOKED_AT_FOR = 30 * DAY;

interface OpenCart {
  readonly id: string;
  readonly customer_id: string;
  readonly lines: LineFacts[];
  readonly updated_at: Instant;
}

/**
 * Matches an order that names no cart (by staff, by phone, on another device) to the customer's open cart
 * with the same goods.
 */
export async function matchCarts(
  tx: Tx,
  drafts: ReadonlyMap<string, OrderDraft>,
  news: ReadonlyMap<ParsedEvent, OrderNews>,
): Promise<void> {
  const named = new Set(
    [...news.values()].filter((one) => one.cartNames.length > 0).map((one) => one.orderId),
  );
  const loose = [...drafts.values()].filter(
    (draft) =>
      draft.cartId === null &&
      draft.customerId !== null &&
      draft.state.placed &&
      !named.has(draft.externalId),
  );
  if (loose.length === 0) return;
  const people = [...new Set(loose.map((draft) => draft.customerId as string))];
  const carts = await tx<OpenCart[]>`
    select id, customer_id, lines, updated_at from carts
      where customer_id in (select unnest(${people}::uuid[]))
      and completed_at is null order by updated_at desc, id`;
  for (const draft of loose) {
    const placedAt = placedAtOf(draft.state) ?? 0;
    const bought = fieldOf(draft.state, 'lines') ?? [];
    const cart = carts.find(
      (one) =>
        one.customer_id === draft.customerId &&
        one.updated_at <= placedAt &&
        placedAt - one.updated_at < LOOKED_AT_FOR &&
        one.lines.some((line) => bought.some((thing) => isSameThing(line, thing))),
    );
    if (cart) draft.cartId = cart.id;
  }
}

/**
 * An order that arrives before its cart creates the cart as bought. Later updates of the cart fill it and
 * start no flow.
 */
export async function makeCarts(
  tx: Tx,
  { workspaceId, source, currency }: OrderContext,
  drafts: ReadonlyMap<string, OrderDraft>,
  news: ReadonlyMap<ParsedEvent, OrderNews>,
): Promise<void> {
  const made = new Map<OrderDraft, { id: string; names: readonly string[]; at: Instant }>();
  for (const { orderId, word, cartNames } of news.values()) {
    const draft = drafts.get(orderId);
    if (!draft || draft.cartId !== null || !word?.placed || cartNames.length === 0) continue;
    made.set(draft, { id: newId(), names: cartNames, at: placedAtOf(draft.state) ?? word.happenedAt });
  }
  if (made.size === 0) return;
  const rows = [...made].map(([draft, { id, names, at }]) => ({
    id,
    external: names[0],
    at: iso(at),
    customer: draft.customerId,
  }));
  const written = await tx<{ id: string; external_id: string }[]>`
    insert into carts as c (id, workspace_id, source, external_id, customer_id, currency, created_at,
      updated_at, completed_at)
    select id, ${workspaceId}, ${source}, external, customer, ${currency}, at, at, at
      from jsonb_to_recordset(${tx.json(rows as never)}::jsonb) as r(id uuid, external text,
      customer uuid, at timestamptz)
    order by external on conflict (workspace_id, source, external_id) do update set updated_at = c.updated_at
      returning id, external_id`;
  const idOf = new Map(written.map((row) => [row.external_id, row.id]));
  const aliases = [...made].flatMap(([draft, { id, names }]) => {
    draft.cartId = idOf.get(names[0] ?? '') ?? id;
    return names.map((alias) => ({ alias, id: draft.cartId as string }));
  });
  await tx`insert into cart_aliases (workspace_id, source, alias, cart_id)
    select ${workspaceId}, ${source}, * from unnest(${aliases.map((row) => row.alias)}::text[],
    ${aliases.map((row) => row.id)}::uuid[]) on conflict do nothing`;
}

/** Completes a cart at the time its order was placed. */
export async function completeCarts(
  tx: Tx,
  orders: readonly { draft: OrderDraft; placedAt: Instant | null }[],
): Promise<void> {
  const rows = orders.flatMap(({ draft, placedAt }) =>
    draft.cartId !== null && draft.state.placed && placedAt !== null
      ? [{ cart: draft.cartId, order: draft.id, at: iso(placedAt) }]
      : [],
  );
  if (rows.length === 0) return;
  await tx`update carts c set completed_at = least(coalesce(c.completed_at, 'infinity'), r.at),
    abandon_due_at = null, order_id = r."order"
    from jsonb_to_recordset(${tx.json(rows as never)}::jsonb) as r(cart uuid, "order" uuid, at timestamptz)
      where c.id = r.cart`;
}
