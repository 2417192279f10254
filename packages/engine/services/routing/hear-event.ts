import type { Tx } from '@millrace/db';
import type { Instant } from '@millrace/base';
import { exitFor, exitStep, hears, type EventFact, type Match } from '@millrace/flow';
import { endEnrolment } from '../enrolments/end-enrolment.ts';
import { factsWanted, type EnrolmentRow } from '../enrolments/enrolment-row.ts';
import { loadFacts } from '../facts/load-facts.ts';
import { readPlan } from '../plans/read-plan.ts';

interface ListenRow {
  readonly enrolment_id: string;
  readonly purpose: 'wake' | 'exit';
  readonly match: Match;
  readonly match_id: string | null;
}

/** Wakes and ends the enrolments that listen to this event. Held under the lock of the customer. */
export async function hearEvent(
  tx: Tx,
  workspaceId: string,
  customerId: string,
  event: EventFact,
  occurredAt: Instant,
  now: Instant,
): Promise<void> {
  const listens = await tx<
    ListenRow[]
  >`select enrolment_id, purpose, match, match_id from listens where customer_id = ${customerId} and event = ${event.type}`;
  const matching = listens.filter(
    (listen) => listen.purpose === 'exit' || hears({ event: event.type, match: listen.match, id: listen.match_id }, event),
  );
  const ended = new Set<string>();
  for (const listen of matching.filter((item) => item.purpose === 'exit')) {
    if (!ended.has(listen.enrolment_id) && (await exits(tx, workspaceId, listen.enrolment_id, event, now))) ended.add(listen.enrolment_id);
  }
  const woken = [
    ...new Set(matching.filter((item) => item.purpose === 'wake' && !ended.has(item.enrolment_id)).map((item) => item.enrolment_id)),
  ];
  if (woken.length > 0) {
    await tx`insert into wakes (workspace_id, enrolment_id, event_id, occurred_at, purpose) select ${workspaceId}, id, ${event.id}, ${occurredAt}, 'wake' from unnest(${woken}::uuid[]) as id on conflict do nothing`;
  }
  if (woken.length > 0)
    await tx`insert into dispatches (workspace_id, enrolment_id, kind) select ${workspaceId}, id, 'wake' from unnest(${woken}::uuid[]) as id`;
}

async function exits(tx: Tx, workspaceId: string, enrolmentId: string, event: EventFact, now: Instant): Promise<boolean> {
  const [enrolment] = await tx<
    EnrolmentRow[]
  >`select e.*, f.state as flow_state, f.name as flow_name, f.salt as flow_salt from enrolments e join flows f on f.id = e.flow_id where e.id = ${enrolmentId} and e.ended_at is null`;
  if (!enrolment) return false;
  const plan = await readPlan(tx, workspaceId, enrolment.plan_hash);
  const refs = {
    cartId: enrolment.cart_id,
    orderId: enrolment.order_id,
    productId: enrolment.product_id,
    messageIds: Object.values(enrolment.cursor.messages ?? {}),
  };
  const conditional = plan.trigger.exits.some((exit) => exit.event === event.type && exit.where);
  const facts = conditional ? (await loadFacts(tx, { ...factsWanted(enrolment), needs: plan.needs, now })).facts : null;
  const rule = exitFor(plan, event, refs, facts);
  if (rule < 0) return false;
  const result = exitStep(plan, enrolment.cursor, event, rule, event.at);
  await endEnrolment(
    tx,
    enrolment,
    {
      state: 'exited',
      reason: `exit:${event.type}`,
      sentence: result.trace[0]?.sentence ?? 'Left the flow.',
      data: result.trace[0]?.data ?? null,
    },
    now,
  );
  return true;
}
