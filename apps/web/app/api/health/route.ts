import { readHealth } from '../../../server/health/read-health.ts';

export const dynamic = 'force-dynamic';

/** Ready: 200 while this process can serve, with the state of each part. */
export async function GET(): Promise<Response> {
  const health = await readHealth();
  return Response.json(health, { status: health.status === 'down' ? 503 : 200, headers: { 'Cache-Control': 'no-store' } });
}
