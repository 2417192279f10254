import type { Instant } from '@millrace/base';
import { evaluate } from './evaluate.ts';
import { eventType } from './event-types.ts';
import type { CartFacts, EventFact, Facts, SoldThing } from './facts.ts';
import type { ExitRule, Match } from './graph.ts';
import type { Listen, Next, Plan, PlanTrigger } from './plan.ts';

/** The ids an enrolment is tied to. An event with one of them belongs to the enrolment. */
export interface EnrolmentRefs {
  readonly cartId: string | null;
  readonly orderId: string | null;
  readonly productId: string | null;
  /** Ids of the messages it sent. */
  readonly messageIds: readonly string[];
  /** The contents of its cart. An order with one of these products counts as an order of the cart. */
  readonly cartLines?: readonly SoldThing[] | undefined;
  /** Events that happened before this do not concern the enrolment, however late they arrive. */
  readonly since?: Instant | undefined;
}

/**
 * What a wait listens for that depends on anything about the person. No event has this name: after every event
 * of theirs, and every other change, the wait is looked at again with the wake `changed`.
 */
export const FACTS_CHANGED = 'facts-changed';

/** Whether a wait is looked at again after any change. */
export const watchesFacts = (pending: Next | null): boolean =>
  pending?.type === 'wait' && pending.listens.some(({ event }) => event === FACTS_CHANGED);

/** Order events that may arrive before, or without, `order-placed`. */
const SALES: readonly string[] = [
  'order-paid',
  'order-updated',
  'order-fulfilled',
  'order-partially-fulfilled',
  'order-delivered',
];
const PLACED = 'order-placed';

/**
 * The event types a rule may name to match an event of this type: an order that was paid or changed was also
 * placed.
 */
export const heardAs = (type: string): readonly string[] => (SALES.includes(type) ? [type, PLACED] : [type]);

/** What an enrolment may listen for to be woken or ended by an event of this type. */
export const listenedAs = (type: string): readonly string[] => [...heardAs(type), FACTS_CHANGED];

const isHeard = (rule: string, event: EventFact): boolean =>
  rule === event.type || (rule === PLACED && event.purchase !== undefined && SALES.includes(event.type));

/**
 * The instant from which events concern an enrolment: the last change of its cart, or the entry event when
 * that is earlier.
 */
export function concernedSince(
  enteredBy: Pick<EventFact, 'at'>,
  cart: Pick<CartFacts, 'updatedAt'> | null,
): Instant {
  return Math.min(enteredBy.at, cart?.updatedAt ?? enteredBy.at);
}

/**
 * The id of an event that a match compares; null for `customer`. An order made from a cart also has the
 * cart's id.
 */
export function matchedId(event: EventFact, match: Match): string | null {
  switch (match) {
    case 'customer':
      return null;
    case 'cart':
      return event.cartId;
    case 'order':
      return event.orderId;
    case 'message':
      return event.messageId;
    case 'product':
      return event.productId;
  }
}

/** Whether a wait listens for this event of the person. */
export function hears(listen: Listen, event: EventFact): boolean {
  if (listen.event !== event.type) return false;
  return listen.match === 'customer' || (listen.id !== null && matchedId(event, listen.match) === listen.id);
}

/** Whether two lines mean the same product. A line without a variant means every variant of the product. */
export const isSameThing = (left: SoldThing, right: SoldThing) =>
  left.productId === right.productId &&
  (left.variantId === null || right.variantId === null || left.variantId === right.variantId);

/**
 * Whether a purchase has a product of the cart. An order by staff, by phone or on another device names no
 * cart, so it is matched by its products.
 */
function buysTheCart(event: EventFact, { cartLines }: EnrolmentRefs): boolean {
  if (!event.purchase || !cartLines) return false;
  return event.purchase.lines.some((bought) => cartLines.some((line) => isSameThing(bought, line)));
}

/**
 * The time of the event for a rule. For `order-placed` it is when the order was placed, also for later events
 * of the order.
 */
const happenedAt = (rule: string, event: EventFact) =>
  rule === PLACED ? (event.purchase?.placedAt ?? event.at) : event.at;

/**
 * Whether an event is older than the enrolment and does not name the enrolment's own cart, order or message.
 */
function isBefore(event: EventFact, { event: rule, match }: ExitRule, refs: EnrolmentRefs): boolean {
  if (refs.since === undefined || happenedAt(rule, event) >= refs.since) return false;
  if (match === 'cart') return refs.cartId === null || event.cartId !== refs.cartId;
  return match !== 'order' && match !== 'message';
}

/**
 * Whether an event is about the order that let the person in. Its later events, such as paid, are not a new
 * purchase.
 */
const isEntry = (event: EventFact, rule: ExitRule, { orderId }: EnrolmentRefs): boolean =>
  rule.event === PLACED && rule.match === 'customer' && orderId !== null && event.orderId === orderId;

function isOwn(event: EventFact, rule: ExitRule, refs: EnrolmentRefs): boolean {
  if (isBefore(event, rule, refs)) return false;
  switch (rule.match) {
    case 'customer':
      return !isEntry(event, rule, refs);
    case 'cart':
      return (refs.cartId !== null && event.cartId === refs.cartId) || buysTheCart(event, refs);
    case 'order':
      return refs.orderId !== null && event.orderId === refs.orderId;
    case 'product':
      return refs.productId !== null && event.productId === refs.productId;
    case 'message':
      return event.messageId !== null && refs.messageIds.includes(event.messageId);
  }
}

/**
 * The index in `plan.trigger.exits` of the first rule by which an event of the person ends this enrolment; -1
 * when no rule does. A rule with a condition is skipped when `facts` is missing.
 */
export function exitFor(plan: Plan, event: EventFact, refs: EnrolmentRefs, facts?: Facts | null): number {
  const { exits } = plan.trigger;
  for (let index = 0; index < exits.length; index += 1) {
    const rule = exits[index]!;
    if (!isHeard(rule.event, event) || !isOwn(event, rule, refs)) continue;
    if (rule.where && !(facts && evaluate(rule.where, facts, null, event))) continue;
    return index;
  }
  return -1;
}

/**
 * Whether a purchase of the person has already ended this enrolment before it begins, for example because the
 * entry event arrived late. The order that lets them in ends nothing.
 * @param purchases the person's orders that count, as events
 */
export function isOverAlready(
  plan: Plan,
  purchases: readonly EventFact[],
  enteredBy: EventFact,
  refs: EnrolmentRefs,
  facts?: Facts | null,
): boolean {
  const isNews = (event: EventFact) =>
    refs.since === undefined || (event.purchase?.placedAt ?? event.at) >= refs.since;
  return purchases.some(
    (event) => event.orderId !== enteredBy.orderId && isNews(event) && exitFor(plan, event, refs, facts) >= 0,
  );
}

/** Whether a purchase can end enrolments of a plan. */
export const endsByPurchase = (plan: Plan): boolean =>
  plan.trigger.exits.some((exit) => exit.event === PLACED);

/** The events that let people into a flow, in the order in which they were chosen. */
export const entryEvents = ({ event, also = [] }: Pick<PlanTrigger, 'event' | 'also'>): readonly string[] => [
  event,
  ...also,
];

/** Whether an event of this type lets people into a flow, apart from the trigger's filter. */
export const entersBy = ({ event, also }: Pick<PlanTrigger, 'event' | 'also'>, type: string): boolean =>
  event === type || also?.includes(type) === true;

/**
 * Whether an event lets a person in, by its type and the trigger's filter. The driver checks re-entry with
 * `mayReenter`.
 */
export function triggerMatches(plan: Plan, event: EventFact, facts: Facts): boolean {
  const { trigger } = plan;
  if (!entersBy(trigger, event.type) || enrolmentKey(plan, event, facts.customer.id) === null) return false;
  return passesFilter(plan, event, facts);
}

/** Whether a trigger's filter accepts an event whose type already matches. */
export function passesFilter({ trigger }: Plan, event: EventFact, facts: Facts): boolean {
  return trigger.filter === null || evaluate(trigger.filter, facts, null, event);
}

/**
 * The key of the enrolment this event would start; null when the event does not name the subject of the
 * trigger. Many people can be in a flow with the same product, so their ids are part of the key; in a flow
 * about the product itself the product alone is the key.
 * @param customerId null when the event has no customer
 */
export function enrolmentKey(plan: Plan, event: EventFact, customerId: string | null): string | null {
  switch (plan.trigger.key) {
    case 'customer':
      return customerId;
    case 'cart':
      return event.cartId;
    case 'order':
      return event.orderId;
    case 'return':
      return named('return', event.properties['returnId']);
    case 'ticket':
      return named('ticket', event.properties['ticketId']);
    case 'product':
      // A date may be of a product that the catalogue of the store does not have.
      if (event.productId === null) return plan.trigger.source?.type === 'date' ? customerId : null;
      return plan.subject === 'product' || customerId === null
        ? event.productId
        : `${customerId}/${event.productId}`;
    case 'store':
      return named('run', event.properties['run']) ?? STORE;
  }
}

const STORE = 'store';
const named = (what: string, id: unknown): string | null =>
  typeof id === 'string' || typeof id === 'number' ? `${what}:${String(id)}`.slice(0, 300) : null;

/** Whether a flow counts and holds out people. Other flows count and hold out the things they are about. */
export const isAboutPeople = (plan: Pick<Plan, 'subject'>): boolean =>
  plan.subject === 'customer' || plan.subject === 'cart';

/**
 * The thing that an event without a customer is about. Events about one thing are routed one after the other,
 * and wake enrolments without a person. Null for events that concern nobody until their customer is known.
 */
export function thingOf(
  event: Pick<EventFact, 'type' | 'orderId' | 'productId' | 'properties'>,
): string | null {
  const family = eventType(event.type)?.family;
  switch (family) {
    case 'order':
      return event.orderId;
    case 'product':
      return event.productId;
    case 'supply':
    case 'store':
      return event.productId ?? STORE;
    case 'return':
      return named('return', event.properties['returnId']);
    case 'ticket':
      return named('ticket', event.properties['ticketId']);
    case 'entry':
      return named('run', event.properties['run']) ?? STORE;
    case undefined:
      return event.orderId ?? event.productId ?? STORE;
    default:
      return null;
  }
}

/**
 * Whether a person may enter again under a trigger's re-entry rule. A key that is still running never starts
 * twice.
 * @param now the person's own time
 * @param earlier the person's earlier enrolments in this flow, in any order
 */
export function mayReenter(
  plan: Plan,
  key: string,
  now: number,
  earlier: readonly { readonly key: string; readonly enteredAt: number; readonly ended: boolean }[],
): boolean {
  const { reentry } = plan.trigger;
  for (const entry of earlier) {
    if (entry.key === key && !entry.ended) return false;
    if (reentry.rule === 'never') return false;
    if (reentry.rule === 'once-per-key' && entry.key === key) return false;
    if (reentry.rule === 'after' && entry.enteredAt + reentry.days * 86_400_000 > now) return false;
  }
  return true;
}
