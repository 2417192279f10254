import { randomBytes } from 'node:crypto';
import { codeFrom, type Instant } from '@millrace/base';
import { lockPart } from '@millrace/core/rows';
import type { Context } from '@millrace/core/verb';
import { newId, type Tx } from '@millrace/db';
import type { Known, returns, Row } from '@millrace/db/schema';
import type { ReturnAnswer, ReturnOffer, ReturnRule } from '@millrace/flow';
import type { KeptItem } from './kept-item.ts';
import { nameOf, type OpenOrder } from './open-order.ts';
import { FILLED_IN_WITHIN } from './tokens.ts';

export type ReturnRow = Known<
  Row<typeof returns>,
  {
    state: 'draft' | 'requested';
    items: readonly KeptItem[];
    wish: ReturnOffer | null;
    answer: ReturnAnswer | null;
    rule: ReturnRule | null;
  }
>;

/** The draft of an order that is being filled in. */
export async function draftOf(tx: Tx, orderId: string, now: Instant): Promise<ReturnRow | null> {
  const [row] = await tx<ReturnRow[]>`select * from returns
    where order_id = ${orderId} and state = 'draft' and expires_at > ${now}::timestamptz`;
  return row ?? null;
}

/** A return that was asked for, or a draft that is still filled in. */
export async function returnRow(tx: Tx, id: string, now: Instant): Promise<ReturnRow | null> {
  const [row] = await tx<ReturnRow[]>`select * from returns
    where id = ${id} and (expires_at is null or expires_at > ${now}::timestamptz)`;
  return row ?? null;
}

/** Changes of one order's returns run one after another. */
export const oneReturnAtATime = (tx: Tx, orderId: string): Promise<void> => lockPart(tx, 'returns', orderId);

/**
 * Keeps what of an order is to come back, for an hour: the draft of the order, of which there is one. Reasons
 * of items that were chosen before stay.
 * @param chosen by the name of the line
 * @returns the id of the draft
 */
export async function keepItems(
  tx: Tx,
  context: Context,
  order: OpenOrder,
  chosen: ReadonlyMap<string, number>,
): Promise<string> {
  const now = context.now();
  await oneReturnAtATime(tx, order.id);
  await tx`delete from returns where expires_at < ${now}`;
  const before = await draftOf(tx, order.id, now);
  const said = new Map(before?.items.map((item) => [nameOf(item), item]));
  const items = order.lines.flatMap((line): KeptItem[] => {
    const quantity = chosen.get(line.name) ?? 0;
    if (quantity === 0) return [];
    const { productId, variantId, title, variant, image, sku, price } = line;
    const earlier = said.get(line.name);
    return [
      {
        productId,
        variantId,
        title,
        variant,
        image,
        sku,
        price,
        quantity,
        reason: earlier?.reason ?? null,
        reasonLabel: earlier?.reasonLabel ?? '',
        text: earlier?.text ?? '',
        answer: null,
        rule: null,
        sentence: '',
      },
    ];
  });
  const id = before?.id ?? newId();
  await tx`insert into returns (id, workspace_id, order_id, customer_id, number, items, created_at, expires_at)
    values (${id}, ${context.workspaceId}, ${order.id}, ${order.customerId}, ${newNumber()},
      ${tx.json(items as never)}, ${now}, ${now + FILLED_IN_WITHIN})
    on conflict (id) do nothing`;
  await tx`update returns set items = ${tx.json(items as never)}, expires_at = ${now + FILLED_IN_WITHIN}
    where id = ${id} and state = 'draft'`;
  return id;
}

/** Keeps the reasons and the wish of a draft. */
export async function keepReasons(
  tx: Tx,
  id: string,
  items: readonly KeptItem[],
  wish: ReturnOffer | null,
): Promise<void> {
  await tx`update returns set items = ${tx.json(items as never)}, wish = ${wish}
    where id = ${id} and state = 'draft'`;
}

/** Eight letters and digits, so that nobody can guess the number of another return. */
const newNumber = (): string => `R-${codeFrom(randomBytes(16).toString('hex'), 8)}`;
