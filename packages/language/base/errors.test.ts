import { describe, expect, test } from 'vitest';
import { ERRORS, type ErrorCode } from './error-table.ts';
import { fail, isMillraceError, MillraceError } from './errors.ts';

const codes = Object.keys(ERRORS) as ErrorCode[];

describe('the table of errors', () => {
  test('every error says in whole sentences what happened and what to do next', () => {
    for (const code of codes) {
      const { sentence, next } = ERRORS[code];
      expect(sentence, code).toMatch(/^[A-Z{].*([.:]|\})$/);
      expect(next, code).toMatch(/^[A-Z{].*\.$/);
    }
  });

  test('the status says whose fault it is: 4xx theirs, 5xx a service’s or ours', () => {
    for (const code of codes) {
      const { status, fault } = ERRORS[code];
      expect(status >= 400 && status < 500, code).toBe(fault === 'theirs');
      if (fault === 'service') expect(status, code).toBe(503);
    }
  });

  test('codes are words joined by hyphens', () => {
    for (const code of codes) expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
  });
});

describe('an error that is thrown', () => {
  const thrown = (run: () => never) => {
    try {
      return run();
    } catch (error) {
      if (isMillraceError(error)) return error;
      throw error;
    }
  };

  test('carries its code, status and a sentence with the details filled in', () => {
    const error = thrown(() => fail('not-allowed', { permission: 'publish flows' }));
    expect(error).toMatchObject({
      code: 'not-allowed',
      status: 403,
      fault: 'theirs',
      message: 'Your role does not allow this: publish flows.',
    });
    expect(error.next).toBe('Ask an owner of the workspace for a role that does.');
  });

  test('fills the next step in as well', () => {
    expect(thrown(() => fail('rate-limited', { seconds: 7 })).next).toBe(
      'Wait 7 seconds and go on more slowly.',
    );
  });

  test('shows a detail that was forgotten as its name and not as undefined', () => {
    expect(thrown(() => fail('not-found')).message).toBe('There is no such {what}.');
  });

  test('may be tried again only when a service is at fault', () => {
    for (const code of codes)
      expect(new MillraceError(code).isRetryable).toBe(ERRORS[code].fault === 'service');
  });

  test('keeps its cause for the log and out of the sentence', () => {
    const cause = new Error('password=hunter2');
    const error = new MillraceError('unexpected', { requestId: 'r-1' }, cause);
    expect(error.cause).toBe(cause);
    expect(JSON.stringify([error.message, error.next, error.details])).not.toContain('hunter2');
    expect(error.next).toContain('r-1');
  });

  test('is known by its name when it comes from another copy of the code, and nothing else is', () => {
    const foreign = Object.assign(new Error('x'), { name: 'MillraceError', code: 'not-found' });
    expect(isMillraceError(foreign)).toBe(true);
    for (const other of [
      new Error('x'),
      null,
      undefined,
      'MillraceError',
      { name: 'MillraceError', code: 'x' },
    ])
      expect(isMillraceError(other)).toBe(false);
  });
});
