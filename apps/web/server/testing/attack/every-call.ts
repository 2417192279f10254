import { ask, type Asked } from './run.ts';
import { EVENT_TYPES } from '@millrace/flow';
import { jsonSchema, operations, procedures, type CallKind } from './calls.ts';
import { exampleOf, type Ids } from './example.ts';
import { rawRequestOf, requestOf, type Caller } from './ask.ts';
import { BODIES, hostileInputs } from './hostile.ts';
import type { Target } from './target.ts';

export interface Attack {
  readonly target: Target;
  /** A signed-in user and an API key, both with every permission. */
  readonly owner: Caller;
  readonly key: Caller;
  /** Signed-in users by role. Each has fewer permissions than an owner. */
  readonly roles: Readonly<Record<string, Caller>>;
  /** API keys with one scope each, by scope. */
  readonly scopes: Readonly<Record<string, Caller>>;
  readonly own: Ids;
  readonly others: Ids;
  /** Words that exist only in the other workspace. */
  readonly foreign: readonly string[];
  /** The most hostile inputs for each call; all when left out. */
  readonly most?: number;
}

const isFirst = ({ changes }: CallKind) => (changes ? 1 : 0);
/** Every call, with those that only read first, because later ones may delete what they read. */
export const everyCall = (): CallKind[] =>
  [...procedures(), ...operations()].sort((left, right) => isFirst(left) - isFirst(right));

const callerOf = (attack: Attack, { via }: CallKind): Caller => (via === 'trpc' ? attack.owner : attack.key);

/** Every call with a valid example, by a caller with the permission. */
export const asMeant = (attack: Attack): Asked[] =>
  everyCall().map((kind) => {
    const caller = callerOf(attack, kind);
    const input = exampleOf(kind.name, kind.schema, attack.own);
    return { kind, caller, what: 'an example', sent: requestOf(attack.target, kind, caller, input) };
  });

/** Every call without input, with invalid bodies, and with each part of an example replaced by hostile values. */
export function withJunk(attack: Attack): Asked[] {
  return everyCall().flatMap((kind, place) => {
    const caller = callerOf(attack, kind);
    const example = exampleOf(kind.name, kind.schema, attack.own);
    const inputs = spread(
      hostileInputs(example, Object.keys((kind.schema['properties'] ?? {}) as object)),
      attack.most,
      place,
    );
    const bodies = kind.via === 'trpc' || kind.changes ? BODIES : [];
    return [
      { kind, caller, what: 'nothing', sent: requestOf(attack.target, kind, caller, undefined) },
      ...inputs.map(({ what, input }) => ({
        kind,
        caller,
        what,
        sent: requestOf(attack.target, kind, caller, input),
      })),
      ...bodies.map(([what, body]) => ({
        kind,
        caller,
        what: `a body that is ${what}`,
        sent: rawRequestOf(attack.target, kind, caller, body),
      })),
    ];
  });
}

/** Every known type of event, with each of its parts replaced by hostile values. */
export function eventsWithJunk(attack: Attack): Asked[] {
  const kind = operations().find(({ name }) => name === 'rest sendEvents') as CallKind;
  return EVENT_TYPES.flatMap(({ type, properties }, place) => {
    const schema = properties
      ? jsonSchema(properties)
      : { type: 'object', properties: { value: {}, channel: {} } };
    const event = {
      id: type,
      type,
      customer: { email: 'eve@example.com', phone: '+14155550123' },
      properties: exampleOf(type, schema, {}),
    };
    const names = Object.keys((schema['properties'] ?? {}) as object);
    const inputs = [
      ...hostileInputs(event, ['occurredAt']),
      ...hostileInputs(event.properties, names).map(({ what, input }) => ({
        what,
        input: { ...event, properties: input },
      })),
    ];
    // Each event needs its own id, since an event with a known id is ignored.
    return spread(inputs, attack.most === undefined ? undefined : attack.most * 3, place).map(
      ({ what, input }, index) => ({
        kind,
        caller: attack.key,
        what: `${type}: ${what}`,
        sent: requestOf(attack.target, kind, attack.key, withId(input, `${type}-${index}`)),
      }),
    );
  });
}

const withId = (input: unknown, id: string): unknown =>
  typeof input === 'object' &&
  input !== null &&
  'id' in input &&
  typeof input.id === 'string' &&
  input.id.length < 60
    ? { ...input, id }
    : input;

/** Every call with the ids of another workspace. */
export const aboutOthers = (attack: Attack): Asked[] =>
  everyCall().map((kind) => {
    const caller = callerOf(attack, kind);
    const input = exampleOf(kind.name, kind.schema, attack.others);
    return {
      kind,
      caller,
      what: 'ids of another workspace',
      sent: requestOf(attack.target, kind, caller, input),
    };
  });

/** Every call by callers with fewer permissions: without a session or key, by each role, and by a key for each scope. */
export function byOthers(attack: Attack): Asked[] {
  return everyCall().flatMap((kind) => {
    const input = exampleOf(kind.name, kind.schema, attack.own);
    const asked = (caller: Caller) => ({
      kind,
      caller,
      what: 'an example',
      sent: requestOf(attack.target, kind, caller, input),
    });
    const callers = kind.via === 'trpc' ? Object.values(attack.roles) : Object.values(attack.scopes);
    return [asked({ name: 'nobody' }), ...callers.map(asked)];
  });
}

/** At most `most` items, spread over the list, and different ones for each call. */
function spread<Item>(items: readonly Item[], most: number | undefined, place: number): Item[] {
  if (most === undefined || items.length <= most) return [...items];
  const step = items.length / most;
  return Array.from(
    { length: most },
    (_, index) => items[Math.floor(index * step + place) % items.length] as Item,
  );
}

/** @returns the faults in the responses, one line each */
export const attackWith = (
  attack: Attack,
  asked: readonly Asked[],
  each?: Parameters<typeof ask>[2],
): Promise<string[]> => ask(attack.target, { asked, foreign: attack.foreign }, each);
