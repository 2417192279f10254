import { bearerMatches } from '@millrace/core/store';

const LOOPBACK = /^(?:localhost|::1|127(?:\.\d{1,3}){3})$/;

/**
 * Whether a request may read the metrics: with the configured token; without one, only on a server that
 * listens on this machine alone.
 * @param host the address on which the worker listens
 */
export function mayReadMetrics(
  authorization: string | undefined,
  { token, host }: { token: string | null; host: string },
): boolean {
  return token === null ? LOOPBACK.test(host) : bearerMatches(authorization, token);
}
