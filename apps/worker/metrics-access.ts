import { bearerMatches } from '@millrace/core/store';

const LOOPBACK = /^(?:localhost|::1|127(?:\.\d{1,3}){3})$/;

/**
 * Whether somebody may read the metrics: with the token that is set, or, when none is, whoever reaches a server that listens
 * on this machine alone.
 * @param host the worker listens on
 */
export function mayReadMetrics(
  authorization: string | undefined,
  { token, host }: { token: string | null; host: string },
): boolean {
  return token === null ? LOOPBACK.test(host) : bearerMatches(authorization, token);
}
