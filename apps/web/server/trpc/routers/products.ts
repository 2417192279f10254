import { listReorders } from '@millrace/services/products';
import { read } from '../adapt.ts';
import { router } from '../init.ts';

/** What products sell, and when to order them again. */
export const products = router({ reorders: read(listReorders) });
