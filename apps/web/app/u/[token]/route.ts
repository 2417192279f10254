import { unsubscribePost, unsubscribeVisit } from '../../../server/links/visits.ts';

export const dynamic = 'force-dynamic';
export {
  unsubscribeVisit as GET,
  unsubscribeVisit as HEAD,
  unsubscribeVisit as OPTIONS,
  unsubscribePost as POST,
};
