import { ask, type Asked } from './run.ts';
import { EVENT_TYPES } from '@millrace/flow';
import { jsonSchema, operations, procedures, type CallKind } from './calls.ts';
import { exampleOf, type Ids } from './example.ts';
import { rawRequestOf, requestOf, type Caller } from './ask.ts';
import { BODIES, hostileInputs } from './hostile.ts';
import type { Target } from './target.ts';

export interface Attack {
  readonly target: Target;
  /** Somebody signed in who may everything, and a key that may everything. */
  readonly owner: Caller;
  readonly key: Caller;
  /** Signed in, by role; each may less than an owner. */
  readonly roles: Readonly<Record<string, Caller>>;
  /** Keys of one scope each, by scope. */
  readonly scopes: Readonly<Record<string, Caller>>;
  readonly own: Ids;
  readonly others: Ids;
  /** Words that stand only in the other workspace. */
  readonly foreign: readonly string[];
  /** Hostile inputs for each call at most; all when left out. */
  readonly most?: number;
}

const isFirst = ({ changes }: CallKind) => (changes ? 1 : 0);
/** Everything there is, what only reads first: what is removed on the way is not there for the rest. */
export const everyCall = (): CallKind[] =>
  [...procedures(), ...operations()].sort((left, right) => isFirst(left) - isFirst(right));

const callerOf = (attack: Attack, { via }: CallKind): Caller => (via === 'trpc' ? attack.owner : attack.key);

/** Every call as it is meant, by whoever may. */
export const asMeant = (attack: Attack): Asked[] =>
  everyCall().map((kind) => {
    const caller = callerOf(attack, kind);
    const input = exampleOf(kind.name, kind.schema, attack.own);
    return { kind, caller, what: 'an example', sent: requestOf(attack.target, kind, caller, input) };
  });

/** Every call with nothing, with bodies that are no input, and with each part of an example turned into what nobody sends. */
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

/** Every type of event that is known, with each part of what belongs to it turned into what nobody sends. */
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
    // An id that came before would be the same event again.
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

/** Every call about what belongs to another workspace. */
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

/** Every call by everybody who may less: no session, no key, each role, a key of each other scope. */
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

/** So many of them, from all over the list, others for each call. */
function spread<Item>(items: readonly Item[], most: number | undefined, place: number): Item[] {
  if (most === undefined || items.length <= most) return [...items];
  const step = items.length / most;
  return Array.from(
    { length: most },
    (_, index) => items[Math.floor(index * step + place) % items.length] as Item,
  );
}

/** @returns what is wrong with the answers, one line each */
export const attackWith = (
  attack: Attack,
  asked: readonly Asked[],
  each?: Parameters<typeof ask>[2],
): Promise<string[]> => ask(attack.target, { asked, foreign: attack.foreign }, each);
