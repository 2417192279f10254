import { ERRORS } from '@millrace/base';
import { describe, expect, it } from 'vitest';
import { saveFailureOf } from './save-failure-of.ts';

/** An error as the tRPC client makes it from an answer of the server. */
const answered = (code: string, status: number, details: Record<string, unknown> = {}) => {
  const { sentence, next, fault } = ERRORS[code as keyof typeof ERRORS];
  return {
    data: { httpStatus: status, problem: { code, sentence, next, fault, details } },
    meta: { response: { status } },
  };
};
const onTheWay = (status: number, headers: Record<string, string> = {}) => ({
  meta: { response: { status, headers: new Headers(headers) } },
});

describe('a save that failed', () => {
  it.each([
    ['signed out', answered('not-signed-in', 401), 'signed-out'],
    ['no right', answered('not-allowed', 403), 'not-allowed'],
    ['deleted meanwhile', answered('not-found', 404), 'gone'],
    ['too large', answered('body-too-large', 413), 'too-large'],
    ['too large for a proxy on the way', onTheWay(413), 'too-large'],
    ['not to be read', answered('input-invalid', 422), 'refused'],
    ['made with a newer Millrace', answered('graph-too-new', 422), 'refused'],
    ['too often', answered('rate-limited', 429), 'busy'],
    ['without its database', answered('database-unavailable', 503), 'busy'],
    ['while the server starts again', onTheWay(502), 'busy'],
    ['a fault of the server', answered('unexpected', 500, { requestId: 'r-1' }), 'server'],
    ['a fault before anything was read', onTheWay(500, { 'x-request-id': 'r-2' }), 'server'],
    ['no network', new TypeError('Failed to fetch'), 'offline'],
  ] as const)('%s is told apart', (_name, error, kind) => {
    const failure = saveFailureOf(error);
    expect(failure.kind).toBe(kind);
    expect(failure.message).toMatch(/^[A-Z].*[.:]/);
    expect(failure.next).toMatch(/\.$/);
  });

  it('has the number of the error, where there is one', () => {
    expect(saveFailureOf(answered('unexpected', 500, { requestId: 'r-1' })).requestId).toBe('r-1');
    expect(saveFailureOf(onTheWay(500, { 'x-request-id': 'r-2' })).requestId).toBe('r-2');
    expect(saveFailureOf(onTheWay(502)).requestId).toBeNull();
  });

  it('is some kind of failure whatever the error is', () => {
    for (const code of Object.keys(ERRORS)) expect(saveFailureOf(answered(code, 500)).kind).toBeTruthy();
    for (const odd of [null, undefined, 'x', new Error('y')]) expect(saveFailureOf(odd).kind).toBe('offline');
  });
});
