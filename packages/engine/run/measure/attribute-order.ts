import type { messages, Row, Known } from '@millrace/db/schema';
import { readPlan } from '@millrace/core/plans';
import type { Tx } from '@millrace/db';
import { DAY, toPersonal, type Instant, type PersonalClock } from '@millrace/base';
import { attributionRules } from '@millrace/channels';
import { attribute, type Touch } from '@millrace/measure';
import type { SettledOrder } from './settle-order.ts';
import { addToCounters } from './counters.ts';

interface MessageRow extends Known<
  Pick<
    Row<typeof messages>,
    | 'id'
    | 'flow_id'
    | 'version_id'
    | 'node'
    | 'channel'
    | 'sent_at'
    | 'delivered_at'
    | 'opened_at'
    | 'clicked_at'
  >,
  { sent_at: Instant }
> {
  readonly plan_hash: string;
}

/** A message and the part of an order credited to it. */
interface Credit {
  readonly flow_id: string;
  readonly version_id: string;
  readonly node: string;
  readonly message_id: string;
  readonly customer_id: string;
  readonly revenue: number;
  readonly margin: number;
  readonly discount: number;
  readonly how: string;
}

/**
 * Attributes an order to the last message touched, for each flow by its own attribution windows in the
 * person's own time. Uses the order's present amounts, and changes the step's counts by the difference to
 * what was credited before.
 */
export async function attributeOrder(
  tx: Tx,
  workspaceId: string,
  order: SettledOrder,
  clock: PersonalClock | null,
  now: Instant,
): Promise<void> {
  const [before] = await tx<
    Credit[]
  >`select flow_id, version_id, node, message_id, customer_id, revenue, margin, discount, how
    from attributions where order_id = ${order.id} for update`;
  const after =
    order.counted && order.customer_id && clock
      ? await creditOf(tx, workspaceId, order, order.customer_id, clock, before)
      : null;
  if (!before && !after) return;
  if (before && after && isSame(before, after)) return;
  if (after)
    await tx`insert into attributions as a (workspace_id, order_id, flow_id, version_id, node, message_id,
      customer_id, revenue, margin, discount, how, at)
      values (${workspaceId}, ${order.id}, ${after.flow_id}, ${after.version_id}, ${after.node},
        ${after.message_id}, ${after.customer_id}, ${after.revenue}, ${after.margin}, ${after.discount},
        ${after.how}, ${order.placed_at})
      on conflict (workspace_id, order_id)
        do update set flow_id = excluded.flow_id, version_id = excluded.version_id, node = excluded.node,
        message_id = excluded.message_id, customer_id = excluded.customer_id,
        revenue = excluded.revenue, margin = excluded.margin, discount = excluded.discount,
          how = excluded.how, at = excluded.at`;
  else await tx`delete from attributions where order_id = ${order.id}`;
  for (const [credit, sign] of [
    [before, -1],
    [after, 1],
  ] as const) {
    if (!credit) continue;
    await addToCounters(tx, workspaceId, { flowId: credit.flow_id, versionId: credit.version_id }, now, [
      { node: credit.node, metric: 'orders', amount: sign },
      { node: credit.node, metric: 'revenue', amount: sign * credit.revenue },
      { node: credit.node, metric: 'margin', amount: sign * credit.margin },
      { node: credit.node, metric: 'discount', amount: sign * credit.discount },
    ]);
  }
}

const isSame = (left: Credit, right: Credit) =>
  (Object.keys(right) as (keyof Credit)[]).every((field) => left[field] === right[field]);

async function creditOf(
  tx: Tx,
  workspaceId: string,
  order: SettledOrder,
  customerId: string,
  clock: PersonalClock,
  before: Credit | undefined,
): Promise<Credit | null> {
  const worth = {
    customer_id: customerId,
    revenue: order.revenue,
    margin: order.margin,
    discount: order.discount,
  };
  const messages = await tx<MessageRow[]>`
    select m.id, m.flow_id, m.version_id, m.node, m.channel, m.sent_at, m.delivered_at, m.opened_at,
      m.clicked_at, v.plan_hash from messages m join flow_versions v on v.id = m.version_id
    where m.customer_id = ${customerId} and m.planned_at >= ${order.placed_at - 60 * DAY}
      and m.sent_at is not null and m.sent_at <= ${order.placed_at} order by m.planned_at desc limit 100`;
  // Messages are deleted after some time. An order that changes later keeps its earlier attribution.
  if (messages.length === 0)
    return before && before.customer_id === customerId ? { ...before, ...worth } : null;
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
  const credit = attribute({ placedAt: toPersonal(order.placed_at, clock) }, touches, attributionRules());
  const message = credit && messages.find((row) => row.id === credit.messageId);
  if (!credit || !message) return null;
  return {
    flow_id: message.flow_id,
    version_id: message.version_id,
    node: message.node,
    message_id: message.id,
    how: credit.how,
    ...worth,
  };
}
