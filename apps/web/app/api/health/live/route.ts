export const dynamic = 'force-dynamic';

/** Live: the process answers, whatever the state of the rest. For whoever restarts it. */
export function GET(): Response {
  return Response.json({ status: 'ok' }, { headers: { 'Cache-Control': 'no-store' } });
}
