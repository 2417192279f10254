import { defineTemplate } from '../template.ts';
import { adapt } from './adapt.ts';
import { cast } from './cast.ts';
import { graph } from './graph.ts';

export const abandonedCartAi = defineTemplate({
  id: 'abandoned-cart-ai',
  title: 'Abandoned cart, AI',
  summary: 'Recognises five kinds of shopper and gives a discount only to those who need one.',
  goal: 'Bring back carts without giving discounts away to people who would have bought anyway.',
  category: 'recover',
  channels: ['email', 'sms'],
  needs: [
    {
      what: 'event',
      name: 'cart-abandoned',
      sentence: 'Cart events from your store, to see when a cart is left.',
    },
    {
      what: 'event',
      name: 'product-viewed',
      sentence: 'Product views, to see a second look.',
    },
    {
      what: 'cost',
      name: 'products',
      sentence:
        'Cost of products, for offers that keep your margin. A share of the price is assumed where it is missing.',
    },
    { what: 'consent', name: 'email', sentence: 'People who agreed to e-mails.' },
    { what: 'consent', name: 'sms', sentence: 'People who agreed to texts, for the second try.' },
  ],
  story:
    'Each cart is scored: how likely it is to come back, and what kind of shopper left it. Full-price buyers get a quick reminder and never a discount. ' +
    'New visitors learn who you are. People stuck at the checkout get help. Large carts that are likely to come back get a personal note. Only the price-sensitive may get an offer, ' +
    'later, after a second look, as deep as your margin allows and as experience shows it pays. An offer goes by the channel that earns the most with that person. Otherwise e-mail first; a text when it is not opened within three hours.',
  result: {
    text: 'Cart flows touch about $3.65 of revenue for each person mailed. This one is built to keep more of it as margin; the holdout shows how much it caused.',
    source: 'Klaviyo, 2024 Benchmark Report (results of 2023), abandoned cart flows over all industries',
  },
  earns: {
    orders: {
      low: 0.02,
      high: 0.1,
      why: 'Our cautious assumption: nobody has published what such cart e-mails cause against a holdout that we could check. Attributed revenue is far higher, since most of these people order anyway.',
      source: null,
    },
    sends: { email: 1.5, sms: 0.2 },
    discount: { share: 0.1, depth: 0.1 },
    saves: null,
    unknown: null,
  },
  guardrails: [
    'Never a discount for people who buy at full price, and never one that leaves less than your margin floor.',
    'One text for a cart at most, within 48 hours, to people who agreed to texts.',
    'An order ends it at once, wherever it is placed.',
  ],
  owner: 'marketing',
  reviewAfterDays: 30,
  lastsDays: 4,
  level: 5,
  adapt,
  graph,
  cast,
});
