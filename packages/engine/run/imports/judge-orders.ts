import type { Json } from '@millrace/base';
import { together } from '@millrace/db';
import { isDeepStrictEqual } from 'node:util';
import { plainNumber, waysToWrite } from '../parsing/order-number.ts';
import { groupOrders } from './group-orders.ts';
import { erased } from './judge-customers.ts';
import { knownPeople } from './known-people.ts';
import type { PageContext } from './page-context.ts';
import { readOrder, type ReadOrder } from './read-order.ts';
import { isJudged, refused, type FileRow, type Judged } from './read-row.ts';

interface KnownOrder {
  readonly source: string;
  readonly external_id: string;
  readonly number: string | null;
  readonly email: string | null;
  readonly cancelled: boolean;
  /** The newest value of each field that was reported. */
  readonly fields: Readonly<Record<string, readonly [value: Json, ...rest: unknown[]]>>;
}

/**
 * What becomes of orders. Those of a connected shop that it reported itself stay as it said; those of a shop that is
 * not connected are under a source of their own. Changes nothing.
 */
export async function judgeOrders(page: PageContext, rows: readonly FileRow[]): Promise<Judged[]> {
  const { tx, context, settings, habits, store, source, now } = page;
  const read = groupOrders(rows, settings).map((group) =>
    readOrder(group, settings, habits, store.currency, now),
  );
  const orders = read.flatMap((one) => (isJudged(one) ? [] : [one]));
  const ids = orders.flatMap(({ orderId, number }) => [orderId, number].filter((id) => id !== null));
  const numbers = orders.flatMap(({ number, orderId }) => waysToWrite(number ?? orderId ?? ''));
  const named = orders.map(({ names }) => names);
  const [people, known] = await together(
    knownPeople(tx, context, source.id, named),
    tx<
      KnownOrder[]
    >`select o.source, o.external_id, o.number, c.email, o.cancelled_at is not null as cancelled,
        coalesce(o.state->'fields', '{}') as fields
      from orders o left join customers c on c.id = o.customer_id
      where (o.source = ${source.id} and o.external_id = any(${ids}::text[])) or o.number = any(${numbers}::text[])`,
  );
  return read.map((one) => {
    if (isJudged(one)) return one;
    if (people.isErased(one.names)) return { ...erased(one.row), others: one.others };
    return { ...judge(page, one, known), others: one.others, about: 'order' };
  });
}

function judge(page: PageContext, order: ReadOrder, known: readonly KnownOrder[]): Judged {
  const { source, settings } = page;
  const { row } = order;
  const number = order.number === null ? null : plainNumber(order.number);
  const mark = `order ${number ?? order.orderId}`;
  const mine = known.find(
    (one) =>
      one.source === source.id &&
      (one.external_id === (order.orderId ?? order.number) ||
        (number !== null && one.number !== null && plainNumber(one.number) === number)),
  );
  // What a connected shop says of its own orders counts, whenever it says it.
  if (mine && settings.shop !== null) return { row, mark, verdict: 'unchanged' };
  if (settings.shop !== null && order.orderId === null)
    return {
      ...refused(
        row,
        'no-id',
        'This row has no order id. Without it the order would count twice once the shop reports it.',
      ),
      mark,
    };
  const elsewhere = known.find(
    (one) =>
      one.source !== source.id &&
      one.number !== null &&
      plainNumber(one.number) === (number ?? order.orderId) &&
      one.email !== null &&
      one.email === order.names.email,
  );
  if (!mine && elsewhere)
    return {
      row,
      mark,
      verdict: 'unchanged',
      reason: 'known-order',
      sentence: 'A connected shop has reported this order already. It is not counted twice.',
    };
  const event = eventOf(page, order, mine?.external_id ?? order.orderId ?? order.number ?? '');
  if (mine && saysNothingNew(order, mine)) return { row, mark, verdict: 'unchanged' };
  return { row, mark, verdict: mine ? 'updated' : 'new', event };
}

function eventOf(
  { store, settings, now }: PageContext,
  order: ReadOrder,
  orderId: string,
): NonNullable<Judged['event']> {
  const { names, total, refunded, lines } = order;
  const customer = Object.fromEntries(Object.entries(names).filter(([, name]) => name !== null));
  return {
    type: order.cancelledAt === null ? 'order-placed' : 'order-cancelled',
    occurredAt: order.placedAt,
    ...(Object.keys(customer).length > 0 ? { customer } : {}),
    properties: {
      orderId,
      number: order.number ?? order.orderId,
      currency: store.currency,
      placedAt: order.placedAt,
      // For a connected shop older than all it says itself, so that nothing of that is lost.
      updatedAt: settings.shop === null ? now : order.placedAt,
      ...(order.cancelledAt === null ? {} : { cancelledAt: order.cancelledAt }),
      ...(total === null ? {} : { total }),
      ...(total === null || refunded === null || refunded === 0 ? {} : { currentTotal: total - refunded }),
      ...(order.discount === null ? {} : { discount: order.discount }),
      ...(order.shipping === null ? {} : { shipping: order.shipping }),
      ...(order.tax === null ? {} : { tax: order.tax }),
      ...(order.status === null ? {} : { financialStatus: order.status }),
      ...(lines.length === 0 ? {} : { lines }),
    },
  };
}

/** Whether everything that the rows say of an order is known. */
function saysNothingNew(order: ReadOrder, known: KnownOrder): boolean {
  const valueOf = (name: string): Json | undefined =>
    Object.hasOwn(known.fields, name) ? known.fields[name]?.[0] : undefined;
  const { total, refunded } = order;
  const said: Record<string, Json | null> = {
    total,
    currentTotal: total === null || refunded === null || refunded === 0 ? null : total - refunded,
    discount: order.discount,
    shipping: order.shipping,
    tax: order.tax,
    financialStatus: order.status,
    placedAt: order.placedAt,
  };
  if ((order.cancelledAt !== null) !== known.cancelled) return false;
  for (const [name, value] of Object.entries(said))
    if (value !== null && value !== valueOf(name)) return false;
  if (order.lines.length === 0) return true;
  const lines = valueOf('lines');
  return (
    Array.isArray(lines) &&
    isDeepStrictEqual(
      lines.map((line) => pick(line as Record<string, Json>)),
      order.lines.map(({ productId, quantity, price }) => ({ productId, quantity, price })),
    )
  );
}

const pick = ({ productId, quantity, price }: Record<string, Json>) => ({ productId, quantity, price });
