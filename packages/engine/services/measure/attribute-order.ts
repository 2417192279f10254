import type { Tx } from '@millrace/db';
import { DAY, toPersonal, type Instant, type PersonalClock } from '@millrace/base';
import { attribute, type Touch } from '@millrace/measure';
import { readPlan } from '../plans/read-plan.ts';
import type { OutcomeOrder } from './outcome-order.ts';
import { tally } from './tally.ts';

interface MessageRow {
  readonly id: string;
  readonly flow_id: string;
  readonly version_id: string;
  readonly node: string;
  readonly channel: string;
  readonly sent_at: Instant;
  readonly delivered_at: Instant | null;
  readonly opened_at: Instant | null;
  readonly clicked_at: Instant | null;
  readonly plan_hash: string;
}

/** Credits an order to the message touched last, each flow by its own windows, in the person's own time; and counts it on the node. */
export async function attributeOrder(
  tx: Tx,
  workspaceId: string,
  customerId: string,
  order: OutcomeOrder,
  clock: PersonalClock,
  now: Instant,
): Promise<void> {
  const since = order.placed_at - 60 * DAY;
  const messages = await tx<MessageRow[]>`
    select m.id, m.flow_id, m.version_id, m.node, m.channel, m.sent_at, m.delivered_at, m.opened_at, m.clicked_at, v.plan_hash from messages m join flow_versions v on v.id = m.version_id
    where m.customer_id = ${customerId} and m.planned_at >= ${since} and m.sent_at is not null and m.sent_at <= ${order.placed_at} order by m.planned_at desc limit 100`;
  if (messages.length === 0) return;
  const personal = (at: Instant | null) => (at === null ? null : toPersonal(at, clock));
  const touches: Touch[] = [];
  for (const row of messages) {
    const plan = await readPlan(tx, workspaceId, row.plan_hash);
    touches.push({
      messageId: row.id,
      channel: row.channel,
      sentAt: toPersonal(row.sent_at, clock),
      deliveredAt: personal(row.delivered_at),
      openedAt: personal(row.opened_at),
      clickedAt: personal(row.clicked_at),
      windows: plan.settings.attribution,
    });
  }
  const credit = attribute({ placedAt: toPersonal(order.placed_at, clock) }, touches);
  const message = credit && messages.find((row) => row.id === credit.messageId);
  if (!credit || !message) return;
  const [fresh] = await tx`
    insert into attributions (workspace_id, order_id, flow_id, version_id, node, message_id, customer_id, revenue, margin, discount, how, at)
    values (${workspaceId}, ${order.id}, ${message.flow_id}, ${message.version_id}, ${message.node}, ${message.id}, ${customerId}, ${order.total}, ${order.margin ?? 0}, ${order.discount}, ${credit.how}, ${order.placed_at})
    on conflict do nothing returning 1`;
  if (!fresh) return;
  await tally(tx, workspaceId, { flowId: message.flow_id, versionId: message.version_id }, now, [
    { node: message.node, metric: 'orders', amount: 1 },
    { node: message.node, metric: 'revenue', amount: order.total },
    { node: message.node, metric: 'margin', amount: order.margin ?? 0 },
    { node: message.node, metric: 'discount', amount: order.discount },
  ]);
}

/** Credits orders that were placed after somebody touched a message, and before it was known that they did. */
export async function creditOrdersSince(
  tx: Tx,
  workspaceId: string,
  customerId: string,
  since: Instant,
  clock: PersonalClock,
  now: Instant,
): Promise<void> {
  const orders = await tx<OutcomeOrder[]>`
    select id, total, margin, discount, cart_id, placed_at, refunded, refunded_margin from orders where customer_id = ${customerId} and placed_at >= ${since} and cancelled_at is null order by placed_at`;
  for (const order of orders) await attributeOrder(tx, workspaceId, customerId, order, clock, now);
}
