import type { Tx } from '@millrace/db';
import type { Instant, PersonalClock } from '@millrace/base';
import { enrolmentKey, triggerMatches, type EventFact } from '@millrace/flow';
import { enrolCustomer } from '../enrolments/enrol-customer.ts';
import { writeRefusal } from '../enrolments/write-refusal.ts';
import { waitForResume } from '../flows/waiting-arrivals.ts';
import { loadFacts } from '../facts/load-facts.ts';
import { readPlan } from '../plans/read-plan.ts';
import { flowsTriggeredBy, type ListeningFlow } from './live-flows.ts';

export interface Arrival {
  readonly workspaceId: string;
  readonly customerId: string;
  readonly event: EventFact;
  /** Real time of the event. */
  readonly occurredAt: Instant;
  readonly clock: PersonalClock;
  readonly now: Instant;
}

/** Lets the person into every live flow that this event begins, or writes down why not. */
export async function enterFlows(tx: Tx, arrival: Arrival): Promise<void> {
  for (const flow of await flowsTriggeredBy(tx, arrival.event.type)) await enterFlow(tx, arrival, flow);
}

/** Lets the person into one flow, or writes down why not. Under their lock. */
export async function enterFlow(tx: Tx, arrival: Arrival, flow: ListeningFlow): Promise<void> {
  const { workspaceId, customerId, event, now } = arrival;
  const plan = await readPlan(tx, workspaceId, flow.plan_hash);
  const key = enrolmentKey(plan, event, customerId);
  if (plan.trigger.filter) {
    const { facts } = await loadFacts(tx, {
      workspaceId,
      customerId,
      enrolment: { id: event.id, key: event.id, enteredAt: now },
      eventId: event.id,
      eventAt: arrival.occurredAt,
      cartId: event.cartId,
      orderId: event.orderId,
      needs: plan.needs,
      now,
    });
    // A filter says whom the flow is for; those it is not for are not refusals.
    if (!triggerMatches(plan, event, facts)) return;
  }
  if (key === null) {
    await writeRefusal(
      tx,
      { ...arrival, flow },
      'key-missing',
      `Not entered: “${flow.name}” is about one ${plan.trigger.key}, and the event names none.`,
    );
    return;
  }
  if (flow.state === 'paused') {
    await waitForResume(tx, arrival, flow);
    return;
  }
  await enrolCustomer(tx, {
    workspaceId,
    flow,
    plan,
    customerId,
    event,
    eventAt: arrival.occurredAt,
    key,
    clock: arrival.clock,
    now,
  });
}
