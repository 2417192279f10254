import { newId, type Tx } from '@millrace/db';
import { MINUTE, toPersonal, toReal } from '@millrace/base';
import type { z } from 'zod';
import type { intakeCartSchema } from '@millrace/flow';
import { together } from '../enrolments/together.ts';
import { linesTotal, storedLines, type KnownProduct } from './lines.ts';
import { FRESH_FOR, instantOf, type ParsedEvent } from './parse-intake.ts';
import type { IntakeSource } from './source.ts';
import { minorUnits } from './store-products.ts';

type Cart = z.output<typeof intakeCartSchema>;

export interface CartContext {
  readonly workspaceId: string;
  readonly source: IntakeSource;
  readonly currency: string;
  readonly abandonMinutes: number;
  readonly now: number;
}

export interface StoredCart {
  readonly id: string;
  readonly total: number;
}

/** Carts by any of their names. */
export async function cartsNamed(tx: Tx, source: string, aliases: readonly string[]): Promise<Map<string, string>> {
  const unique = [...new Set(aliases)];
  if (unique.length === 0) return new Map();
  const rows = await tx<
    { alias: string; cart_id: string }[]
  >`select alias, cart_id from cart_aliases where source = ${source} and alias = any(${unique}::text[])`;
  return new Map(rows.map((row) => [row.alias, row.cart_id]));
}

const namesOf = (cart: Cart) => [cart.cartId, ...(cart.aliases ?? [])];

/** Stores the newest state of each cart of the batch; an older word than the stored one changes nothing but is kept as an event. */
export async function storeCarts(
  tx: Tx,
  context: CartContext,
  events: readonly ParsedEvent[],
  customerOf: ReadonlyMap<number, string>,
  products: ReadonlyMap<string, KnownProduct>,
): Promise<Map<number, StoredCart>> {
  const mine = events.filter((event) => event.known?.changes === 'cart');
  const stored = new Map<number, StoredCart>();
  if (mine.length === 0) return stored;
  const source = context.source.id;
  const known = await cartsNamed(
    tx,
    source,
    mine.flatMap((event) => namesOf(event.properties as Cart)),
  );
  // Carts that are known wait for nobody: their writes travel in one flight, in the order they were sent.
  const writes: PromiseLike<unknown>[] = [];
  for (const event of mine) {
    const cart = event.properties as Cart;
    const found = namesOf(cart)
      .map((name) => known.get(name))
      .find((id) => id !== undefined);
    const result = await storeCart(tx, context, event, cart, found, customerOf.get(event.index) ?? null, products, known, writes);
    for (const name of namesOf(cart)) known.set(name, result.id);
    stored.set(event.index, result);
  }
  await together(...writes);
  return stored;
}

async function storeCart(
  tx: Tx,
  context: CartContext,
  event: ParsedEvent,
  cart: Cart,
  known: string | undefined,
  customerId: string | null,
  products: ReadonlyMap<string, KnownProduct>,
  names: ReadonlyMap<string, string>,
  writes: PromiseLike<unknown>[],
): Promise<StoredCart> {
  const { workspaceId, source } = context;
  const currency = cart.currency ?? context.currency;
  const lines = storedLines(cart.lines, currency, products);
  const total = minorUnits(cart.total, currency) ?? linesTotal(lines);
  const updatedAt = Math.min(instantOf(cart.updatedAt) ?? event.occurredAt, context.now);
  const completedAt = instantOf(cart.completedAt);
  // Idle since we heard of it: the sender's own stamp tells news from old news, and may be far off.
  const fresh = context.now - event.occurredAt < FRESH_FOR && lines.length > 0 && completedAt === null;
  const due = fresh ? toReal(toPersonal(event.occurredAt, source.clock) + context.abandonMinutes * MINUTE, source.clock) : null;
  const step = cart.step ?? (event.type === 'checkout-started' || event.type === 'checkout-updated' ? 'checkout' : 'cart');
  const values = {
    total,
    items: lines.reduce((sum, line) => sum + line.quantity, 0),
    lines: tx.json(lines as never),
    step,
    device: cart.device ?? null,
    url: cart.recoveryUrl ?? null,
    codes: cart.discountCodes ?? [],
  };
  if (known) {
    // A completed cart stays completed, and is never abandoned any more.
    writes.push(
      tx`update carts set customer_id = coalesce(${customerId}, customer_id), currency = ${currency}, total = ${values.total}, items_count = ${values.items}, lines = ${values.lines},
        step = case when array_position(array['cart','checkout','shipping','payment'], ${step}) >= array_position(array['cart','checkout','shipping','payment'], step) then ${step} else step end,
        device = coalesce(${values.device}, device), recovery_url = coalesce(${values.url}, recovery_url), discount_codes = ${values.codes}, updated_at = ${event.occurredAt}, source_updated_at = ${updatedAt},
        completed_at = coalesce(completed_at, ${completedAt}), abandon_due_at = case when completed_at is null then ${due}::timestamptz end
      where id = ${known} and (source_updated_at is null or source_updated_at <= ${updatedAt})`.execute(),
    );
    if (customerId) writes.push(tx`update carts set customer_id = ${customerId} where id = ${known} and customer_id is null`.execute());
    const unnamed = namesOf(cart).filter((name) => names.get(name) !== known);
    if (unnamed.length > 0) writes.push(nameCart(tx, workspaceId, source.id, known, unnamed));
    return { id: known, total };
  }
  const [row] = await tx<{ id: string }[]>`
    insert into carts as c (id, workspace_id, source, external_id, customer_id, currency, total, items_count, lines, step, device, recovery_url, discount_codes, created_at, updated_at, source_updated_at, completed_at, abandon_due_at)
    values (${newId()}, ${workspaceId}, ${source.id}, ${cart.cartId}, ${customerId}, ${currency}, ${values.total}, ${values.items}, ${values.lines}, ${step}, ${values.device}, ${values.url}, ${values.codes},
      ${instantOf(cart['createdAt'] as string | number | undefined) ?? event.occurredAt}, ${event.occurredAt}, ${updatedAt}, ${completedAt}, ${due})
    on conflict (workspace_id, source, external_id) do update set customer_id = coalesce(excluded.customer_id, c.customer_id)
    returning id`;
  const id = (row as { id: string }).id;
  await nameCart(tx, workspaceId, source.id, id, namesOf(cart));
  return { id, total };
}

async function nameCart(tx: Tx, workspaceId: string, source: string, cartId: string, names: readonly string[]): Promise<void> {
  await tx`insert into cart_aliases (workspace_id, source, alias, cart_id) select ${workspaceId}, ${source}, alias, ${cartId} from unnest(${names as string[]}::text[]) as alias on conflict do nothing`;
}
