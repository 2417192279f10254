import {
  isZone,
  toPersonal,
  toReal,
  type Instant,
  type MinorUnits,
  type PersonalClock,
} from '@millrace/base';
import { clockOf } from '@millrace/core/facts';
import type { Tx } from '@millrace/db';
import {
  judgeReturn,
  RETURNS_COUNTED_FOR,
  type LineFacts,
  type ReturnableLine,
  type ReturnPolicy,
  type ReturnQuestion,
  type ReturnVerdict,
} from '@millrace/flow';
import type { OrderLine, OrderRefund } from '@millrace/measure';
import type { KeptItem } from './kept-item.ts';

/** A line of an order on the returns page. Lines of the same variant are one. */
export interface OpenLine {
  /** `product/variant`, by the ids of the store. */
  readonly name: string;
  readonly productId: string;
  readonly variantId: string | null;
  readonly title: string;
  readonly variant: string | null;
  readonly image: string | null;
  /** By which steps of flows name it: its SKU, else the id of the variant or the product. */
  readonly sku: string;
  /** What was paid for one. */
  readonly price: MinorUnits;
  readonly judged: ReturnableLine;
}

/** An order as it can be returned from now. */
export interface OpenOrder {
  readonly id: string;
  readonly externalId: string;
  readonly source: string;
  readonly number: string;
  readonly customerId: string;
  readonly currency: string;
  readonly clock: PersonalClock;
  readonly lines: readonly OpenLine[];
  /** What the policy asks about every line. */
  readonly about: Pick<ReturnQuestion, 'order' | 'customer' | 'now' | 'zone'>;
}

interface Row {
  readonly id: string;
  readonly external_id: string;
  readonly source: string;
  readonly number: string | null;
  readonly customer_id: string;
  readonly currency: string;
  readonly lines: readonly LineFacts[];
  readonly told: readonly OrderLine[] | null;
  readonly placed_at: Instant;
  readonly delivered_at: Instant | null;
  readonly cancelled_at: Instant | null;
  readonly fulfilment_status: string | null;
  readonly counted: boolean;
  readonly tags: readonly string[];
  readonly pace: number;
  readonly pace_anchor: Instant | null;
  readonly zone: string;
}

/**
 * An order with what of it was returned already, and what the policy needs to know of its customer.
 * @returns null when there is no such order, or nobody stands behind it
 */
export async function openOrder(tx: Tx, orderId: string, now: Instant): Promise<OpenOrder | null> {
  const [row] = await tx<Row[]>`
    select o.id, o.external_id, o.source, o.number, o.customer_id, o.currency, o.lines,
      o.state #> '{fields,lines,0}' as told, o.placed_at, o.delivered_at, o.cancelled_at, o.fulfilment_status,
      o.counted, c.tags, c.pace, c.pace_anchor, w.zone
    from orders o join customers c on c.id = o.customer_id and c.erased_at is null
      join workspaces w on w.workspace_id = o.workspace_id
    where o.id = ${orderId}`;
  if (!row) return null;
  const clock = clockOf(row);
  const told = row.told ?? [];
  const bought = merged(row.lines);
  const taken = await unitsTaken(tx, row, told);
  const goods = await goodsOf(tx, row.source, bought);
  const personal = toPersonal(now, clock);
  return {
    id: row.id,
    externalId: row.external_id,
    source: row.source,
    number: row.number ?? row.external_id,
    customerId: row.customer_id,
    currency: row.currency,
    clock,
    lines: bought.map((line): OpenLine => {
      const name = nameOf(line);
      const known = goods.get(name);
      return {
        name,
        productId: line.productId,
        variantId: line.variantId,
        title: line.title || 'Item',
        variant: known?.variant ?? null,
        image: line.image,
        sku: skuOf(line, known?.sku ?? null),
        price: line.price,
        judged: {
          products: [line.productId, line.title, ...(line.variantId === null ? [] : [line.variantId])],
          category: line.category,
          tags: known?.tags ?? [],
          isGoods: !told.some((one) => nameOf(one) === name && one.kind !== 'goods'),
          quantity: line.quantity,
          taken: taken.get(name) ?? 0,
        },
      };
    }),
    about: {
      order: {
        placedAt: toPersonal(row.placed_at, clock),
        deliveredAt: row.delivered_at === null ? null : toPersonal(row.delivered_at, clock),
        cancelled: row.cancelled_at !== null || !row.counted,
        isUnsent: row.delivered_at === null && row.fulfilment_status === 'unfulfilled',
      },
      customer: {
        tags: row.tags,
        returns: await returnsSince(tx, row.customer_id, toReal(personal - RETURNS_COUNTED_FOR, clock)),
      },
      now: personal,
      zone: isZone(row.zone) ? row.zone : 'UTC',
    },
  };
}

/** What the policy says to a line. @param reason null while it is not known */
export const judgeLine = (
  policy: ReturnPolicy,
  { about }: OpenOrder,
  line: OpenLine,
  quantity: number,
  reason: string | null,
): ReturnVerdict => judgeReturn(policy, { ...about, line: line.judged, quantity, reason });

/** Units of a line that can still come back. */
export const unitsLeft = ({ judged }: OpenLine): number => Math.max(0, judged.quantity - judged.taken);

export const nameOf = (line: { readonly productId: string; readonly variantId: string | null }): string =>
  `${line.productId}/${line.variantId ?? ''}`;

/** A comma separates lines where steps name them. */
const skuOf = ({ productId, variantId }: LineFacts, sku: string | null): string =>
  sku !== null && sku.trim() !== '' && !/[,;\n]/.test(sku) ? sku.trim() : (variantId ?? productId);

function merged(lines: readonly LineFacts[]): LineFacts[] {
  const byName = new Map<string, LineFacts>();
  for (const line of lines) {
    const name = nameOf(line);
    const before = byName.get(name);
    byName.set(name, before ? { ...before, quantity: before.quantity + line.quantity } : line);
  }
  return [...byName.values()];
}

interface KnownGoods {
  readonly tags: readonly string[];
  readonly sku: string | null;
  readonly variant: string | null;
}

/** What the catalogue says of the lines, by their names. */
async function goodsOf(
  tx: Tx,
  source: string,
  lines: readonly LineFacts[],
): Promise<ReadonlyMap<string, KnownGoods>> {
  const rows = await tx<(KnownGoods & { productId: string; variantId: string | null })[]>`
    select l.product as "productId", l.variant as "variantId", coalesce(p.tags, '{}') as tags, v.sku,
      nullif(v.title, 'Default Title') as variant
    from unnest(${lines.map(({ productId }) => productId)}::text[],
      ${lines.map(({ variantId }) => variantId)}::text[]) as l(product, variant)
    left join products p on p.source = ${source} and p.external_id = l.product
    left join product_variants v on v.source = ${source} and v.external_id = l.variant`;
  return new Map(rows.map(({ productId, variantId, ...known }) => [nameOf({ productId, variantId }), known]));
}

/**
 * Units that came back or are on their way, by line. A refund that follows a return is the same units again, so
 * only those before the first return are added to it.
 */
async function unitsTaken(
  tx: Tx,
  order: Pick<Row, 'id' | 'source' | 'external_id'>,
  told: readonly OrderLine[],
): Promise<ReadonlyMap<string, number>> {
  const asked = await tx<{ requested_at: Instant; items: readonly KeptItem[] }[]>`
    select requested_at, items from returns where order_id = ${order.id} and requested_at is not null
      order by requested_at`;
  const refunds = await tx<{ at: Instant; body: OrderRefund }[]>`select at, body from order_changes
    where source = ${order.source} and order_external_id = ${order.external_id} and kind = 'refund'`;
  const first = asked[0]?.requested_at ?? Number.POSITIVE_INFINITY;
  const backBefore = new Map<string, number>();
  const back = new Map<string, number>();
  for (const { at, body } of refunds) {
    if (body.removal) continue;
    for (const { productId, variantId, lineId, quantity } of body.lines) {
      const line = told.find((one) => lineId !== null && one.lineId === lineId);
      const product = line?.productId ?? productId;
      if (product === null) continue;
      const name = nameOf({ productId: product, variantId: line ? line.variantId : variantId });
      add(back, name, quantity);
      if (at < first) add(backBefore, name, quantity);
    }
  }
  const coming = new Map(backBefore);
  for (const item of asked.flatMap(({ items }) => items)) add(coming, nameOf(item), item.quantity);
  return new Map(
    [...back.keys(), ...coming.keys()].map((name) => [
      name,
      Math.max(back.get(name) ?? 0, coming.get(name) ?? 0),
    ]),
  );
}

function add(counts: Map<string, number>, name: string, units: number): void {
  counts.set(name, (counts.get(name) ?? 0) + units);
}

/** Returns that a customer asked for since then, on the page or elsewhere. */
async function returnsSince(tx: Tx, customerId: string, since: Instant): Promise<number> {
  const [row] = await tx<{ n: number }[]>`
    select count(distinct properties->>'returnId')::int as n from events
      where customer_id = ${customerId} and type = 'return-requested' and occurred_at > ${since}`;
  return row?.n ?? 0;
}
