import { answerHealth } from '../../../server/health/read-health.ts';

export const dynamic = 'force-dynamic';

/** The state of each part: live, ready, and what is missing. The status is that of /api/health/ready. */
export const GET = answerHealth;
