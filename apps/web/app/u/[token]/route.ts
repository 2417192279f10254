import { unsubscribePost, unsubscribeVisit } from '../../../server/links/visits.ts';

export const dynamic = 'force-dynamic';
export { unsubscribeVisit as GET, unsubscribePost as POST };
