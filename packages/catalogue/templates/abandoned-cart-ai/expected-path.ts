import type { ExpectedPath } from '../template.ts';

export const expectedPaths: readonly ExpectedPath[] = [
  {
    promise: 'A full-price buyer is reminded quickly, then by text, and never offered a discount',
    person: 'full-price-buyer',
    nodes: ['trigger', 'shopper', 'full-price-wait', 'quick-reminder', 'opened', 'reminder-text', 'end'],
  },
  {
    promise: 'Somebody who opens the e-mail gets no text on top',
    person: 'full-price-opener',
    nodes: ['trigger', 'shopper', 'full-price-wait', 'quick-reminder', 'opened', 'end'],
  },
  {
    promise: 'A large cart that is likely to come back gets a personal note',
    person: 'high-value',
    nodes: ['trigger', 'shopper', 'high-value-wait', 'personal-help', 'end'],
  },
  {
    promise: 'A new visitor learns who the shop is before anything else',
    person: 'new-visitor',
    nodes: [
      'trigger',
      'shopper',
      'visitor-wait',
      'welcome',
      'visitor-next-day',
      'welcome-proof',
      'opened',
      'reminder-text',
      'end',
    ],
  },
  {
    promise: 'Somebody stuck at the checkout is helped',
    person: 'stuck-at-checkout',
    nodes: ['trigger', 'shopper', 'checkout-wait', 'checkout-help', 'opened', 'reminder-text', 'end'],
  },
  {
    promise: 'A regular customer in a new category reads what others say',
    person: 'new-category',
    nodes: ['trigger', 'shopper', 'category-wait', 'category-proof', 'opened', 'reminder-text', 'end'],
  },
  {
    promise: 'A price-sensitive shopper who never looks again gets no offer',
    person: 'price-sensitive-gone',
    nodes: ['trigger', 'shopper', 'price-wait', 'gentle-reminder', 'second-browse', 'end'],
  },
  {
    promise: 'Somebody who buys before the first message gets none',
    person: 'buys-after-ten-minutes',
    nodes: ['trigger', 'shopper', 'full-price-wait'],
  },
];
