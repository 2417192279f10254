import { preferencePost, preferenceVisit } from '../../../server/links/visits.ts';

export const dynamic = 'force-dynamic';
export {
  preferenceVisit as GET,
  preferenceVisit as HEAD,
  preferenceVisit as OPTIONS,
  preferencePost as POST,
};
