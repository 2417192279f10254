import { metricsText } from '../../server/metrics.ts';

export const dynamic = 'force-dynamic';

export async function GET(): Promise<Response> {
  const { contentType, text } = await metricsText();
  return new Response(text, { headers: { 'Content-Type': contentType, 'Cache-Control': 'no-store' } });
}
