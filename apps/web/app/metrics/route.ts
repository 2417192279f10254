import { handleMetrics } from '../../server/metrics-endpoint.ts';

export const dynamic = 'force-dynamic';
export { handleMetrics as GET };
