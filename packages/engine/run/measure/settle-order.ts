import { clockOf } from '@millrace/core/facts';
import { lockCustomers } from '@millrace/core/rows';
import type { Tx } from '@millrace/db';
import type { Instant, PersonalClock } from '@millrace/base';
import { eventType } from '@millrace/flow';
import { isOutcome, NO_CONTRIBUTION, type Contribution } from '@millrace/measure';
import { countHoldoutOrder } from '../global-holdout/count-people.ts';
import { attributeOrder } from './attribute-order.ts';
import { rewardDecisions } from './reward-decisions.ts';
import { changeContributions, type Contributed, type LedgerPlace } from './ledger.ts';

/** An order's present amounts, as intake derived them, in minor units. */
export interface SettledOrder extends Contribution {
  readonly id: string;
  readonly customer_id: string | null;
  readonly cart_id: string | null;
  readonly placed_at: Instant;
  readonly counted: boolean;
  /** Whom it was last counted for in the store's own holdout. */
  readonly counted_for: string | null;
  /** The store has or had one. */
  readonly has_holdout: boolean;
}

/** Whether an event of this type changes an order's contributions. */
export const isOrderEvent = (type: string): boolean =>
  ['order', 'refund', 'edit'].includes(eventType(type)?.changes ?? '');

/**
 * Updates everything counted from an order to its present amounts: the ledger, the sums of people and arms in
 * each flow, the message it is attributed to, and the rewards of decisions. The result does not depend on
 * repeats or on the order of events. Takes the locks of the people it counts for.
 */
export async function settleOrder(tx: Tx, workspaceId: string, orderId: string, now: Instant): Promise<void> {
  const [order] = await tx<SettledOrder[]>`
    select id, customer_id, cart_id, placed_at, counted, case when counted then 1 else 0 end as orders, gross,
      discount, tax, refunded, net, revenue, cost, coalesce(margin, 0) as margin, counted_for,
      exists (select from holdout_periods) as has_holdout from orders
      where id = ${orderId}`;
  if (!order) return;
  const stored = await tx<
    Contributed[]
  >`select * from order_ledger where order_id = ${orderId} order by flow_id`;
  const people = [
    ...new Set([
      ...stored.map((row) => row.customer_id),
      ...(order.customer_id ? [order.customer_id] : []),
      ...(order.counted_for ? [order.counted_for] : []),
    ]),
  ];
  await lockCustomers(tx, people);
  const customer = order.customer_id ? await readClock(tx, order.customer_id) : null;
  const places = customer && order.counted ? await placesOf(tx, order) : [];
  await changeContributions(
    tx,
    workspaceId,
    { orderId, placedAt: order.placed_at, worth: order.counted ? order : NO_CONTRIBUTION },
    places,
    stored,
    now,
  );
  await attributeOrder(tx, workspaceId, order, customer, now);
  await rewardDecisions(tx, people, order.placed_at, now);
  if (order.has_holdout) await countHoldoutOrder(tx, workspaceId, order);
}

/** Attributes orders that were placed after a touch but before the touch was known. */
export async function creditOrdersSince(
  tx: Tx,
  workspaceId: string,
  customerId: string,
  since: Instant,
  now: Instant,
): Promise<void> {
  const orders = await tx<
    { id: string }[]
  >`select id from orders where customer_id = ${customerId} and placed_at >= ${since} and counted
    order by placed_at, id`;
  for (const { id } of orders) await settleOrder(tx, workspaceId, id, now);
}

async function readClock(tx: Tx, customerId: string): Promise<PersonalClock | null> {
  const [row] = await tx<
    { pace: number; pace_anchor: Instant | null }[]
  >`select pace, pace_anchor from customers where id = ${customerId}`;
  return row ? clockOf(row) : null;
}

interface StayRow extends LedgerPlace {
  readonly first_entered_at: Instant;
  readonly window_ends_at: Instant;
  readonly first_order_id: string | null;
}

/** The flows whose outcome window this order falls into, for a person in either arm. */
async function placesOf(tx: Tx, order: SettledOrder): Promise<LedgerPlace[]> {
  const stays = await tx<StayRow[]>`
    select p.flow_id, p.customer_id, p.held_out, p.share, p.first_entered_at, p.window_ends_at,
      (select e.order_id from enrolments e where e.customer_id = p.customer_id and e.flow_id = p.flow_id order by e.entered_at limit 1) as first_order_id
    from flow_people p where p.customer_id = ${order.customer_id} and p.first_entered_at <= ${order.placed_at} order by p.flow_id`;
  return stays.filter((stay) =>
    isOutcome(
      { id: order.id, placedAt: order.placed_at },
      {
        firstEnteredAt: stay.first_entered_at,
        firstOrderId: stay.first_order_id,
        windowEndsAt: stay.window_ends_at,
      },
    ),
  );
}
