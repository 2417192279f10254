import type { listens, Row, Known } from '@millrace/db/schema';
import { eventFact, type EventRow } from '@millrace/core/facts';
import { readPlan } from '@millrace/core/plans';
import type { EnrolmentRow } from '@millrace/core/rows';
import type { Tx } from '@millrace/db';
import type { Instant, PersonalClock } from '@millrace/base';
import {
  exitFor,
  exitStep,
  FACTS_CHANGED,
  heardAs,
  hears,
  listenedAs,
  type EventFact,
  type Match,
  type Plan,
} from '@millrace/flow';
import { endEnrolment } from '../enrolments/end-enrolment.ts';
import { factsFor } from '../enrolments/plan-and-facts.ts';
import { refsOfEnrolment, withPurchases } from './purchases.ts';

interface ListenRow extends Known<
  Pick<Row<typeof listens>, 'enrolment_id' | 'event' | 'purpose' | 'match' | 'match_id'>,
  { purpose: 'wake' | 'exit'; match: Match }
> {
  readonly entered_at: Instant;
  readonly event_at: Instant | null;
}

/** Whether the event came late and happened before the person entered. The enrolment waits for a new one. */
const isHistory = ({ match, entered_at, event_at }: ListenRow, occurredAt: Instant): boolean =>
  match === 'customer' && occurredAt < Math.min(entered_at, event_at ?? entered_at);

/**
 * The enrolments that hear an event: those of the person or, without a person, those about the event's
 * subject.
 */
export interface Heard {
  readonly customerId: string | null;
  readonly subject: string | null;
}

/**
 * Wakes and ends the enrolments that listen for this event. Requires the lock of the customer or the subject.
 */
export async function hearEvent(
  tx: Tx,
  workspaceId: string,
  { customerId, subject }: Heard,
  event: EventFact,
  occurredAt: Instant,
  clock: PersonalClock,
  now: Instant,
): Promise<void> {
  const listens = await tx<
    ListenRow[]
  >`select l.enrolment_id, l.event, l.purpose, l.match, l.match_id, e.entered_at, e.event_at from listens l
    join enrolments e on e.id = l.enrolment_id
    where
    ${
      customerId === null
        ? tx`l.customer_id is null and e.customer_id is null and e.ended_at is null and
      e.subject = ${subject}`
        : tx`l.customer_id = ${customerId}`
    }
    and l.event = any(${[...listenedAs(event.type)]}::text[])`;
  const matching = listens.filter(
    (listen) =>
      listen.purpose === 'exit' ||
      listen.event === FACTS_CHANGED ||
      (hears({ event: listen.event, match: listen.match, id: listen.match_id }, event) &&
        !isHistory(listen, occurredAt)),
  );
  const ended = new Set<string>();
  for (const listen of matching.filter((item) => item.purpose === 'exit')) {
    if (
      !ended.has(listen.enrolment_id) &&
      (await exits(tx, workspaceId, listen.enrolment_id, event, clock, now))
    )
      ended.add(listen.enrolment_id);
  }
  const woken = [
    ...new Set(
      matching
        .filter((item) => item.purpose === 'wake' && !ended.has(item.enrolment_id))
        .map((item) => item.enrolment_id),
    ),
  ];
  if (woken.length > 0) {
    await tx`insert into wakes (workspace_id, enrolment_id, event_id, occurred_at, purpose)
      select ${workspaceId}, id, ${event.id}, ${occurredAt}, 'wake' from unnest(${woken}::uuid[]) as id
      on conflict do nothing`;
  }
  if (woken.length > 0)
    await tx`insert into outbox (workspace_id, enrolment_id, kind) select ${workspaceId}, id, 'wake'
      from unnest(${woken}::uuid[]) as id`;
}

async function exits(
  tx: Tx,
  workspaceId: string,
  enrolmentId: string,
  event: EventFact,
  clock: PersonalClock,
  now: Instant,
): Promise<boolean> {
  const [enrolment] = await tx<
    EnrolmentRow[]
  >`select e.*, f.state as flow_state, f.name as flow_name, f.salt as flow_salt from enrolments e
    join flows f on f.id = e.flow_id where e.id = ${enrolmentId} and e.ended_at is null`;
  if (!enrolment) return false;
  const plan = await readPlan(tx, workspaceId, enrolment.plan_hash);
  const rule = await exitRule(tx, enrolment, plan, event, clock, now);
  if (rule < 0) return false;
  const result = exitStep(plan, enrolment.cursor, event, rule, event.at);
  await endEnrolment(
    tx,
    enrolment,
    {
      state: 'exited',
      reason: result.next.type === 'done' ? result.next.reason : `exit:${event.type}`,
      sentence: result.trace[0]?.sentence ?? 'Left the flow.',
      data: result.trace[0]?.data ?? null,
    },
    now,
  );
  return true;
}

/** Index of the exit rule that the event meets; -1 when it meets none. */
async function exitRule(
  tx: Tx,
  enrolment: EnrolmentRow,
  plan: Plan,
  event: EventFact,
  clock: PersonalClock,
  now: Instant,
): Promise<number> {
  const refs = await refsOfEnrolment(tx, enrolment, clock);
  const conditional = plan.trigger.exits.some(
    (exit) => heardAs(event.type).includes(exit.event) && exit.where,
  );
  const facts = conditional ? (await factsFor(tx, enrolment, plan, now)).facts : null;
  return exitFor(plan, event, refs, facts);
}

/**
 * An event that will end the enrolment but is not routed yet: `exit:` with the event of the rule. Checked
 * before sending, so that no message goes out in that gap.
 */
export async function pendingExit(
  tx: Tx,
  enrolment: EnrolmentRow,
  plan: Plan,
  clock: PersonalClock,
  now: Instant,
): Promise<string | null> {
  if (plan.trigger.exits.length === 0) return null;
  const rows = await tx<EventRow[]>`
    select e.id, e.type, e.occurred_at, e.value, e.cart_id, e.order_id, e.product_id, e.message_id,
      e.properties from event_queue q join events e on e.id = q.event_id and e.occurred_at = q.occurred_at
    where
      ${
        enrolment.customer_id === null
          ? tx`q.customer_id is null and q.subject =
        ${enrolment.subject}`
          : tx`q.customer_id = ${enrolment.customer_id}`
      }
      order by q.id limit 100`;
  if (rows.length === 0) return null;
  const events = await withPurchases(
    tx,
    rows.map((row) => eventFact(row, clock)),
    clock,
  );
  for (const event of events) {
    if (!plan.trigger.exits.some((exit) => heardAs(event.type).includes(exit.event))) continue;
    const rule = await exitRule(tx, enrolment, plan, event, clock, now);
    if (rule >= 0) return `exit:${plan.trigger.exits[rule]?.event ?? event.type}`;
  }
  return null;
}
