import type { Tx } from '@millrace/db';
import { plainNumber, waysToWrite } from '../parsing/order-number.ts';
import type { ParsedEvent } from '../parsing/parse-intake.ts';
import { isFileSource } from '../parsing/source.ts';
import { settleOrder } from '../measure/settle-order.ts';
import type { Pair } from './join-pairs.ts';
import type { OrderNews } from './order-news.ts';
import type { OrderContext, OrderDraft } from './order-rows.ts';
import { repointOrders } from './repoint-orders.ts';

/** An order that a file brought in. */
interface OrderOfFile {
  readonly id: string;
  readonly source: string;
  readonly number: string;
  readonly customerId: string;
}

const numberOf = ({ word }: OrderNews): string | null => (word?.placed ? (word.fields.number ?? null) : null);

/** Orders from files of shops that were not connected then, with a number that a shop reports now. */
export async function ordersOfFiles(
  tx: Tx,
  source: string,
  news: ReadonlyMap<ParsedEvent, OrderNews>,
): Promise<readonly OrderOfFile[]> {
  const numbers = [...news.values()].flatMap((one) => {
    const number = numberOf(one);
    return number === null ? [] : waysToWrite(number);
  });
  if (isFileSource(source) || numbers.length === 0) return [];
  const orders = await tx<OrderOfFile[]>`select id, source, number, customer_id as "customerId" from orders
      where number = any(${numbers}::text[]) and customer_id is not null`;
  return orders.filter((order) => isFileSource(order.source));
}

/** Each with the order of the shop that has its number and its customer. */
export function pairsWithFiles(
  filed: readonly OrderOfFile[],
  news: ReadonlyMap<ParsedEvent, OrderNews>,
  drafts: ReadonlyMap<string, OrderDraft>,
  customerOf: ReadonlyMap<number, string>,
): readonly Pair[] {
  const winners = new Map<string, string>();
  for (const [event, one] of news) {
    const number = numberOf(one);
    const customer = customerOf.get(event.index);
    const draft = drafts.get(one.orderId);
    if (number !== null && customer && draft) winners.set(`${plainNumber(number)} ${customer}`, draft.id);
  }
  return filed.flatMap(({ id, number, customerId }) => {
    const winner = winners.get(`${plainNumber(number)} ${customerId}`);
    return winner === undefined ? [] : [{ loser: id, winner }];
  });
}

/**
 * Lets the orders of a shop replace those of a file, which was imported before the shop was connected: each counts
 * once, as the shop says. What named the order of the file names that of the shop.
 */
export async function takeOver(
  tx: Tx,
  { workspaceId, now }: OrderContext,
  pairs: readonly Pair[],
): Promise<void> {
  if (pairs.length === 0) return;
  const losers = pairs.map(({ loser }) => loser);
  await tx`update orders set counted = false where id = any(${losers}::uuid[])`;
  // Subtract what the removed order was counted for before it is deleted.
  for (const id of losers) await settleOrder(tx, workspaceId, id, now);
  // The shop tells itself that the order was placed, and when it was cancelled.
  await tx`delete from events e using orders o where o.id = any(${losers}::uuid[])
    and e.order_id = o.id and e.source = o.source and e.customer_id = o.customer_id`;
  await repointOrders(tx, pairs, now);
  await tx`delete from orders where id = any(${losers}::uuid[])`;
}
