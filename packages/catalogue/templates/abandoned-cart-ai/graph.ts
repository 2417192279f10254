import { node, ways } from '../draw.ts';
import type { Template } from '../template.ts';
import * as email from './content/emails.ts';
import { offerText, reminderText } from './content/texts.ts';

const minutes = (amount: number) => ({ duration: { amount, unit: 'minutes' } });
const hours = (amount: number) => ({ duration: { amount, unit: 'hours' } });
const noOpen = { events: ['message-opened'], match: 'message', timeout: { amount: 3, unit: 'hours' } };

export const graph: Template['graph'] = {
  schemaVersion: 2,
  subject: 'customer',
  nodes: [
    node('trigger', 'event-trigger', 'Abandoned cart', {
      events: ['cart-abandoned'],
      key: 'cart',
      reentry: { rule: 'once-per-key' },
      exits: [{ event: 'order-placed', match: 'customer' }],
    }),
    node('shopper', 'decide-recovery', 'Kind of shopper', {
      ways: 'segments',
      highValueFrom: 20_000,
      likelyFrom: 0.15,
    }),

    node('high-value-wait', 'wait', 'Wait 30 minutes', minutes(30)),
    node('personal-help', 'send-email', 'E-mail: can we help?', { content: email.personalHelp }),
    node('full-price-wait', 'wait', 'Wait 30 minutes', minutes(30)),
    node('quick-reminder', 'send-email', 'E-mail: quick reminder', { content: email.quickReminder }),
    node('category-wait', 'wait', 'Wait 1 hour', hours(1)),
    node('category-proof', 'send-email', 'E-mail: new to you', { content: email.newCategory }),
    node('checkout-wait', 'wait', 'Wait 30 minutes', minutes(30)),
    node('checkout-help', 'send-email', 'E-mail: help at the checkout', { content: email.checkoutHelp }),

    node('visitor-wait', 'wait', 'Wait 1 hour', hours(1)),
    node('welcome', 'send-email', 'E-mail: nice to meet you', { content: email.welcome }),
    node('visitor-next-day', 'wait', 'Wait until the next morning', { ...hours(20), at: '10:00' }),
    node('welcome-proof', 'send-email', 'E-mail: in good company', { content: email.welcomeProof }),

    node('opened', 'wait-for-event', 'Opened within 3 hours?', noOpen),
    node('reminder-text', 'send-sms', 'Text: your cart is saved', { content: reminderText }),

    node('price-wait', 'wait', 'Wait 4 hours', hours(4)),
    node('gentle-reminder', 'send-email', 'E-mail: no hurry', { content: email.gentleReminder }),
    node('second-browse', 'wait-for-event', 'Comes back to look?', {
      events: ['product-viewed'],
      match: 'customer',
      timeout: { amount: 3, unit: 'days' },
    }),
    node('let-settle', 'wait', 'Wait 2 hours', hours(2)),
    node('offer', 'decide-offer', 'Offer, and how deep', {
      options: [
        { id: 'none', kind: 'none', value: 0 },
        { id: 'free-shipping', kind: 'free-shipping', value: 0 },
        { id: 'percent-5', kind: 'percentage', value: 5 },
        { id: 'percent-10', kind: 'percentage', value: 10 },
      ],
      spareFullPriceBuyers: true,
    }),
    node('code', 'discount-code', 'A code of their own', { from: 'offer', validHours: 48, prefix: 'BACK' }),
    node('offer-channel', 'decide-channel', 'By e-mail or by text', { channels: ['email', 'sms'] }),
    node('offer-text', 'send-sms', 'Text: a code for you', { content: offerText }),
    node('offer-email', 'send-email', 'E-mail: a code for you', { content: email.offer }),
    node('second-look', 'send-email', 'E-mail: still on your mind?', { content: email.secondLook }),
    node('end', 'end', 'End', {}),
  ],
  edges: ways(
    'trigger > shopper',
    'shopper:high-value > high-value-wait',
    'high-value-wait > personal-help',
    'personal-help > end',
    'shopper:full-price-buyer > full-price-wait',
    'full-price-wait > quick-reminder',
    'quick-reminder > opened',
    'shopper:new-category > category-wait',
    'category-wait > category-proof',
    'category-proof > opened',
    'shopper:checkout-friction > checkout-wait',
    'checkout-wait > checkout-help',
    'checkout-help > opened',
    'shopper:first-visit > visitor-wait',
    'visitor-wait > welcome',
    'welcome > visitor-next-day',
    'visitor-next-day > welcome-proof',
    'welcome-proof > opened',
    'opened:happened > end',
    'opened:timeout > reminder-text',
    'reminder-text > end',
    'shopper:price-sensitive > price-wait',
    'price-wait > gentle-reminder',
    'gentle-reminder > second-browse',
    'second-browse:happened > let-settle',
    'second-browse:timeout > end',
    'let-settle > offer',
    'offer:offer > code',
    'code > offer-channel',
    'offer-channel:email > offer-email',
    'offer-channel:sms > offer-text',
    'offer-channel:none > end',
    'offer-text > end',
    'offer-email > end',
    'offer:none > second-look',
    'second-look > end',
  ),
  settings: { outcome: 'order-placed', outcomeDays: 30, holdout: 0.1, purpose: 'marketing' },
};
