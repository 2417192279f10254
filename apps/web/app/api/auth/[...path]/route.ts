import { handleAuth } from '../../../../server/auth/handle.ts';

export const dynamic = 'force-dynamic';
export { handleAuth as GET, handleAuth as POST };
