import { openVisit } from '../../../server/links/visits.ts';

export const dynamic = 'force-dynamic';
export { openVisit as GET, openVisit as HEAD, openVisit as OPTIONS };
