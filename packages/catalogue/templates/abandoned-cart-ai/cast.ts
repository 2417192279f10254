import { DAY, HOUR, MINUTE, NEWCOMER, type Casting } from '../cast.ts';
import { leavesCart } from '../leaves-cart.ts';

const opens = { 'quick-reminder': [{ event: 'message-opened', after: HOUR }] };

export const cast: Casting = (from) => ({
  'full-price-buyer': leavesCart('full-price-buyer', from),
  'full-price-opener': leavesCart('full-price-opener', from, { answers: opens }),
  'high-value': leavesCart('high-value', from, {
    cart: { total: 30_000, step: 'checkout', device: 'desktop' },
    customer: { ordersCount: 12, averageOrder: 25_000, orderGapDays: 14, lastOrderAt: from - 14 * DAY },
  }),
  'new-visitor': leavesCart('new-visitor', from, { customer: NEWCOMER }),
  'stuck-at-checkout': leavesCart('stuck-at-checkout', from, { cart: { step: 'payment' } }),
  'new-category': leavesCart('new-category', from, { cart: { newCategory: true } }),
  'price-sensitive-gone': leavesCart('price-sensitive-gone', from, { cart: { discountCodes: ['SAVE'] } }),
  'price-sensitive-looking': leavesCart('price-sensitive-looking', from, {
    cart: { discountCodes: ['SAVE'] },
    customer: { discountShare: 0.9 },
    looksAfter: 10 * HOUR,
  }),
  'price-sensitive-by-text': leavesCart('price-sensitive-by-text', from, {
    cart: { discountCodes: ['SAVE'] },
    customer: { discountShare: 0.9 },
    textedBefore: 5 * DAY,
    looksAfter: 10 * HOUR,
  }),
  'buys-after-ten-minutes': leavesCart('buys-after-ten-minutes', from, { buysAfter: 10 * MINUTE }),
});
