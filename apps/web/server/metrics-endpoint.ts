import { isIP } from 'node:net';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { networkOf } from './client-address.ts';
import { metricsText } from './metrics.ts';
import { requestIdOf } from './request-id.ts';
import { noSuchPath, problemResponse } from './rest/problem.ts';
import { translate } from './translate.ts';
import { MillraceError } from '@millrace/base';
import { bearerMatches } from '@millrace/core/store';
import { world } from './world.ts';

/** Limit on wrong tokens from one network per minute. Kept in this process, so that it works without the database. */
const WRONG = new RateLimiterMemory({ points: 20, duration: 60 });
const FORWARDED = ['x-forwarded-host', 'x-forwarded-proto', 'x-real-ip', 'forwarded', 'via'];

/**
 * `GET /metrics` for Prometheus, with the token of MILLRACE_METRICS_TOKEN. Without that setting only this machine may read
 * them, and only if Millrace has no public address: a proxy on the same machine would open them to everyone.
 */
export async function handleMetrics(request: Request): Promise<Response> {
  const requestId = requestIdOf(request.headers);
  const { metricsToken } = world().configuration;
  try {
    if (metricsToken === null && !isHere(request.headers)) return noSuchPath(requestId);
    if (metricsToken !== null && !(await isRight(request.headers, metricsToken)))
      return problemResponse(new MillraceError('not-signed-in'), requestId);
    const { contentType, text } = await metricsText();
    return new Response(text, {
      headers: { 'Content-Type': contentType, 'Cache-Control': 'no-store', 'X-Request-Id': requestId },
    });
  } catch (error) {
    return problemResponse(translate(error, requestId, '/metrics'), requestId);
  }
}

async function isRight(headers: Headers, token: string): Promise<boolean> {
  const network = networkOf(headers.get('x-forwarded-for') ?? '');
  const taken = await WRONG.consume(network).catch(() => null);
  if (!taken) throw new MillraceError('rate-limited', { seconds: 60 });
  if (!bearerMatches(headers.get('authorization'), token)) return false;
  await WRONG.reward(network);
  return true;
}

function isHere(headers: Headers): boolean {
  if (FORWARDED.some((name) => headers.has(name))) return false;
  return (
    isLoopback(new URL(world().configuration.publicUrl).hostname) &&
    isLoopback(headers.get('x-forwarded-for') ?? '')
  );
}

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || host === '[::1]' || (isIP(host) === 4 && host.startsWith('127.'));
