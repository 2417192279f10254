import { describe, expect, test } from 'vitest';
import type { Act, ActCall } from './act.ts';
import { ACT_CAPABILITIES, actCapability } from './acts/capabilities.ts';
import type { Answer } from './exchange.ts';
import { CONNECTORS, type ConnectorKind } from './kinds.ts';

const PERSON = { email: 'maya@example.com', phone: '+14155550123', externalId: '7120440000000' };

const acts = CONNECTORS.flatMap((kind) =>
  Object.entries(kind.acts ?? {}).map(([capability, act]) => ({ id: kind.id, capability, kind, act: act as Act })),
);
const outward = acts.filter(({ kind }) => !kind.builtIn);

const settings = (kind: ConnectorKind, act: Act) =>
  act.needs === 'nothing' ? null : kind.config.parse({ ...(kind.example as object), ...act.example });
function callOf(capability: string, act: Act, changed: object = {}): ActCall {
  const input = { ...(actCapability(capability)!.example as object), ...changed };
  const texts = Object.fromEntries(Object.keys(act.texts?.(input) ?? {}).map((name) => [name, 'filled']));
  return { callId: 'call-1', input, texts, person: PERSON };
}
const answered = (status: number, body?: unknown, retryAfterMs: number | null = null): Answer => ({
  kind: 'answered',
  status,
  headers: {},
  body: JSON.stringify(body) ?? '',
  json: body,
  retryAfterMs,
});

test('every capability has somebody who does it, and an example of what it is asked with', () => {
  for (const { id, title, input, example, words, instants = [] } of ACT_CAPABILITIES) {
    expect(acts.map(({ capability }) => capability)).toContain(id);
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
    // What we do ourselves is a row; nobody else's can be.
    expect(promise.means === 'row').toBe(kind.builtIn);
  });

  test('asks the very same each time', () => {
    const call = callOf(capability, act);
    const config = settings(kind, act);
    expect(act.request(call, config)).toEqual(act.request(call, config));
  });
});

describe.each(outward)('$capability by $id, when it goes wrong', ({ kind, capability, act }) => {
  const call = callOf(capability, act);

  test.each(['name-unknown', 'refused', 'timeout', 'tls', 'broken'] as const)('before anything left (%s), is tried again', (cause) => {
    expect(act.outcome({ kind: 'not-sent', cause, reason: 'It could not be reached.' }, call).result).toBe('retry');
  });

  test.each(['timeout', 'broken'] as const)('after it left (%s), is in doubt, and not taken for done or undone', (cause) => {
    expect(act.outcome({ kind: 'no-answer', cause, reason: 'The line broke.' }, call).result).toBe('unknown');
  });

  test.each([500, 502, 503, 504])('is in doubt after %i', (status) => {
    expect(act.outcome(answered(status), call).result).toBe('unknown');
  });

  test('waits as long as it is asked to', () => {
    expect(act.outcome(answered(429, undefined, 7_000), call)).toMatchObject({ result: 'retry', afterMs: 7_000 });
  });

  test.each([401, 403])('tells the owner that the connection is wrong (%i)', (status) => {
    const through = { ...call, input: { ...(call.input as object), ...(act.needs === 'nothing' ? { connection: 'one' } : {}) } };
    expect(act.outcome(answered(status), through)).toMatchObject({ result: 'retry', connectionProblem: true });
  });

  test('a question whether it is there that got no answer says so', () => {
    if (!act.lookUp) return expect(act.repeat(call.input).means).not.toBe('look-up');
    expect(act.lookUp.request(call, settings(kind, act))).toMatchObject({
      method: expect.any(String),
      url: expect.stringMatching(/^https:/),
    });
    for (const answer of [answered(500), answered(200, {}), { kind: 'no-answer', cause: 'broken', reason: 'x' }] as const)
      expect(act.lookUp.read(answer as never, call).found).toBeNull();
  });
});
