import type { Instrumentation } from 'next';

/** Runs once when a web process starts: checks the settings before the first request. */
export async function register(): Promise<void> {
  if (process.env['NEXT_RUNTIME'] !== 'nodejs' || process.env['NEXT_PHASE'] === 'phase-production-build')
    return;
  const { begin } = await import('./server/begin.ts');
  await begin();
}

/** Logs a failed page under its request id. */
export const onRequestError: Instrumentation.onRequestError = async (error, request, { routePath }) => {
  if (process.env['NEXT_RUNTIME'] !== 'nodejs') return;
  const { log, traceOf } = await import('./server/log.ts');
  const digest = typeof error === 'object' && error !== null && 'digest' in error ? error.digest : undefined;
  log().error(
    { requestId: request.headers['x-request-id'], route: routePath, digest, trace: traceOf(error) },
    'a page could not be made',
  );
};
