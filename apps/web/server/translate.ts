import { isMillraceError, MillraceError } from '@millrace/base';
import { isDatabaseGone } from '@millrace/db';
import { log, traceOf } from './log.ts';

/** SQLSTATE codes for values that cannot be stored: invalid text, numbers out of range, invalid ids, rows too large for an index. */
const UNUSABLE = new Set(['22P02', '22P05', '22021', '22003', '22007', '22008', '54000', '54001']);
/** SQLSTATE unique_violation: the same thing was created at the same moment. */
const TAKEN = '23505';

/**
 * Turns any error into one of the error table, for all endpoints. Unexpected errors are logged under the request's id, and the
 * caller gets only that id.
 */
export function translate(error: unknown, requestId: string, where: string): MillraceError {
  // Libraries wrap the errors of the database.
  const known = recognise(error) ?? (error instanceof Error && error.cause ? recognise(error.cause) : null);
  if (known && known.fault !== 'ours') {
    if (known.fault === 'service') log().warn(told(requestId, where, known), 'a service is away');
    // Log input that only the database refused: validation should have refused it.
    else if (known.cause && !isMillraceError(error))
      log().warn(told(requestId, where, known), 'refused by the database');
    return known;
  }
  log().error(
    { requestId, where, code: known?.code ?? 'unexpected', trace: traceOf(error) },
    'unexpected error',
  );
  return known && known.code !== 'unexpected' ? known : new MillraceError('unexpected', { requestId }, error);
}

const told = (requestId: string, where: string, { code, cause }: MillraceError) => ({
  requestId,
  where,
  code,
  ...(cause ? { trace: traceOf(cause) } : {}),
});

function recognise(error: unknown): MillraceError | null {
  if (isMillraceError(error)) return error;
  if (!(error instanceof Error)) return null;
  if (isDatabaseGone(error)) return new MillraceError('database-unavailable', {}, error);
  const code = (error as { code?: unknown }).code;
  if (code === TAKEN) return new MillraceError('already-exists', { what: 'thing' }, error);
  if (typeof code === 'string' && UNUSABLE.has(code))
    return new MillraceError(
      'input-invalid',
      { problems: 'a value is out of range or has characters that cannot be stored.' },
      error,
    );
  return null;
}
