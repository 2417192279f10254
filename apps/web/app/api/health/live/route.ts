export const dynamic = 'force-dynamic';

/** Liveness: 200 while the process responds, whatever the state of its dependencies. For process supervisors. */
export function GET(): Response {
  return Response.json({ status: 'ok' }, { headers: { 'Cache-Control': 'no-store' } });
}
