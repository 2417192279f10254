import { shortVisit } from '../../../server/links/visits.ts';

export const dynamic = 'force-dynamic';
export { shortVisit as GET, shortVisit as HEAD, shortVisit as OPTIONS };
