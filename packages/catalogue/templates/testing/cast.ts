import { DAY, HOUR, MINUTE, person } from './people.ts';

const firstTimer = {
  ordersCount: 0,
  discountShare: null,
  lastOrderAt: null,
  firstOrderAt: null,
  totalSpent: 0,
  averageOrder: 0,
  orderGapDays: null,
};
const agreed = { consent: { email: 'subscribed', sms: 'subscribed' } } as const;

/** The people of expected paths, by name. The name says who opens e-mails. */
export const CAST = {
  'full-price-buyer': person('full-price-buyer'),
  'full-price-opener': person('full-price-opener'),
  'high-value': person('high-value', {
    cart: { total: 30_000, step: 'checkout', device: 'desktop' },
    customer: { ordersCount: 12, averageOrder: 25_000, orderGapDays: 14, lastOrderAt: Date.UTC(2026, 8, 22) },
  }),
  'new-visitor': person('new-visitor', { customer: firstTimer }),
  'stuck-at-checkout': person('stuck-at-checkout', { cart: { step: 'payment' } }),
  'new-category': person('new-category', { cart: { newCategory: true } }),
  'price-sensitive-gone': person('price-sensitive-gone', { cart: { discountCodes: ['SAVE'] } }),
  'price-sensitive-looking': person('price-sensitive-looking', {
    cart: { discountCodes: ['SAVE'] },
    customer: { discountShare: 0.9 },
    looksAfter: 10 * HOUR,
  }),
  'buys-after-ten-minutes': person('buys-after-ten-minutes', { buysAfter: 10 * MINUTE }),
  'buys-after-five-hours': person('buys-after-five-hours', { buysAfter: 5 * HOUR }),
  'agreed-to-texts': person('agreed-to-texts', { customer: agreed }),
  'e-mail-only': person('e-mail-only', {
    customer: { consent: { email: 'subscribed', sms: 'never-asked' } },
  }),
  'buys-after-three-days': person('buys-after-three-days', { buysAfter: 3 * DAY }),
} as const;
