import { isMillraceError, MillraceError } from '@millrace/base';
import { isDatabaseGone } from '@millrace/db';
import { log, traceOf } from './log.ts';

/** SQLSTATE of values the database cannot hold: bad texts, numbers out of range, unusable ids. */
const UNUSABLE = new Set(['22P02', '22P05', '22021', '22003', '22007', '22008']);

/**
 * Every error as one of the table, once for all doors. What is not foreseen is logged under the request's id, and the
 * caller learns nothing of it but that id.
 */
export function translate(error: unknown, requestId: string, where: string): MillraceError {
  const known = recognise(error);
  if (known && known.fault !== 'ours') {
    if (known.fault === 'service')
      log().warn({ requestId, where, code: known.code, ...(known.cause ? { trace: traceOf(known.cause) } : {}) }, 'a service is away');
    return known;
  }
  log().error({ requestId, where, code: known?.code ?? 'unexpected', trace: traceOf(error) }, 'unexpected error');
  return known && known.code !== 'unexpected' ? known : new MillraceError('unexpected', { requestId }, error);
}

function recognise(error: unknown): MillraceError | null {
  if (isMillraceError(error)) return error;
  if (!(error instanceof Error)) return null;
  if (isDatabaseGone(error)) return new MillraceError('database-unavailable', {}, error);
  const code = (error as { code?: unknown }).code;
  if (typeof code === 'string' && UNUSABLE.has(code))
    return new MillraceError('input-invalid', { problems: 'a value is out of range or has characters that cannot be stored.' }, error);
  if (error instanceof RangeError && /call stack/i.test(error.message))
    return new MillraceError('input-invalid', { problems: 'it is nested too deeply.' });
  return null;
}
