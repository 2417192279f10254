import { forgetStorefronts } from '@millrace/run/storefront';
import {
  listGoods,
  listReturns,
  moveReturn,
  readReturnPolicy,
  updateReturnPolicy,
} from '@millrace/services/returns';
import { world } from '../../world.ts';
import { afterwards, change, read } from '../adapt.ts';
import { router } from '../init.ts';

/** What the store takes back, and the returns that customers asked for. */
export const returns = router({
  policy: read(readReturnPolicy),
  updatePolicy: afterwards(updateReturnPolicy, () => forgetStorefronts(world().db)),
  goods: read(listGoods),
  list: read(listReturns),
  move: change(moveReturn),
});
