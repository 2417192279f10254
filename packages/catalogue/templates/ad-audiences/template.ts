import { defineTemplate } from '../template.ts';
import { adapt } from './adapt.ts';
import { cast } from './cast.ts';
import { graph } from './graph.ts';

export const adAudiences = defineTemplate({
  id: 'ad-audiences',
  title: 'Ad audiences',
  summary: 'Keeps the tags of your ad audiences true: in after three looks, out with an order or a ticket.',
  goal: 'Stop paying to chase people who have bought, complained or are being written to already.',
  category: 'operate',
  level: 4,
  channels: [],
  needs: [
    { what: 'event', name: 'product-viewed', sentence: 'Product views of people you know.' },
    { what: 'event', name: 'order-placed', sentence: 'Orders, so that buyers leave the audience.' },
    {
      what: 'event',
      name: 'ticket-opened',
      sentence: 'Tickets, so that nobody is chased who waits for an answer.',
      isOptional: true,
    },
    { what: 'consent', name: 'email', sentence: 'People who agreed to marketing; others are never tagged.' },
  ],
  story:
    'Who looks at products three times in a week and agreed to marketing gets the tag “ads-retarget” in your store, unless a ticket, a return, a cart or an order says that something else is going on. ' +
    'The tag goes with the first order, ticket, return or unsubscription, and after 14 days in any case. Buyers get “ads-exclude” for 30 days, so that no advertisement shows them what they have. Your ad app, or Klaviyo, makes audiences of the two tags; Millrace keeps them true.',
  result: {
    text: 'In a field experiment, retargeting brought 14.6% more people back to a store within four weeks, and less the later it began. What it brought beyond its cost, only a holdout of your own shows.',
    source: 'Sahni, Narayanan and Kalyanam, Journal of Marketing Research (2019)',
  },
  earns: {
    orders: null,
    sends: {},
    discount: null,
    saves: null,
    unknown: 'What it changes is what your ads cost, and Millrace does not know that yet.',
  },
  guardrails: [
    'Nobody is tagged who has not agreed to marketing.',
    'An order, a ticket, a return or an unsubscription takes the tag away at once.',
    'Nobody is in the audience for more than 14 days.',
  ],
  owner: 'marketing',
  reviewAfterDays: 60,
  lastsDays: 33,
  adapt,
  graph,
  cast,
});
