import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Json } from '@millrace/base';
import type { Act, ActCall, Inquired } from './act.ts';
import { ACT_CAPABILITIES, actCapability } from './acts/capabilities.ts';
import type { Answer } from './exchange.ts';
import { CONNECTORS, type ConnectorKind, type HttpRequest } from './kinds.ts';
import { drive } from './testing/drive.ts';
import { answered as said } from './testing/recorded.ts';

const PERSON = { email: 'maya@example.com', phone: '+14155550123', externalId: '7120440000000' };

const acts = CONNECTORS.flatMap((kind) =>
  Object.entries(kind.acts ?? {}).map(([capability, act]) => ({
    id: kind.id,
    capability,
    kind,
    act: act as Act,
  })),
);
const outward = acts.filter(({ kind }) => !kind.builtIn);

const settings = (kind: ConnectorKind, act: Act) =>
  act.needs === 'nothing' ? null : kind.config.parse({ ...(kind.example as object), ...act.example });
const ABOUT = { order: '450789469', product: '632910392' };

function askedOf(capability: string, act: Act, changed: object = {}): ActCall {
  const input = { ...(actCapability(capability)!.example as object), ...changed };
  // A text without placeholders is filled in with itself.
  const texts = Object.fromEntries(
    Object.entries(act.texts?.(input) ?? {}).map(([name, text]) => [name, text || 'filled']),
  );
  return { callId: 'call-1', input, texts, person: PERSON, about: ABOUT, learned: null };
}

/** What the system answers to the questions of an act that inquires, in their order. */
function recordedFor(kind: ConnectorKind, capability: string): { status: number; body: unknown }[] {
  const file = join(import.meta.dirname, kind.id, 'recorded', `inquire-${capability}.json`);
  return existsSync(file)
    ? (JSON.parse(readFileSync(file, 'utf8')) as { status: number; body: unknown }[])
    : [];
}

function inquired(
  kind: ConnectorKind,
  capability: string,
  act: Act,
): { result: Inquired; asked: HttpRequest[] } {
  const answers = recordedFor(kind, capability);
  return drive(act.inquire!(askedOf(capability, act), settings(kind, act)), () => said(answers.shift()!));
}

/** A call as it is when its request is made: with what was learned before. */
function callOf(kind: ConnectorKind, capability: string, act: Act): ActCall {
  const { learned = null } = act.inquire
    ? (inquired(kind, capability, act).result as { learned?: Json })
    : {};
  return { ...askedOf(capability, act), learned };
}
const answered = (status: number, body?: unknown, retryAfterMs: number | null = null): Answer => ({
  kind: 'answered',
  status,
  headers: {},
  body: JSON.stringify(body) ?? '',
  json: body,
  retryAfterMs,
});

/** What no connector does yet. The steps that ask for these can give them to a person; a test of theirs says so. */
const BY_A_PERSON = [
  'make-label',
  'answer-ticket',
  'hand-over-ticket',
  'answer-review',
  'order-stock',
  'pause-campaign',
];

test('every capability has somebody who does it, and an example of what it is asked with', () => {
  const done = acts.map(({ capability }) => capability);
  expect(ACT_CAPABILITIES.map(({ id }) => id).filter((id) => !done.includes(id))).toEqual(BY_A_PERSON);
  for (const { title, input, example, words, instants = [] } of ACT_CAPABILITIES) {
    expect(input.safeParse(example).error).toBeUndefined();
    expect(title).toMatch(/^[A-Z]/);
    expect(words).toMatch(/^[a-z]/);
    for (const instant of instants) expect(example).toHaveProperty(instant);
  }
});

describe.each(acts)('$capability by $id', ({ kind, capability, act }) => {
  test('is a capability there is, and one that its connector says it has', () => {
    expect(actCapability(capability)).toBeDefined();
    expect(kind.capabilities).toContain(`act-${capability}`);
  });

  test('says what may be done after a crash, in a sentence too', () => {
    const promise = act.repeat(actCapability(capability)!.example);
    expect(promise.harmless).toBe(['provider-key', 'row', 'harmless'].includes(promise.means));
    expect(promise.means === 'look-up').toBe(act.lookUp !== undefined);
    expect(promise.sentence).toMatch(/\.$/);
    // Only a key can be forgotten; what is the same when it is done twice stays so.
    expect(promise.withinMs === undefined || promise.means === 'provider-key').toBe(true);
    // What we do ourselves is a row; nobody else's can be.
    expect(promise.means === 'row').toBe(kind.builtIn);
  });

  test('asks the very same each time', () => {
    const call = callOf(kind, capability, act);
    const config = settings(kind, act);
    expect(act.request(call, config)).toEqual(act.request(call, config));
  });
});

describe.each(outward.filter(({ act }) => act.inquire))(
  'what $capability by $id inquires first',
  ({ kind, capability, act }) => {
    test('changes nothing, is the same each time, and is learned from answers as they were recorded', () => {
      const { result, asked } = inquired(kind, capability, act);
      expect(result).toHaveProperty('learned');
      expect(asked.length).toBe(recordedFor(kind, capability).length);
      for (const { method, body } of asked)
        expect(method === 'GET' || (method === 'POST' && !/mutation/.test(body ?? ''))).toBe(true);
      expect(inquired(kind, capability, act)).toEqual({ result, asked });
      expect(JSON.parse(JSON.stringify(result))).toEqual(result);
    });

    test.each([
      answered(500),
      answered(429),
      answered(200, {}),
      { kind: 'no-answer', cause: 'broken', reason: 'x' } as const,
    ])('and without an answer to go by, nothing is taken for refused or done: %j', (answer) => {
      for (const [index] of recordedFor(kind, capability).entries()) {
        const answers = recordedFor(kind, capability);
        const { result } = drive(act.inquire!(askedOf(capability, act), settings(kind, act)), () =>
          answers.length === recordedFor(kind, capability).length - index
            ? (answer as never)
            : said(answers.shift()!),
        );
        expect(result).toMatchObject({ result: expect.stringMatching(/^(retry|unknown)$/) });
      }
    });
  },
);

describe.each(outward)('$capability by $id, when it goes wrong', ({ kind, capability, act }) => {
  const call = callOf(kind, capability, act);

  test.each(['name-unknown', 'refused', 'timeout', 'tls', 'broken'] as const)(
    'before anything left (%s), is tried again',
    (cause) => {
      expect(act.outcome({ kind: 'not-sent', cause, reason: 'It could not be reached.' }, call).result).toBe(
        'retry',
      );
    },
  );

  test.each(['timeout', 'broken'] as const)(
    'after it left (%s), is in doubt, and not taken for done or undone',
    (cause) => {
      expect(act.outcome({ kind: 'no-answer', cause, reason: 'The line broke.' }, call).result).toBe(
        'unknown',
      );
    },
  );

  test.each([500, 502, 503, 504])('is in doubt after %i', (status) => {
    expect(act.outcome(answered(status), call).result).toBe('unknown');
  });

  test('waits as long as it is asked to', () => {
    expect(act.outcome(answered(429, undefined, 7_000), call)).toMatchObject({
      result: 'retry',
      afterMs: 7_000,
    });
  });

  test.each([401, 403])('tells the owner that the connection is wrong (%i)', (status) => {
    const through = {
      ...call,
      input: { ...(call.input as object), ...(act.needs === 'nothing' ? { connection: 'one' } : {}) },
    };
    expect(act.outcome(answered(status), through)).toMatchObject({
      result: 'retry',
      connectionProblem: true,
    });
  });

  test('a question whether it is there that got no answer says so', () => {
    if (!act.lookUp) return expect(act.repeat(call.input).means).not.toBe('look-up');
    expect(act.lookUp.request(call, settings(kind, act))).toMatchObject({
      method: expect.any(String),
      url: expect.stringMatching(/^https:/),
    });
    for (const answer of [
      answered(500),
      answered(200, {}),
      { kind: 'no-answer', cause: 'broken', reason: 'x' },
    ] as const)
      expect(act.lookUp.read(answer as never, call).found).toBeNull();
  });
});
