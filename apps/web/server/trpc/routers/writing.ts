import {
  changeVariant,
  dropVariant,
  proposeVariants,
  readBrand,
  readVariants,
  updateBrand,
  useVariants as putVariantsToUse,
} from '@millrace/services/writing';
import { change, read } from '../adapt.ts';
import { router } from '../init.ts';

export const writing = router({
  brand: read(readBrand),
  updateBrand: change(updateBrand),
  variants: read(readVariants),
  propose: change(proposeVariants, { weight: 10 }),
  changeVariant: change(changeVariant),
  dropVariant: change(dropVariant),
  useVariants: change(putVariantsToUse),
});
