import { newId, together, type Tx } from '@millrace/db';
import type { Instant } from '@millrace/base';
import {
  cartState,
  idleFor,
  tellCart,
  type Cart,
  type CartContext,
  type CartDraft,
  type CartState,
} from './cart-state.ts';
import { iso } from '../parsing/iso.ts';
import type { KnownProduct } from './lines.ts';
import type { ParsedEvent } from '../parsing/parse-intake.ts';

export interface StoredCart {
  readonly id: string;
  readonly total: number;
}

/** Finds carts by any of their names. */
export async function cartsNamed(
  tx: Tx,
  source: string,
  aliases: readonly string[],
): Promise<Map<string, string>> {
  const unique = [...new Set(aliases)];
  if (unique.length === 0) return new Map();
  const rows = await tx<
    { alias: string; cart_id: string }[]
  >`select n.alias, a.cart_id from unnest(${unique}::text[]) as n(alias)
    cross join lateral (select cart_id from cart_aliases where source = ${source} and alias = n.alias
    limit 1) a`;
  return new Map(rows.map((row) => [row.alias, row.cart_id]));
}

const namesOf = (cart: Cart) => [cart.cartId, ...(cart.aliases ?? [])];

const isCart = (event: ParsedEvent) => event.known?.changes === 'cart';

/**
 * Stores the newest state of each cart of a batch, in one statement. Where a cart was left and taken up again within the batch,
 * what came before is stored first, as it would have been one after another: how the cart was left is kept. An update older
 * than the stored state changes nothing; its event is kept.
 * @param drafts from `knownCarts`
 */
export async function storeCarts(
  tx: Tx,
  context: CartContext,
  events: readonly ParsedEvent[],
  drafts: Map<string, CartDraft>,
  customerOf: ReadonlyMap<number, string>,
  products: ReadonlyMap<string, KnownProduct>,
): Promise<Map<number, StoredCart>> {
  const idle = idleFor(context);
  const told: { readonly index: number; readonly draft: CartDraft; readonly total: number }[] = [];
  for (const event of events.filter(isCart)) {
    const cart = event.properties as Cart;
    const draft = draftFor(drafts, cart);
    const state = cartState(context, event, cart, customerOf.get(event.index) ?? null, products);
    if (draft.state && draft.state.seen + idle <= state.seen) await write(tx, context, told);
    tellCart(draft, state);
    told.push({ index: event.index, draft, total: state.total });
  }
  await write(tx, context, told);
  return new Map(told.map(({ index, draft, total }) => [index, { id: draft.id, total }]));
}

/** Writes what the drafts have gathered; they begin anew after it. */
async function write(
  tx: Tx,
  context: CartContext,
  told: readonly { readonly draft: CartDraft }[],
): Promise<void> {
  const touched = [...new Set(told.map((item) => item.draft))];
  const unnamed = await writeStates(tx, context, touched);
  await together(writeOwners(tx, touched), writeNames(tx, context, unnamed));
  for (const draft of touched) {
    delete draft.state;
    delete draft.firstSeen;
    draft.names.clear();
  }
}

/** The carts that the events of a batch name, as they are stored, by each of their names. */
export async function knownCarts(
  tx: Tx,
  source: string,
  events: readonly ParsedEvent[],
): Promise<Map<string, CartDraft>> {
  const names = [...new Set(events.filter(isCart).flatMap((event) => namesOf(event.properties as Cart)))];
  if (names.length === 0) return new Map();
  const rows = await tx<KnownRow[]>`
    select n.alias, c.id, c.external_id, c.source_updated_at, c.customer_id from unnest(${names}::text[]) as n(alias)
    cross join lateral (select cart_id from cart_aliases where source = ${source} and alias = n.alias limit 1) a
    cross join lateral (select id, external_id, source_updated_at, customer_id from carts where id = a.cart_id limit 1) c`;
  const drafts = new Map<string, CartDraft>();
  return new Map(
    rows.map(({ alias, ...row }) => {
      const draft: CartDraft = drafts.get(row.id) ?? {
        id: row.id,
        external: row.external_id,
        saidAt: row.source_updated_at,
        owner: { known: row.customer_id, said: null },
        names: new Set(),
      };
      drafts.set(row.id, draft);
      return [alias, draft];
    }),
  );
}

interface KnownRow {
  readonly alias: string;
  readonly id: string;
  readonly external_id: string;
  readonly source_updated_at: Instant | null;
  readonly customer_id: string | null;
}

function draftFor(drafts: Map<string, CartDraft>, cart: Cart): CartDraft {
  const names = namesOf(cart);
  const found = names.map((name) => drafts.get(name)).find((draft) => draft !== undefined);
  const draft: CartDraft = found ?? {
    id: newId(),
    external: cart.cartId,
    saidAt: null,
    owner: { known: null, said: null },
    names: new Set(),
  };
  for (const name of names) {
    if (drafts.has(name)) continue;
    drafts.set(name, draft);
    draft.names.add(name);
  }
  return draft;
}

/**
 * Writes what is new of carts, with their new names. A completed cart stays completed, and is never abandoned any more.
 * @returns the carts whose names are still to be written: their state was not news
 */
async function writeStates(
  tx: Tx,
  context: CartContext,
  drafts: readonly CartDraft[],
): Promise<readonly CartDraft[]> {
  const { workspaceId, source } = context;
  const idle = idleFor(context);
  const told = drafts.flatMap((draft) => (draft.state ? [{ ...draft, state: draft.state }] : []));
  if (told.length === 0) return drafts;
  const rows = told.map(({ id, external, state }) => ({ ...state, ...timesOf(state), id, external }));
  rows.sort((left, right) => (left.external < right.external ? -1 : 1));
  // Looked up by key: a join of two lists that Postgres knows nothing about compares each row with each.
  const firsts = Object.fromEntries(
    told.map(({ external, state, firstSeen }) => [external, iso(firstSeen ?? state.seen)]),
  );
  const newNames = Object.fromEntries(
    told.filter(({ names }) => names.size > 0).map(({ external, names }) => [external, [...names]]),
  );
  const written = await tx<{ id: string; external_id: string }[]>`
    with incoming as (
      select * from jsonb_to_recordset(${tx.json(rows as never)}::jsonb) as r(id uuid, external text, customer uuid, currency text,
        total bigint, items integer, lines jsonb, step text, device text, url text, codes jsonb,
        created timestamptz, seen timestamptz, said timestamptz, completed timestamptz, due timestamptz)
    ), written as (
      insert into carts as c (id, workspace_id, source, external_id, customer_id, currency, total, items_count, lines, step,
        device, recovery_url, discount_codes, created_at, updated_at, source_updated_at, completed_at, abandon_due_at)
      select id, ${workspaceId}, ${source.id}, external, customer, currency, total, items, lines, step,
        device, url, array(select jsonb_array_elements_text(codes)), created, seen, said, completed, due
      from incoming
      on conflict (workspace_id, source, external_id) do update set
        customer_id = coalesce(excluded.customer_id, c.customer_id), currency = excluded.currency, total = excluded.total,
        items_count = excluded.items_count, lines = excluded.lines,
        step = case
          when array_position(array['cart','checkout','shipping','payment'], excluded.step)
            >= array_position(array['cart','checkout','shipping','payment'], c.step) then excluded.step
          else c.step end,
        device = coalesce(excluded.device, c.device), recovery_url = coalesce(excluded.recovery_url, c.recovery_url),
        discount_codes = excluded.discount_codes, updated_at = excluded.updated_at,
        source_updated_at = excluded.source_updated_at, completed_at = coalesce(c.completed_at, excluded.completed_at),
        abandon_due_at = case when c.completed_at is null then excluded.abandon_due_at end
      where c.source_updated_at is null or c.source_updated_at <= excluded.source_updated_at
      returning c.id, c.external_id, old.updated_at as left_at, old.completed_at as bought_at, old.total,
        old.items_count, old.lines, old.step, old.device, old.discount_codes
    ), kept as (
      insert into cart_snapshots (workspace_id, cart_id, left_at, total, items_count, lines, step, device, discount_codes)
      select ${workspaceId}, id, left_at, total, items_count, lines, step, device, discount_codes from written
      where left_at is not null and items_count > 0
        and left_at + make_interval(secs => ${idle / 1_000})
          <= least(bought_at, (${tx.json(firsts as never)}::jsonb ->> external_id)::timestamptz)
      on conflict do nothing
    ), named as (
      insert into cart_aliases (workspace_id, source, alias, cart_id)
      select ${workspaceId}, ${source.id}, alias, w.id
      from written w, jsonb_array_elements_text(${tx.json(newNames as never)}::jsonb -> w.external_id) as alias
      order by alias on conflict do nothing
    )
    select id, external_id from written`;
  const idOf = new Map(written.map((row) => [row.external_id, row.id]));
  const unnamed = drafts.filter(({ external, state }) => !state || !idOf.has(external));
  // Somebody else may have made the same cart at the same time: then it is the one they made, with whichever news are newer.
  const lost = rows.filter((row) => !idOf.has(row.external)).map((row) => row.external);
  const theirs =
    lost.length === 0
      ? []
      : await tx<{ id: string; external_id: string }[]>`select id, external_id from carts
          where source = ${source.id} and external_id = any(${lost}::text[])`;
  for (const row of theirs) idOf.set(row.external_id, row.id);
  for (const draft of drafts) draft.id = idOf.get(draft.external) ?? draft.id;
  return unnamed;
}

const isoOrNull = (at: Instant | null) => (at === null ? null : iso(at));
const timesOf = ({ created, seen, said, completed, due }: CartState) => ({
  created: iso(created),
  seen: iso(seen),
  said: iso(said),
  completed: isoOrNull(completed),
  due: isoOrNull(due),
});

/** An outdated update can still name the owner of an anonymous cart. */
async function writeOwners(tx: Tx, drafts: readonly CartDraft[]): Promise<void> {
  const late = drafts.filter(
    ({ state, owner }) => owner.known === null && owner.said !== null && !state?.customer,
  );
  if (late.length === 0) return;
  await tx`update carts c set customer_id = o.customer
    from unnest(${late.map((draft) => draft.id)}::uuid[],
    ${late.map((draft) => draft.owner.said)}::uuid[]) as o(id, customer)
    where c.id = o.id and c.customer_id is null`;
}

async function writeNames(
  tx: Tx,
  { workspaceId, source }: CartContext,
  drafts: readonly CartDraft[],
): Promise<void> {
  const rows = drafts.flatMap((draft) => [...draft.names].map((alias) => ({ alias, id: draft.id })));
  if (rows.length === 0) return;
  rows.sort((left, right) => (left.alias < right.alias ? -1 : 1));
  await tx`insert into cart_aliases (workspace_id, source, alias, cart_id)
    select ${workspaceId}, ${source.id}, * from unnest(${rows.map((row) => row.alias)}::text[],
      ${rows.map((row) => row.id)}::uuid[]) on conflict do nothing`;
}
