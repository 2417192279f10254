import { localParts, type Json, own } from '@millrace/base';
import type { CustomerFacts, EventFact, Facts, LineFacts } from './facts.ts';

/**
 * Reads one fact from all that a condition may use: the facts, the variables of the flow, and the event in
 * question.
 */
export type ReadFact = (
  facts: Facts,
  variables: Readonly<Record<string, Json>>,
  event: EventFact | null,
) => unknown;

const distinct = (values: readonly (string | null)[]): readonly string[] => [
  ...new Set(values.filter((value) => value !== null)),
];
const categories = (lines: readonly LineFacts[] | undefined) =>
  lines && distinct(lines.map((line) => line.category));
const productIds = (lines: readonly LineFacts[] | undefined) =>
  lines && distinct(lines.map((line) => line.productId));

/** Dates of a person that an order moves. */
export const MOVED_BY_ORDERS: ReadonlySet<string> = new Set([
  'customer.firstOrderAt',
  'customer.lastOrderAt',
  'customer.reorderDueAt',
]);

/**
 * When the next order is due: the last one, and the mean time between all of them. Null before the third order,
 * since a single interval says little.
 */
function reorderDueAt({ firstOrderAt: first, lastOrderAt: last, ordersCount: count }: CustomerFacts) {
  return first === null || last === null || count < ORDERS_FOR_REORDER
    ? null
    : last + Math.floor((last - first) / (count - 1));
}
/** Orders from which it is known when the next is due. */
export const ORDERS_FOR_REORDER = 3;

/** Facts that are computed from others. */
const DERIVED: Readonly<Record<string, ReadFact>> = {
  'cart.categories': (facts) => categories(facts.cart?.lines),
  'cart.productIds': (facts) => productIds(facts.cart?.lines),
  'order.categories': (facts) => categories(facts.order?.lines),
  'order.productIds': (facts) => productIds(facts.order?.lines),
  'customer.reorderDueAt': (facts) => reorderDueAt(facts.customer),
  'moment.hour': (facts) => localParts(facts.now, facts.customer.zone).hour,
  'moment.weekday': (facts) => String(localParts(facts.now, facts.customer.zone).weekday),
};

function reach(value: unknown, parts: readonly string[], from: number): unknown {
  let current = value;
  for (let index = from; index < parts.length; index += 1) {
    if (current === null || typeof current !== 'object') return undefined;
    const part = parts[index]!;
    if (!Object.hasOwn(current, part)) return undefined;
    current = (current as Record<string, unknown>)[part];
  }
  return current;
}

/**
 * Reads a property. A name with dots (`event.properties.utm.source`) is tried as one name first, then as a
 * path.
 */
function reachProperty(
  properties: Readonly<Record<string, Json>> | undefined,
  parts: readonly string[],
  from: number,
): unknown {
  if (!properties) return undefined;
  const whole = parts.slice(from).join('.');
  return Object.hasOwn(properties, whole) ? properties[whole] : reach(properties, parts, from);
}

/** Makes the reader of a path. An unknown path reads as undefined; `validate` reports it. */
export function factReader(path: string): ReadFact {
  const derived = own(DERIVED, path);
  if (derived) return derived;
  const parts = path.split('.');
  const second = parts[1];
  switch (parts[0]) {
    case 'customer':
      if (second === 'properties') return (facts) => reachProperty(facts.customer.properties, parts, 2);
      return (facts) => reach(facts.customer, parts, 1);
    case 'cart':
      return (facts) => reach(facts.cart, parts, 1);
    case 'order':
      return (facts) => reach(facts.order, parts, 1);
    case 'product':
      return (facts) => reach(facts.product, parts, 1);
    case 'store':
      return (facts) => reach(facts.store, parts, 1);
    case 'event':
      if (second === 'properties')
        return (facts, _variables, event) =>
          reachProperty((event ?? facts.enrolment.event)?.properties, parts, 2);
      return (facts, _variables, event) => reach(event ?? facts.enrolment.event, parts, 1);
    case 'decision':
      return (_facts, variables) => reach(variables, parts, 1);
    default:
      return () => undefined;
  }
}
