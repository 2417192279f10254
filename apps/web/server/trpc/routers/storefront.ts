import { forgetStorefronts } from '@millrace/run/storefront';
import { readStorefront, saveStorefront, showIdentitySecret } from '@millrace/services/storefront';
import { world } from '../../world.ts';
import { afterwards, change, read } from '../adapt.ts';
import { router } from '../init.ts';

const forgetHere = () => forgetStorefronts(world().db);

/** The snippet on the pages of the store. */
export const storefront = router({
  get: read(readStorefront),
  save: afterwards(saveStorefront, forgetHere),
  showSecret: change(showIdentitySecret),
});
