import { forgetStorefronts } from '@millrace/run/storefront';
import {
  createForm,
  deleteForm,
  listForms,
  readStorefront,
  saveStorefront,
  showIdentitySecret,
  updateForm,
} from '@millrace/services/storefront';
import { world } from '../../world.ts';
import { afterwards, change, read } from '../adapt.ts';
import { router } from '../init.ts';

const forgetHere = () => forgetStorefronts(world().db);

/** The snippet on the pages of the store. */
export const storefront = router({
  get: read(readStorefront),
  save: afterwards(saveStorefront, forgetHere),
  showSecret: change(showIdentitySecret),
  forms: read(listForms),
  createForm: change(createForm),
  updateForm: change(updateForm),
  deleteForm: change(deleteForm),
});
