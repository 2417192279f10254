import type { Context } from '@millrace/core/verb';
import type { Database } from '@millrace/db';
import type { Instant } from '@millrace/base';
import { listsOfGoods, type LineFacts } from '@millrace/flow';
import { ingestWithin } from '../intake/ingest-events.ts';

/**
 * Marks carts whose idle time is up as abandoned, by an event like any other. Finds them by an index on their
 * due time; several workers share the work.
 * @returns how many
 */
export async function abandonCarts(
  db: Database,
  contextOf: (workspaceId: string) => Context,
  now: Instant,
  limit = 50,
): Promise<number> {
  const due = await db.asRouter(
    (tx) =>
      tx<{ id: string; workspace_id: string }[]>`select id, workspace_id from carts_due(${now}, ${limit})`,
  );
  let abandoned = 0;
  for (const { id, workspace_id: workspaceId } of due) {
    const context = contextOf(workspaceId);
    abandoned += await db.inWorkspace(workspaceId, async (tx) => {
      const [cart] = await tx<
        {
          customer_id: string | null;
          due: Instant;
          external_id: string;
          total: number;
          source: string;
          lines: LineFacts[];
        }[]
      >`
        select customer_id, abandon_due_at as due, external_id, total, source, lines from carts
          where id = ${id} and abandon_due_at <= ${now} and completed_at is null for update skip locked`;
      if (!cart) return 0;
      await tx`update carts set abandon_due_at = null, abandoned_at = ${cart.due} where id = ${id}`;
      if (!cart.customer_id) return 0;
      await ingestWithin(tx, context, { id: 'millrace', clock: { pace: 1, anchor: 0 }, internal: true }, [
        {
          id: `cart-abandoned/${id}/${cart.due}`,
          type: 'cart-abandoned',
          occurredAt: cart.due,
          customer: { id: cart.customer_id },
          properties: { cartId: id, value: cart.total, ...listsOfGoods(cart.lines) },
        },
      ]);
      return 1;
    });
  }
  return abandoned;
}
