import { answerHealth } from '../../../../server/health/read-health.ts';

export const dynamic = 'force-dynamic';

/** Ready: 200 while this process can serve, 503 without its database. For load balancers. */
export const GET = answerHealth;
