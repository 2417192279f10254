import { defineTemplate } from '../template.ts';
import { adapt } from './adapt.ts';
import { cast } from './cast.ts';
import { graph } from './graph.ts';

export const lastPieces = defineTemplate({
  id: 'last-pieces',
  title: 'Low stock',
  summary: 'Tells people who looked at it how many are left, once, and earlier customers when a season ends.',
  goal: 'Let people who were still deciding know the true number, before it is decided for them.',
  category: 'recover',
  level: 3,
  channels: ['email', 'sms'],
  needs: [
    {
      what: 'event',
      name: 'product-viewed',
      sentence: 'Product views of people you know, for whom it may matter.',
    },
    {
      what: 'event',
      name: 'product-updated',
      sentence: 'Products with their stock. Millrace sees by itself when one falls low.',
    },
    { what: 'consent', name: 'email', sentence: 'People who agreed to e-mails.' },
    { what: 'consent', name: 'sms', sentence: 'People who agreed to texts, for one of them.' },
  ],
  story:
    'When five or fewer of a product are left, people who looked at it in the last 30 days hear the number, unless they have ordered since. If the product is tagged “last-season”, customers who ordered before are told that the season ends, and what comes close. ' +
    'Whoever clicks and agreed to texts is told the next day how many are left then, if there are any. The number is read at the moment of sending, and nothing is sent for what is gone.',
  result: {
    text: 'There is no figure that we could check: what is published on scarcity counts orders that would have come anyway. The holdout does not.',
    source: null,
  },
  earns: {
    orders: {
      low: 0.01,
      high: 0.06,
      why: 'Our cautious assumption: nobody has published what such e-mails cause against a holdout that we could check. Attributed revenue is far higher, since most of these people order anyway.',
      source: null,
    },
    sends: { email: 1, sms: 0.2 },
    discount: null,
    saves: null,
    unknown: null,
  },
  guardrails: [
    'The number is the stock at the moment of sending; it is never rounded down or made up.',
    'One e-mail for each product, and at most one text.',
    'Any order of the person ends it at once.',
  ],
  owner: 'marketing',
  reviewAfterDays: 60,
  lastsDays: 2,
  adapt,
  graph,
  cast,
});
