import { handleStorefront } from '../../../server/storefront/handle-storefront.ts';

export const dynamic = 'force-dynamic';
export {
  handleStorefront as GET,
  handleStorefront as HEAD,
  handleStorefront as POST,
  handleStorefront as OPTIONS,
};
