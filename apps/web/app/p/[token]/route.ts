import { preferencePost, preferenceVisit } from '../../../server/links/visits.ts';

export const dynamic = 'force-dynamic';
export { preferenceVisit as GET, preferencePost as POST };
