import { storeSettings } from '@millrace/core/store';
import type { Context } from '@millrace/core/verb';
import type { Tx } from '@millrace/db';
import { joinOrders, newerTold, placedAtOf } from '@millrace/measure';
import { settleOrder } from '../measure/settle-order.ts';
import { repointOrders } from './repoint-orders.ts';
import { pairsOf } from './join-pairs.ts';
import { lockOrders, writeOrders, type OrderContext } from './order-rows.ts';
import { refreshOrderTotals } from './refresh-totals.ts';
import { accountFor } from './store-orders.ts';

/** Joins the orders of two sources that are one shop. What both reported becomes one order, counted once. */
export async function joinOrderRecords(tx: Tx, context: Context, from: string, to: string): Promise<void> {
  const { workspaceId } = context;
  const pairs = await pairsOf(tx, 'orders', from, to);
  const settings = await storeSettings(tx, workspaceId);
  const shared = {
    workspaceId,
    currency: settings.currency,
    assumedCostShare: settings.assumedCostShare,
    now: context.now(),
  };
  for (let start = 0; start < pairs.length; start += 200)
    await joinSome(tx, shared, from, to, pairs.slice(start, start + 200));
  await tx`insert into order_changes (workspace_id, source, order_external_id, kind, external_id, at, told,
    body)
    select workspace_id, ${to}, order_external_id, kind, external_id, at, told, body from order_changes
      where source = ${from} on conflict do nothing`;
  await tx`delete from order_changes where source = ${from}`;
  await tx`update orders set source = ${to} where source = ${from}`;
}

async function joinSome(
  tx: Tx,
  shared: Omit<OrderContext, 'source'>,
  from: string,
  to: string,
  pairs: readonly { readonly loser: string; readonly winner: string }[],
): Promise<void> {
  const losers = pairs.map((pair) => pair.loser);
  const names = await tx<
    { external_id: string }[]
  >`select external_id from orders where id = any(${losers}::uuid[])`;
  const externalIds = names.map((row) => row.external_id);
  const old = await lockOrders(tx, { ...shared, source: from }, externalIds);
  const kept = await lockOrders(tx, { ...shared, source: to }, externalIds);
  // Subtract what the removed order was counted for before it is deleted.
  await tx`update orders set counted = false where id = any(${losers}::uuid[])`;
  for (const id of losers) await settleOrder(tx, shared.workspaceId, id, shared.now);
  const orders = [...kept].map(([externalId, draft]) => {
    const other = old.get(externalId);
    if (other) {
      const newer = (other.customerSaidAt ?? 0) > (draft.customerSaidAt ?? 0);
      draft.state = joinOrders(draft.state, other.state);
      draft.costs = { ...other.costs, ...draft.costs };
      draft.customerId = newer
        ? (other.customerId ?? draft.customerId)
        : (draft.customerId ?? other.customerId);
      draft.customerSaidAt = newer ? other.customerSaidAt : draft.customerSaidAt;
      draft.cartId ??= other.cartId;
      draft.early = [...draft.early, ...other.early];
      for (const [key, words] of other.words) if (!draft.words.has(key)) draft.words.set(key, words);
      for (const [id, said] of other.refunds) {
        draft.refunds.set(id, newerTold(draft.refunds.get(id), said));
        draft.told.push({ kind: 'refund', id });
      }
      for (const [id, said] of other.edits) {
        draft.edits.set(id, newerTold(draft.edits.get(id), said));
        draft.told.push({ kind: 'edit', id });
      }
    }
    return { draft, account: accountFor(draft, shared), placedAt: placedAtOf(draft.state) };
  });
  await writeOrders(tx, { ...shared, source: to }, orders);
  await repointOrders(tx, pairs, shared.now);
  const people = [...old.values(), ...kept.values()].flatMap((draft) => draft.customerId ?? []);
  await tx`delete from orders where id = any(${losers}::uuid[])`;
  await refreshOrderTotals(tx, people);
  for (const { winner } of pairs) await settleOrder(tx, shared.workspaceId, winner, shared.now);
}
