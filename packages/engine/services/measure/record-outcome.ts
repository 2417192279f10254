import type { Tx } from '@millrace/db';
import { DAY, toPersonal, type Instant, type PersonalClock } from '@millrace/base';
import type { EventRow } from '../facts/rows.ts';
import { readPlan } from '../plans/read-plan.ts';
import { addOutcome } from './arm-sums.ts';
import { attributeOrder } from './attribute-order.ts';
import type { OutcomeOrder } from './outcome-order.ts';
import { rewardDecisions } from './reward-decisions.ts';

interface PersonRow {
  readonly flow_id: string;
  readonly customer_id: string;
  readonly held_out: boolean;
  readonly share: number;
  readonly orders: number;
  readonly margin: number;
  readonly first_entered_at: Instant;
  readonly plan_hash: string | null;
}

/** The events that change what a flow earned. */
export const OUTCOME_EVENTS: readonly string[] = ['order-placed', 'order-refunded', 'order-cancelled'];

/**
 * What an order, a refund or a cancellation means for the flows the person is or was in: the arm sums (everybody, held out
 * or not, inside the flow's outcome window), the message it is attributed to, and what was learned from decisions.
 */
export async function recordOutcome(
  tx: Tx,
  workspaceId: string,
  customerId: string,
  event: EventRow,
  clock: PersonalClock,
  now: Instant,
): Promise<void> {
  if (event.order_id === null || !OUTCOME_EVENTS.includes(event.type)) return;
  const [order] = await tx<
    OutcomeOrder[]
  >`select id, total, margin, discount, cart_id, placed_at, refunded, refunded_margin from orders where id = ${event.order_id}`;
  if (!order) return;
  const change = changeOf(event, order);
  const people = await tx<PersonRow[]>`
    select p.flow_id, p.customer_id, p.held_out, p.share, p.orders, p.margin, p.first_entered_at, v.plan_hash from flow_people p join flows f on f.id = p.flow_id left join flow_versions v on v.id = f.live_version_id
    where p.customer_id = ${customerId} and p.first_entered_at <= ${order.placed_at}`;
  for (const person of people) {
    const plan = person.plan_hash ? await readPlan(tx, workspaceId, person.plan_hash) : null;
    const days = plan?.settings.outcomeDays ?? 30;
    const elapsed = toPersonal(order.placed_at, clock) - toPersonal(person.first_entered_at, clock);
    if (elapsed <= days * DAY) await addOutcome(tx, workspaceId, person, change, now);
  }
  if (event.type === 'order-placed') {
    await attributeOrder(tx, workspaceId, customerId, order, clock, now);
    await rewardDecisions(tx, customerId, order, now);
  }
}

function changeOf(event: EventRow, order: OutcomeOrder): { orders: number; revenue: number; margin: number } {
  const margin = order.margin ?? 0;
  if (event.type === 'order-placed') return { orders: 1, revenue: order.total, margin };
  // A cancellation takes back what refunds have not taken back already.
  if (event.type === 'order-cancelled')
    return { orders: -1, revenue: -(order.total - order.refunded), margin: -(margin - order.refunded_margin) };
  const amount = event.value ?? 0;
  return {
    orders: 0,
    revenue: -amount,
    margin: -Math.min(amount, Math.max(0, Math.round(order.total > 0 ? (margin * amount) / order.total : amount))),
  };
}
