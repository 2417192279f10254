import { handleRest } from '../../../../server/rest/handle.ts';

export const dynamic = 'force-dynamic';
export {
  handleRest as GET,
  handleRest as HEAD,
  handleRest as POST,
  handleRest as PUT,
  handleRest as PATCH,
  handleRest as DELETE,
};
