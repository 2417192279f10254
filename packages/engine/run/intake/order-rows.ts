import { newId, together, type Tx } from '@millrace/db';
import type { Instant } from '@millrace/base';
import type { LineFacts } from '@millrace/flow';
import {
  costKey,
  type OrderAccount,
  type OrderEdit,
  type OrderRefund,
  type OrderState,
  type SoldLine,
  type Told,
} from '@millrace/measure';
import { iso } from '../parsing/iso.ts';

export type LineWords = Pick<LineFacts, 'title' | 'category' | 'image' | 'url'>;

/** An order as a batch finds it and leaves it. */
export interface OrderDraft {
  readonly id: string;
  readonly externalId: string;
  customerId: string | null;
  customerSaidAt: Instant | null;
  cartId: string | null;
  state: OrderState;
  costs: Record<string, number>;
  /** Titles and pictures of the goods, by `costKey`. */
  readonly words: Map<string, LineWords>;
  readonly refunds: Map<string, Told<OrderRefund>>;
  readonly edits: Map<string, Told<OrderEdit>>;
  /** Refunds and edits that are new in this batch. */
  readonly told: { kind: 'refund' | 'edit'; id: string }[];
  early: [eventId: string, occurredAt: Instant][];
}

interface OrderRow {
  readonly id: string;
  readonly external_id: string;
  readonly customer_id: string | null;
  readonly customer_said_at: Instant | null;
  readonly cart_id: string | null;
  readonly state: Partial<OrderState>;
  readonly costs: Record<string, number>;
  readonly lines: LineFacts[];
  readonly early_events: [string, Instant][];
}

interface ChangeRow {
  readonly order_external_id: string;
  readonly kind: 'refund' | 'edit';
  readonly external_id: string;
  readonly at: Instant;
  readonly told: Instant;
  readonly body: OrderRefund & OrderEdit;
}

export interface OrderContext {
  readonly workspaceId: string;
  readonly source: string;
  readonly currency: string;
  readonly assumedCostShare: number;
  readonly now: Instant;
}

/**
 * Locks the batch's orders, and creates those that are new. A new order counts for nothing until it is
 * placed.
 */
export async function lockOrders(
  tx: Tx,
  { workspaceId, source, currency, now }: OrderContext,
  externalIds: readonly string[],
): Promise<Map<string, OrderDraft>> {
  const names = [...new Set(externalIds)].sort();
  if (names.length === 0) return new Map();
  await tx`insert into orders (id, workspace_id, source, external_id, currency, placed_at)
    select id, ${workspaceId}, ${source}, external_id, ${currency}, ${now}
      from unnest(${names.map(() => newId())}::uuid[], ${names}::text[]) as o(id, external_id)
      on conflict do nothing`;
  const rows = await tx<OrderRow[]>`
    select id, external_id, customer_id, customer_said_at, cart_id, state, costs, lines, early_events
      from orders
    where source = ${source} and external_id in (select unnest(${names}::text[])) order by external_id
      for update`;
  const changes = await tx<ChangeRow[]>`
    select order_external_id, kind, external_id, at, told, body from order_changes
      where source = ${source} and order_external_id in (select unnest(${names}::text[]))`;
  const drafts = new Map(rows.map((row) => [row.external_id, draftOf(row)]));
  for (const { order_external_id: order, kind, external_id: id, ...told } of changes)
    drafts.get(order)?.[`${kind}s`].set(id, told);
  return drafts;
}

function draftOf(row: OrderRow): OrderDraft {
  const { fields = {}, placed = false, firstAt = null, cancelledAt = null, deliveredAt = null } = row.state;
  return {
    id: row.id,
    externalId: row.external_id,
    customerId: row.customer_id,
    customerSaidAt: row.customer_said_at,
    cartId: row.cart_id,
    state: { fields, placed, firstAt, cancelledAt, deliveredAt },
    costs: { ...row.costs },
    words: new Map(
      row.lines.map(({ title, category, image, url, ...line }) => [
        costKey(line),
        { title, category, image, url },
      ]),
    ),
    refunds: new Map(),
    edits: new Map(),
    told: [],
    early: row.early_events,
  };
}

const NO_WORDS: LineWords = { title: '', category: null, image: null, url: null };

/** A line for people and conditions: the units sold, at the price one of them came to. */
function lineFacts(draft: OrderDraft, { line, units, price }: SoldLine): LineFacts {
  const key = costKey(line);
  const { productId, variantId } = line;
  const cost = line.cost ?? draft.costs[key] ?? null;
  return {
    productId,
    variantId,
    ...(draft.words.get(key) ?? NO_WORDS),
    quantity: units,
    price,
    cost,
    stock: null,
  };
}

const isoOrNull = (at: Instant | null) => (at === null ? null : iso(at));

/** Writes the orders as they are after a batch, with their amounts. */
export async function writeOrders(
  tx: Tx,
  { workspaceId, source, now }: OrderContext,
  orders: readonly {
    readonly draft: OrderDraft;
    readonly account: OrderAccount;
    readonly placedAt: Instant | null;
  }[],
): Promise<void> {
  if (orders.length === 0) return;
  const rows = orders.map(({ draft, account, placedAt }) => {
    const { fields } = draft.state;
    const { lines, counts, ...money } = account;
    return {
      ...money,
      id: draft.id,
      customer: draft.customerId,
      said: isoOrNull(draft.customerSaidAt),
      cart: draft.cartId,
      state: draft.state,
      costs: draft.costs,
      lines: lines.map((line) => lineFacts(draft, line)),
      early: draft.early,
      counted: counts,
      revenue: counts ? money.revenue : 0,
      shipping: fields.shipping?.[0] ?? 0,
      number: fields.number?.[0] ?? null,
      codes: fields.discountCodes?.[0] ?? [],
      financial: fields.financialStatus?.[0] ?? null,
      fulfilment: draft.state.deliveredAt === null ? (fields.fulfilmentStatus?.[0] ?? null) : 'delivered',
      placed: iso(placedAt ?? now),
      cancelled: isoOrNull(draft.state.cancelledAt),
      delivered: isoOrNull(draft.state.deliveredAt),
      updated: fields.lines ? iso(fields.lines[1]) : fields.total ? iso(fields.total[1]) : null,
    };
  });
  const changes = orders.flatMap(({ draft }) =>
    draft.told.map(({ kind, id }) => {
      const { at, told, body } = kind === 'refund' ? draft.refunds.get(id)! : draft.edits.get(id)!;
      return { order: draft.externalId, kind, id, at: iso(at), told: iso(told), body };
    }),
  );
  await together(
    tx`update orders o set customer_id = r.customer, customer_said_at = r.said, cart_id = r.cart,
      state = r.state, costs = r.costs, lines = r.lines, early_events = r.early, counted = r.counted,
        units = r.units, gross = r.gross, discount = r.discount, net = r.net, tax = r.tax, total = r.total,
          refunded = r.refunded, revenue = r.revenue, cost = r.cost, margin = r.margin, shipping = r.shipping,
        number = r.number, discount_codes = array(select jsonb_array_elements_text(r.codes)),
          financial_status = r.financial, fulfilment_status = r.fulfilment, placed_at = r.placed,
        cancelled_at = r.cancelled, delivered_at = r.delivered, source_updated_at = r.updated
      from jsonb_to_recordset(${tx.json(rows as never)}::jsonb) as r(id uuid, customer uuid, said timestamptz,
        cart uuid, state jsonb, costs jsonb, lines jsonb, early jsonb, counted boolean, units integer,
        gross bigint, discount bigint, net bigint, tax bigint, total bigint, refunded bigint, revenue bigint,
          cost bigint, margin bigint, shipping bigint, number text, codes jsonb, financial text,
        fulfilment text, placed timestamptz, cancelled timestamptz, delivered timestamptz,
          updated timestamptz) where o.id = r.id`,
    changes.length === 0
      ? null
      : tx`insert into order_changes as c (workspace_id, source, order_external_id, kind, external_id, at,
        told, body)
        select ${workspaceId}, ${source}, r."order", r.kind, r.id, r.at, r.told, r.body
        from jsonb_to_recordset(${tx.json(changes as never)}::jsonb) as r("order" text, kind text,
          id text, at timestamptz, told timestamptz, body jsonb)
        on conflict (workspace_id, source, order_external_id, kind, external_id)
          do update set at = excluded.at, told = excluded.told, body = excluded.body`,
  );
}
