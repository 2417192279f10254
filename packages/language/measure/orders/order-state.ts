import { canonicalJson, type Instant } from '@millrace/base';
import type { OrderFields, Version } from './order-types.ts';

type Name = keyof OrderFields;
/** The newest value of one field, with the sender's timestamp and when the message arrived. */
type Register<Value> = readonly [value: Value, at: Instant, told: Instant];

/**
 * The state of an order from all messages of senders so far, each field with its version. Merging is
 * commutative, associative and idempotent: the state is the same in whatever order, and however often,
 * messages arrive.
 */
export interface OrderState {
  readonly fields: { readonly [Field in Name]?: Register<OrderFields[Field]> };
  /** True once a message says that the order was placed. A delivery or refund alone does not. */
  readonly placed: boolean;
  /** When its earliest event happened; used for `placedAt` while no message has that. */
  readonly firstAt: Instant | null;
  readonly cancelledAt: Instant | null;
  readonly deliveredAt: Instant | null;
}

/** One message about an order: the fields it has, with its version. */
export interface OrderWord extends Version {
  readonly happenedAt: Instant;
  readonly placed: boolean;
  readonly cancelledAt?: Instant | null;
  readonly deliveredAt?: Instant | null;
  readonly fields: Partial<OrderFields>;
}

export const NOTHING_SAID: OrderState = {
  fields: {},
  placed: false,
  firstAt: null,
  cancelledAt: null,
  deliveredAt: null,
};

/** Negative when `left` is older than `right`, by the sender's timestamp and then by arrival. */
export const compareVersions = (left: Version, right: Version): number =>
  left.at - right.at || left.told - right.told;

/**
 * Two different values with the same version need a winner that does not depend on arrival: the one with the
 * greater text.
 */
function isNewer(said: Register<unknown>, known: Register<unknown> | undefined): boolean {
  if (known === undefined) return true;
  const order = said[1] - known[1] || said[2] - known[2];
  if (order !== 0) return order > 0;
  return canonicalJson(said[0]) > canonicalJson(known[0]);
}

const earliest = (left: Instant | null, right: Instant | null | undefined): Instant | null =>
  left === null ? (right ?? null) : right === null || right === undefined ? left : Math.min(left, right);

/** The state after one more message. */
export function tellOrder(state: OrderState, word: OrderWord): OrderState {
  const fields: Record<string, Register<unknown>> = { ...state.fields };
  for (const [name, value] of Object.entries(word.fields)) {
    if (value === undefined || value === null) continue;
    const said: Register<unknown> = [value, word.at, word.told];
    if (isNewer(said, fields[name])) fields[name] = said;
  }
  return {
    fields: fields as OrderState['fields'],
    placed: state.placed || word.placed,
    firstAt: earliest(state.firstAt, word.happenedAt),
    cancelledAt: earliest(state.cancelledAt, word.cancelledAt),
    deliveredAt: earliest(state.deliveredAt, word.deliveredAt),
  };
}

/** The merged state of two separate records of one order. */
export function joinOrders(left: OrderState, right: OrderState): OrderState {
  const fields: Record<string, Register<unknown>> = { ...left.fields };
  for (const [name, said] of Object.entries(right.fields))
    if (isNewer(said, fields[name])) fields[name] = said;
  return {
    fields: fields as OrderState['fields'],
    placed: left.placed || right.placed,
    firstAt: earliest(left.firstAt, right.firstAt),
    cancelledAt: earliest(left.cancelledAt, right.cancelledAt),
    deliveredAt: earliest(left.deliveredAt, right.deliveredAt),
  };
}

/** The current value of a field; null when there is none. */
export function fieldOf<Field extends Name>(state: OrderState, name: Field): OrderFields[Field] | null {
  return state.fields[name]?.[0] ?? null;
}

/** The version of a field's current value. */
export function versionOf(state: OrderState, name: Name): Version | null {
  const register = state.fields[name];
  return register ? { at: register[1], told: register[2] } : null;
}

/** When the order was placed: the sender's `placedAt`, else the time of its earliest event. */
export const placedAtOf = (state: OrderState): Instant | null => fieldOf(state, 'placedAt') ?? state.firstAt;

/** The newest version of a refund or an edit. */
export interface Told<Body> extends Version {
  readonly body: Body;
}

/** The newer of two versions of a refund or edit; with equal versions, the one with the greater text. */
export function newerTold<Body>(known: Told<Body> | undefined, said: Told<Body>): Told<Body> {
  return isNewer([said.body, said.at, said.told], known && [known.body, known.at, known.told])
    ? said
    : known!;
}
