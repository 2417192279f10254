import { answerHealth } from '../../../../server/health/read-health.ts';

export const dynamic = 'force-dynamic';

/** Readiness: 200 while the process can serve, 503 without its database. For load balancers. */
export const GET = answerHealth;
