import { clickVisit } from '../../../server/links/visits.ts';

export const dynamic = 'force-dynamic';
export { clickVisit as GET };
