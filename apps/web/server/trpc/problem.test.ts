import { MillraceError } from '@millrace/base';
import { TRPCError } from '@trpc/server';
import { describe, expect, it } from 'vitest';
import { asTrpcError, problemOf } from './problem.ts';

describe('an error on a screen', () => {
  it('says what happened and what to do next, in the words of the error table', () => {
    const error = asTrpcError(
      new MillraceError('flow-has-problems', {
        words: '2 problems',
        first: 'The e-mail has no subject yet.',
      }),
    ) as TRPCError;
    expect(error.code).toBe('UNPROCESSABLE_CONTENT');
    expect(problemOf(error, 'r1')).toMatchObject({
      code: 'flow-has-problems',
      fault: 'theirs',
      sentence: 'The flow is not ready yet: 2 problems. The e-mail has no subject yet.',
    });
  });

  it('says nothing about an unexpected error but its number in the log', () => {
    const problem = problemOf(
      new TRPCError({
        code: 'INTERNAL_SERVER_ERROR',
        message: 'password=hunter2',
        cause: new Error('password=hunter2'),
      }),
      'r-77',
    );
    expect(problem.code).toBe('unexpected');
    expect(problem.next).toContain('r-77');
    expect(JSON.stringify(problem)).not.toContain('hunter2');
  });
});
