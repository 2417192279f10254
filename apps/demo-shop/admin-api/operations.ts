import type { Operations } from './desk.ts';
import { about } from './operations/about.ts';
import { customers } from './operations/customers.ts';
import { discountCodes } from './operations/discount-codes.ts';
import { orders } from './operations/orders.ts';
import { holds } from './operations/holds.ts';
import { notes } from './operations/notes.ts';
import { prices } from './operations/prices.ts';
import { products } from './operations/products.ts';
import { refunds } from './operations/refunds.ts';
import { productTexts } from './operations/product-texts.ts';
import { tags } from './operations/tags.ts';
import { webhookSubscriptions } from './operations/webhook-subscriptions.ts';

/** Everything this shop answers, by field of the root. To add an operation, add a file in `operations/` and a line here. */
export const OPERATIONS: Operations = {
  ...about,
  ...customers,
  ...discountCodes,
  ...notes,
  ...holds,
  ...orders,
  ...prices,
  ...products,
  ...productTexts,
  ...refunds,
  ...tags,
  ...webhookSubscriptions,
};
