import { clickVisit } from '../../../server/links/visits.ts';

export const dynamic = 'force-dynamic';
export { clickVisit as GET, clickVisit as HEAD, clickVisit as OPTIONS };
