import { HOUR, toPersonal, type Instant, type PersonalClock } from '@millrace/base';
import {
  bareEvent,
  dateMoments,
  entryEvents,
  evaluate,
  factReader,
  MOVED_BY_ORDERS,
  needsOfCondition,
  runsBetween,
  type Condition,
  type CustomerFacts,
  type DateSource,
  type EventFact,
  type Facts,
  type OrderFacts,
  type Plan,
  type SegmentSource,
  type StoreFacts,
} from '@millrace/flow';
import { afterOrder } from '@millrace/rehearsal';

/** A person's facts over the rehearsed time, in their own time. */
export interface Known {
  /** The facts at the beginning. */
  readonly customer: CustomerFacts;
  /** Orders placed after the beginning, oldest first. */
  readonly orders: readonly OrderFacts[];
  /** Events that conditions may count, oldest first. */
  readonly events: readonly EventFact[];
  readonly store: StoreFacts;
  readonly clock: PersonalClock;
  readonly begun: Instant;
  readonly until: Instant;
}

/**
 * When the trigger's source would have let this person in. Orders and events are those of the time; other
 * facts, such as tags and properties, are as they are today.
 */
export function pastEntries({ trigger }: Plan, known: Known): readonly EventFact[] {
  const { source } = trigger;
  const { id } = known.customer;
  const entry = (at: Instant) => bareEvent({ id: `${id}/${trigger.event}/${at}`, type: trigger.event, at });
  switch (source?.type) {
    case 'date':
      return dateEntries(source, known).map((at) => ({ ...entry(at), ...productOf(source, known) }));
    case 'segment':
      return crossings(source, known).map(entry);
    case 'schedule': {
      // Schedules use the store's zone, not the person's.
      const runs = runsBetween(
        source.schedule,
        known.store.zone,
        realOf(known.begun, known.clock),
        realOf(known.until, known.clock),
      );
      const asked = source.audience === null ? () => true : asking(source.audience, known);
      return runs
        .map((run) => toPersonal(run.at, known.clock))
        .filter(asked)
        .map(entry);
    }
    case 'hand':
      return [entry(known.begun)];
    // These follow from events: those that happened, and product changes, which are read with them.
    case 'product':
    case undefined:
      return [];
  }
}

const realOf = (at: Instant, { pace, anchor }: PersonalClock): Instant =>
  at <= anchor ? at : anchor + (at - anchor) / pace;

/** The product that a date is of, as it is predicted today. */
function productOf(
  { products }: DateSource,
  { customer, store }: Known,
): Pick<EventFact, 'productId'> | null {
  if (products === undefined) return null;
  const id = factReader(products.id)({ customer, store } as Facts, {}, null);
  return typeof id === 'string' ? { productId: id } : null;
}

function dateEntries(source: DateSource, { customer, orders, store, begun, until }: Known): Instant[] {
  if (!MOVED_BY_ORDERS.has(source.fact))
    return dateMoments(source, { customer, store }, begun, until).map(({ at }) => at);
  // Each order moves the date. A moment counts only while its order is the latest.
  const forms = [customer, ...formsOf(customer, orders)];
  return forms.flatMap((form, index) => {
    const from = index === 0 ? begun : (orders[index - 1]?.placedAt ?? begun);
    const to = orders[index]?.placedAt ?? until;
    return dateMoments(source, { customer: form, store }, from, to).map(({ at }) => at);
  });
}

/** The customer's facts after each order. */
function formsOf(customer: CustomerFacts, orders: readonly OrderFacts[]): CustomerFacts[] {
  let form = customer;
  return orders.map((order) => (form = afterOrder(form, order)));
}

/**
 * The moments at which the condition begins or stops to hold. Evaluated every six hours, and after each order
 * and event that it counts.
 */
function crossings({ condition, crossing, present }: SegmentSource, known: Known): Instant[] {
  const { begun, until } = known;
  const moments = new Set<Instant>();
  for (let at = begun; at <= until; at += 6 * HOUR) moments.add(at);
  const counted = needsOfCondition(condition).events;
  for (const { type, at } of known.events)
    if (Object.hasOwn(counted, type) && at >= begun && at <= until) moments.add(at);
  for (const { placedAt } of known.orders) if (placedAt <= until) moments.add(placedAt);
  const found: Instant[] = [];
  const asked = asking(condition, known);
  let before: boolean | null = null;
  for (const at of [...moments].sort((left, right) => left - right)) {
    const now = asked(at);
    const isCrossed = before === null ? present && now : now !== before && now === (crossing === 'entered');
    if (isCrossed) found.push(at);
    before = now;
  }
  return found;
}

/** Evaluates a condition at several moments, in ascending order. */
function asking(condition: Condition, { customer, orders, events, store }: Known): (at: Instant) => boolean {
  let form = customer;
  let placed = 0;
  return (at) => {
    for (; placed < orders.length && orders[placed]!.placedAt <= at; placed += 1)
      form = afterOrder(form, orders[placed]!);
    return evaluate(condition, {
      now: at,
      enrolment: { id: form.id, key: form.id, enteredAt: at, event: null },
      customer: form,
      cart: null,
      order: null,
      // The counting code leaves out events still to come.
      events,
      store,
      models: {},
    });
  };
}

/** What a rehearsal of this trigger cannot know, as a sentence; null when it knows everything. */
export function unknownOf({ trigger, subject }: Plan, days: number): string | null {
  switch (trigger.source?.type) {
    case 'segment':
      return 'Who was in the segment is worked out from orders and events as they happened. Tags, properties and consent are taken as they are today.';
    case 'date':
      if (trigger.source.products !== undefined)
        return 'Days on which a product is due again are taken as they are predicted today, for the next product of each person. Who has bought it since is not included.';
      return trigger.source.fact.startsWith('customer.properties.')
        ? 'Dates in properties are taken as they are today.'
        : null;
    case 'schedule':
      return subject === 'store'
        ? null
        : 'Who matched at each run is worked out from orders and events as they happened. Tags, properties and consent are taken as they are today.';
    case 'product':
      return `Only the changes of products that Millrace saw in these ${days} days are included, with the people who were interested then.`;
    case 'hand':
      return 'People enter this flow by hand only. This shows what would have happened to the customers last seen, had they entered when these days began.';
    case undefined:
      if (entryEvents(trigger).includes('metric-anomaly'))
        return 'Anomalies are found from the numbers kept of these days, without their likely causes.';
      return subject === 'customer' || subject === 'cart'
        ? null
        : 'Facts about a product are taken as they are today.';
  }
}
