import { canonicalJson, type Instant } from '@millrace/base';
import type { OrderFields, Version } from './order-types.ts';

type Name = keyof OrderFields;
/** The newest word on one field: value, the sender's stamp, when it was told. */
type Register<Value> = readonly [value: Value, at: Instant, told: Instant];

/**
 * What senders have said of an order so far, each field with the version it was said in. Merging is commutative,
 * associative and idempotent: in whatever order words arrive and however often, the state ends the same.
 */
export interface OrderState {
  readonly fields: { readonly [Field in Name]?: Register<OrderFields[Field]> };
  /** True once something said that it was really placed; news of a parcel or a refund does not. */
  readonly placed: boolean;
  /** When the first word of it happened; stands in for `placedAt` while nobody says that. */
  readonly firstAt: Instant | null;
  readonly cancelledAt: Instant | null;
  readonly deliveredAt: Instant | null;
}

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

/** Negative when `left` is older than `right`, by the sender's stamp and then by when it was told. */
export const compareVersions = (left: Version, right: Version): number =>
  left.at - right.at || left.told - right.told;

/** Two different words with one version must still have a winner, whichever came first: the one with the greater text. */
function isNewer(said: Register<unknown>, known: Register<unknown> | undefined): boolean {
  if (known === undefined) return true;
  const order = said[1] - known[1] || said[2] - known[2];
  if (order !== 0) return order > 0;
  return canonicalJson(said[0]) > canonicalJson(known[0]);
}

const earliest = (left: Instant | null, right: Instant | null | undefined): Instant | null =>
  left === null ? (right ?? null) : right === null || right === undefined ? left : Math.min(left, right);

/** The state after one more word. */
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

/** The state after everything that two separate records of one order were told. */
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

/** What is said of a field now; null when nothing is. */
export function fieldOf<Field extends Name>(state: OrderState, name: Field): OrderFields[Field] | null {
  return state.fields[name]?.[0] ?? null;
}

/** The version a field was said in last. */
export function versionOf(state: OrderState, name: Name): Version | null {
  const register = state.fields[name];
  return register ? { at: register[1], told: register[2] } : null;
}

/** When the order was placed: as the sender says, else when the first word of it happened. */
export const placedAtOf = (state: OrderState): Instant | null => fieldOf(state, 'placedAt') ?? state.firstAt;

/** One thing that happened to an order (a refund, an edit) as it was told last. */
export interface Told<Body> extends Version {
  readonly body: Body;
}

/** Of two tellings of the same thing the newer; of two with one version the one with the greater text. */
export function newerTold<Body>(known: Told<Body> | undefined, said: Told<Body>): Told<Body> {
  return isNewer([said.body, said.at, said.told], known && [known.body, known.at, known.told])
    ? said
    : known!;
}
