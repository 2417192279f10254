import type { Match } from '@millrace/flow';

export const MATCH_WORDS: Readonly<Record<Match, string>> = {
  customer: 'any of this customer',
  cart: 'this very cart',
  order: 'this very order',
  message: 'this flow’s own message',
  product: 'this very product',
};
