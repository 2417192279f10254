import type { Instant } from '@millrace/base';
import type { Tx } from '@millrace/db';
import { repoint, type Pair } from './join-pairs.ts';
import { repointEnrolments } from './repoint-enrolments.ts';

/** Repoints everything that names an order to the order that replaces it. */
export async function repointOrders(tx: Tx, pairs: readonly Pair[], now: Instant): Promise<void> {
  // One that is being filled in is begun again: there is one draft of an order.
  await tx`delete from returns where state = 'draft'
    and order_id in (select unnest(${pairs.map(({ loser }) => loser)}::uuid[]))`;
  await repoint(tx, pairs, [
    ['events', 'order_id'],
    ['carts', 'order_id'],
    ['returns', 'order_id'],
    ['discount_codes', 'redeemed_order_id'],
  ]);
  await repointEnrolments(tx, pairs, 'order_id', now);
}
