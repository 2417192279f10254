import { joinPost, joinVisit } from '../../../server/auth/join.ts';

export const dynamic = 'force-dynamic';
export { joinVisit as GET, joinPost as POST };
