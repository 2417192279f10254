import { defineTemplate } from '../template.ts';
import { adapt } from './adapt.ts';
import { cast } from './cast.ts';
import { graph } from './graph.ts';

export const winBackSeries = defineTemplate({
  id: 'win-back-series',
  title: 'Win-back',
  summary: 'Four e-mails over 45 days to customers who went quiet, in their own rhythm, and then silence.',
  goal: 'Bring back customers who have not ordered for 90 days, and stop writing to those who are gone.',
  category: 'win-back',
  level: 4,
  channels: ['email'],
  needs: [
    {
      what: 'event',
      name: 'order-placed',
      sentence: 'Orders with their dates; a year of history tells seasonal buyers apart.',
    },
    {
      what: 'cost',
      name: 'products',
      sentence: 'Cost of products, so that no offer goes below your margin floor.',
    },
    { what: 'consent', name: 'email', sentence: 'People who agreed to e-mails.' },
  ],
  story:
    'On day 90 after the last order the flow asks first whether this person is late at all. Whoever buys once a year hears a week before their usual time, and nothing else. ' +
    'Everybody else gets what goes with their last order, on day 105 what others buy, and on day 120 a code for 72 hours: 15% for those who spent most, 10% for others, and news instead for people who always paid the full price. ' +
    'On day 135 those who never opened anything are asked whether to go on. Without an answer they are unsubscribed and tagged, and left in peace.',
  result: {
    text: 'In a study of 33 retailers, 12% of win-back e-mails were read, and 45% of the people who got one read a later e-mail of the same store. It did not measure orders; the holdout does.',
    source: 'Return Path, Email Win-Back Programs (2014), as reported by Econsultancy',
  },
  earns: {
    orders: {
      low: 0.01,
      high: 0.08,
      why: 'Our cautious assumption: nobody has published what such series cause against a holdout that we could check. Attributed revenue is far higher, since most of these people order anyway.',
      source: null,
    },
    sends: { email: 3.5 },
    discount: { share: 0.2, depth: 0.12 },
    saves: null,
    unknown: null,
  },
  guardrails: [
    'No offer to people who always paid full price, and none below your margin floor.',
    'One code for each person, for 72 hours.',
    'An order ends it at once.',
    'Whoever never opens and never answers gets no more marketing e-mails, from no flow. Mail about orders goes on.',
  ],
  owner: 'marketing',
  reviewAfterDays: 90,
  lastsDays: 263,
  adapt,
  graph,
  cast,
});
