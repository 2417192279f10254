import type { Instant } from '@millrace/base';
import { evaluate } from './evaluate.ts';
import { eventType } from './event-types.ts';
import type { CartFacts, EventFact, Facts, SoldThing } from './facts.ts';
import type { ExitRule, Match } from './graph.ts';
import type { Listen, Plan } from './plan.ts';

/** The ids an enrolment is tied to, by which events are told to be its own. */
export interface EnrolmentRefs {
  readonly cartId: string | null;
  readonly orderId: string | null;
  readonly productId: string | null;
  /** Ids of the messages it sent. */
  readonly messageIds: readonly string[];
  /** What is in its cart: an order of the same things is the cart's, whether it says so or not. */
  readonly cartLines?: readonly SoldThing[] | undefined;
  /** What happened before this has nothing to do with it, however late it is told. */
  readonly since?: Instant | undefined;
}

/** Events by which a sale may be heard of before, or without, the one that says it was placed. */
const SALES: readonly string[] = [
  'order-paid',
  'order-updated',
  'order-fulfilled',
  'order-partially-fulfilled',
  'order-delivered',
];
const PLACED = 'order-placed';

/** The names a rule may use for an event of this type: a paid or changed order was also placed. */
export const heardAs = (type: string): readonly string[] => (SALES.includes(type) ? [type, PLACED] : [type]);

const isHeard = (rule: string, event: EventFact): boolean =>
  rule === event.type || (rule === PLACED && event.purchase !== undefined && SALES.includes(event.type));

/** From when on events concern an enrolment: since its cart was last changed before it was left, else since what let the person in. */
export function concernedSince(
  enteredBy: Pick<EventFact, 'at'>,
  cart: Pick<CartFacts, 'updatedAt'> | null,
): Instant {
  return Math.min(enteredBy.at, cart?.updatedAt ?? enteredBy.at);
}

/** The id of an event that a kind of match compares. An order that came from a cart carries the cart's id too. */
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

/** Whether an event of the person is one a wait listens for. */
export function hears(listen: Listen, event: EventFact): boolean {
  if (listen.event !== event.type) return false;
  return listen.match === 'customer' || (listen.id !== null && matchedId(event, listen.match) === listen.id);
}

/** A thing without a variant is the product as a whole. */
export const isSameThing = (left: SoldThing, right: SoldThing) =>
  left.productId === right.productId &&
  (left.variantId === null || right.variantId === null || left.variantId === right.variantId);

/** A staff order, an order by phone or on another device names no cart: the person and what they bought tell. */
function buysTheCart(event: EventFact, { cartLines }: EnrolmentRefs): boolean {
  if (!event.purchase || !cartLines) return false;
  return event.purchase.lines.some((bought) => cartLines.some((line) => isSameThing(bought, line)));
}

/** When what a rule is about happened: a purchase when the order was placed, whatever is told of it now. */
const happenedAt = (rule: string, event: EventFact) =>
  rule === PLACED ? (event.purchase?.placedAt ?? event.at) : event.at;

/** Older than the enrolment, unless it names the enrolment's own cart, order or message. */
function isBefore(event: EventFact, { event: rule, match }: ExitRule, refs: EnrolmentRefs): boolean {
  if (refs.since === undefined || happenedAt(rule, event) >= refs.since) return false;
  if (match === 'cart') return refs.cartId === null || event.cartId !== refs.cartId;
  return match !== 'order' && match !== 'message';
}

/** The order that let the person in is no further purchase of theirs, though it is told of again when it is paid or sent. */
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
 * The position in `plan.trigger.exits` of the first rule by which an event of the person ends this enrolment; -1 when
 * none does. A rule with a condition needs the facts; without them it is passed over.
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
 * Whether a purchase of the person has ended this already, before they come in: told late, or while the event that lets them
 * in was still on its way. The order that lets them in ends nothing.
 * @param purchases orders of the person that count, as events
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

/** Whether a plan's exits hear of purchases at all. */
export const endsByPurchase = (plan: Plan): boolean =>
  plan.trigger.exits.some((exit) => exit.event === PLACED);

/** Whether an event lets a person in: its type, and the trigger's filter on fresh facts. Re-entry is the driver's to ask. */
export function triggerMatches(plan: Plan, event: EventFact, facts: Facts): boolean {
  const { trigger } = plan;
  if (trigger.event !== event.type || enrolmentKey(plan, event, facts.customer.id) === null) return false;
  return passesFilter(plan, event, facts);
}

/** Whether a trigger's filter lets an event pass that has been found to begin the flow. */
export function passesFilter({ trigger }: Plan, event: EventFact, facts: Facts): boolean {
  return trigger.filter === null || evaluate(trigger.filter, facts, null, event);
}

/**
 * What keys the enrolment this event would start; null when the event lacks the thing the trigger is about. Many people can be
 * in with the same product: only where the flow is about the product itself does it stand alone.
 * @param customerId null where nobody stands behind the event
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
      return event.productId === null || plan.subject === 'product' || customerId === null
        ? event.productId
        : `${customerId}/${event.productId}`;
    case 'store':
      return named('run', event.properties['run']) ?? STORE;
  }
}

const STORE = 'store';
const named = (what: string, id: unknown): string | null =>
  typeof id === 'string' || typeof id === 'number' ? `${what}:${String(id)}`.slice(0, 300) : null;

/** Whom a flow counts, and holds back, one by one: people, or the things it is about. */
export const isAboutPeople = (plan: Pick<Plan, 'subject'>): boolean =>
  plan.subject === 'customer' || plan.subject === 'cart';

/**
 * The thing an event is about that names no customer: what it is routed by, one after the other, and what enrolments
 * without a person hear. Null for what concerns nobody until it is known whose it is.
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
 * Whether a person may come in again under a trigger's re-entry rule. A key that is running never starts twice.
 * @param now the person's own time
 * @param earlier when the same person entered this flow before, with which key, any order
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
