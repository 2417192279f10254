import type { Tx } from '@millrace/db';
import type { Instant } from '@millrace/base';
import type { OutcomeOrder } from './outcome-order.ts';

/** What a decision about a cart earned: the margin of the order that completed it. Carts that stay open are rewarded 0 when the model learns. */
export async function rewardDecisions(tx: Tx, customerId: string, order: OutcomeOrder, now: Instant): Promise<void> {
  if (!order.cart_id) return;
  await tx`update decisions set reward = ${order.margin ?? 0}, rewarded_at = ${now} where customer_id = ${customerId} and cart_id = ${order.cart_id} and reward is null and at >= ${now - 60 * 86_400_000}`;
}
