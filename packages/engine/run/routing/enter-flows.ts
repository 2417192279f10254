import { own } from '@millrace/base';
import { loadFacts } from '@millrace/core/facts';
import { kinds, readPlan } from '@millrace/core/plans';
import type { Tx } from '@millrace/db';
import type { Instant, PersonalClock } from '@millrace/base';
import {
  endsByPurchase,
  entersBy,
  enrolmentKey,
  isOverAlready,
  needsPerson,
  passesFilter,
  type EventFact,
  type Facts,
  type Plan,
} from '@millrace/flow';
import { enrolCustomer } from '../enrolments/enrol-customer.ts';
import { writeRefusal } from '../enrolments/write-refusal.ts';
import { waitForResume } from './waiting-arrivals.ts';
import { flowsTriggeredBy, type ListeningFlow } from './live-flows.ts';
import { purchasesSince, refsOfEntry } from './purchases.ts';

export interface Arrival {
  readonly workspaceId: string;
  /** Null for an event without a customer. */
  readonly customerId: string | null;
  /** The subject of an event without a customer, such as a product. */
  readonly subject: string | null;
  readonly event: EventFact;
  /** Real time of the event. */
  readonly occurredAt: Instant;
  readonly clock: PersonalClock;
  readonly now: Instant;
}

/**
 * Starts every live flow that this event triggers, for the person or the event's subject, or records why not.
 */
export async function enterFlows(tx: Tx, arrival: Arrival): Promise<void> {
  for (const flow of await flowsTriggeredBy(tx, arrival.event)) await enterFlow(tx, arrival, flow);
}

/** Starts one flow for the person or records why not. Requires the person's lock. */
export async function enterFlow(tx: Tx, arrival: Arrival, flow: ListeningFlow): Promise<void> {
  const { workspaceId, customerId, event, now } = arrival;
  const plan = await readPlan(tx, workspaceId, flow.plan_hash);
  const key = enrolmentKey(plan, event, customerId);
  let facts: Facts | null = null;
  // An entry by hand skips the trigger's filter, which is about the trigger's own event.
  const filtered = plan.trigger.filter !== null && entersBy(plan.trigger, event.type);
  if (filtered || plan.trigger.exits.some((exit) => exit.where)) {
    const loaded = await loadFacts(tx, {
      workspaceId,
      customerId,
      enrolment: { id: event.id, key: key ?? event.id, enteredAt: now },
      eventId: event.id,
      eventAt: arrival.occurredAt,
      cartId: event.cartId,
      orderId: event.orderId,
      productId: event.productId,
      needs: plan.needs,
      now,
    });
    facts = loaded.facts;
    // The filter says whom the flow is for. Other people are not refusals, so they are not recorded.
    if (filtered && !passesFilter(plan, event, facts)) return;
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
  if (customerId === null && plan.nodes.some(({ kind }) => isForPeople(kind))) {
    await writeRefusal(
      tx,
      { ...arrival, flow },
      'nobody-known',
      `Not entered: “${flow.name}” sends messages to people, and no customer is known for this ${subjectWord(plan)}.`,
    );
    return;
  }
  if (await isOver(tx, arrival, plan, facts)) {
    await writeRefusal(
      tx,
      { ...arrival, flow },
      'already-bought',
      'Not entered: they have bought in the meantime.',
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

const isForPeople = (kind: string): boolean => {
  const known = own(kinds, kind);
  return known !== undefined && needsPerson(known);
};
const subjectWord = ({ subject }: Plan): string =>
  subject === 'customer' || subject === 'cart' ? 'event' : subject;

/** They bought before the flow could begin: by phone, on another device, or before the event arrived. */
async function isOver(
  tx: Tx,
  { customerId, event, clock }: Arrival,
  plan: Plan,
  facts: Facts | null,
): Promise<boolean> {
  if (customerId === null || !endsByPurchase(plan)) return false;
  const refs = await refsOfEntry(tx, event, clock);
  return isOverAlready(
    plan,
    await purchasesSince(tx, customerId, refs.since ?? event.at, clock),
    event,
    refs,
    facts,
  );
}
