const GONE = new Set([
  'database-unavailable',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'CONNECT_TIMEOUT',
  'CONNECTION_CLOSED',
  'CONNECTION_ENDED',
  'CONNECTION_DESTROYED',
  // SQLSTATE: shutting down, crashed, starting up, too many connections
  '57P01',
  '57P02',
  '57P03',
  '53300',
  '08006',
  '08001',
  '08004',
]);

/**
 * Whether the error means that the database was unreachable or went away. The work itself may be correct, and
 * can be tried again later.
 */
export function isDatabaseGone(error: unknown): boolean {
  // Libraries wrap the driver's error. The loop is bounded in case an error is its own cause.
  for (let depth = 0, at = error; depth < 5 && at instanceof Error; depth += 1, at = at.cause)
    if ('code' in at && typeof at.code === 'string' && GONE.has(at.code)) return true;
  return false;
}
