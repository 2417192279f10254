import { clockOf, eventFact, REAL_TIME, type EventRow } from '@millrace/core/facts';
import { readPlan } from '@millrace/core/plans';
import { laneOf, lockCustomers, type BulkJobPage } from '@millrace/core/rows';
import type { Tx } from '@millrace/db';
import type { Instant } from '@millrace/base';
import { exitFor, startsFor, type Plan } from '@millrace/flow';
import { writeRefusal } from '../enrolments/write-refusal.ts';
import { enterFlow, type Arrival } from '../routing/enter-flows.ts';
import type { ListeningFlow } from '../routing/live-flows.ts';
import { daysOf, type ArrivalChoice } from '../routing/waiting-arrivals.ts';

const PAGE = 100;

interface Waiting extends EventRow {
  readonly customer_id: string | null;
  readonly subject: string | null;
  readonly pace: number | null;
  readonly pace_anchor: Instant | null;
}

/**
 * Handles people who arrived while their flow was paused, as the marketer chose: they enter, or they are
 * refused with the reason.
 */
export const arrivalsJob: BulkJobPage = async (tx, context, job, now) => {
  const { choice } = job.choice as { choice: ArrivalChoice };
  const [flow] = await tx<ListeningFlow[]>`
    select f.id, f.name, f.salt, f.state, f.live_version_id as version_id, v.plan_hash from flows f
      join flow_versions v on v.id = f.live_version_id where f.id = ${job.flow_id}`;
  // The flow was paused again, so they go on waiting for the next choice.
  if (!flow || (choice !== 'stopped' && flow.state !== 'live'))
    return { cursor: null, done: 0, finished: true };
  const page = await tx<Waiting[]>`
    select e.id, e.type, e.occurred_at, e.value, e.cart_id, e.order_id, e.product_id, e.message_id,
      e.properties, w.customer_id, w.subject, c.pace, c.pace_anchor
    from waiting_arrivals w join events e on e.id = w.event_id and e.occurred_at = w.occurred_at
      left join customers c on c.id = w.customer_id
    where w.flow_id = ${flow.id} order by w.event_id limit ${PAGE}`;
  await lockCustomers(tx, page.map(laneOf));
  for (const row of page) {
    const clock = row.pace === null ? REAL_TIME : clockOf({ pace: row.pace, pace_anchor: row.pace_anchor });
    const arrival: Arrival = {
      workspaceId: context.workspaceId,
      customerId: row.customer_id,
      subject: row.subject,
      event: eventFact(row, clock),
      occurredAt: row.occurred_at,
      clock,
      now,
    };
    await seeTo(tx, arrival, flow, choice);
    await tx`delete from waiting_arrivals where flow_id = ${flow.id} and event_id = ${row.id}`;
  }
  if (page.length === PAGE) return { cursor: null, done: page.length, finished: false };
  // Remove rows whose event retention has deleted.
  await tx`delete from waiting_arrivals where flow_id = ${flow.id} and arrived_at <= ${now}`;
  return { cursor: null, done: page.length, finished: true };
};

async function seeTo(tx: Tx, arrival: Arrival, flow: ListeningFlow, choice: ArrivalChoice): Promise<void> {
  const refuse = (reason: string, why: string) =>
    writeRefusal(tx, { ...arrival, flow }, reason, `Not entered: ${why}`);
  if (choice === 'stopped')
    return refuse('flow-stopped', `“${flow.name}” was stopped while they waited to enter.`);
  if (choice === 'leave-out')
    return refuse(
      'left-out-after-pause',
      `“${flow.name}” was paused, and people who arrived during the pause were left out.`,
    );
  if (arrival.now - arrival.occurredAt >= startsFor(arrival.event.type))
    return refuse(
      'too-late-after-pause',
      `“${flow.name}” was paused, and was resumed more than ${daysOf(arrival.event.type)} later.`,
    );
  const plan = await readPlan(tx, arrival.workspaceId, flow.plan_hash);
  if (await hasLeft(tx, plan, arrival))
    return refuse(
      'over-after-pause',
      `“${flow.name}” was paused, and they met an exit rule before it was resumed.`,
    );
  await enterFlow(tx, arrival, flow);
}

/**
 * Whether an exit rule would have ended their enrolment during the pause, for example because they bought.
 */
async function hasLeft(
  tx: Tx,
  plan: Plan,
  { customerId, event, occurredAt, clock }: Arrival,
): Promise<boolean> {
  if (customerId === null) return false;
  const types = plan.trigger.exits.flatMap((exit) => (exit.where ? [] : [exit.event]));
  if (types.length === 0) return false;
  const rows = await tx<EventRow[]>`
    select id, type, occurred_at, value, cart_id, order_id, product_id, message_id, properties from events
    where customer_id = ${customerId} and type = any(${types}::text[]) and occurred_at > ${occurredAt}
      and id <> ${event.id} order by occurred_at limit 200`;
  const refs = { cartId: event.cartId, orderId: event.orderId, productId: event.productId, messageIds: [] };
  return rows.some((row) => exitFor(plan, eventFact(row, clock), refs) >= 0);
}
