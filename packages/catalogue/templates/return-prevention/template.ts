import { defineTemplate } from '../template.ts';
import { adapt } from './adapt.ts';
import { cast } from './cast.ts';
import { graph } from './graph.ts';

export const returnPrevention = defineTemplate({
  id: 'return-prevention',
  title: 'Return prevention',
  summary: 'Help on the day it arrives, one question after three days, and an answer to what is wrong.',
  goal: 'Solve what would send a parcel back before anybody asks for a label.',
  category: 'keep',
  level: 3,
  channels: ['email'],
  needs: [
    { what: 'event', name: 'order-delivered', sentence: 'Deliveries, from your store or carrier.' },
    {
      what: 'event',
      name: 'ticket-opened',
      sentence: 'Tickets, so that nobody with an open one is asked how things go.',
      isOptional: true,
    },
    { what: 'consent', name: 'email', sentence: 'People who agreed to e-mails.' },
  ],
  story:
    'On the day of delivery people get help for the first hour: one e-mail for what is set up, one for what is worn, one for the rest. After three days one question asks how it goes. ' +
    'Whoever cannot get it going is told how to, whoever it does not fit hears about an exchange, and what is broken or missing becomes a task for your team. Somebody who opens a ticket gets nothing more until it is closed. All others see on day 10 what goes with it.',
  result: {
    text: 'Of US shoppers, 81% have sent something back because it was damaged or did not work, and 75% because it did not fit. The first can be repaired and the second exchanged; how many of yours can, the holdout shows.',
    source: 'PowerReviews, Why Do Shoppers Return Purchases (survey of 9,286 adults, November 2022)',
  },
  earns: {
    orders: {
      low: 0,
      high: 0.02,
      why: 'Our cautious assumption, of the orders that follow when the first one worked out. Returns that do not happen are not in it: nobody has published how many these are.',
      source: null,
    },
    sends: { email: 3 },
    discount: null,
    saves: null,
    unknown: null,
  },
  guardrails: [
    'Nobody with an open ticket gets an e-mail of this flow.',
    'A return that was asked for, or a refund, ends it at once.',
    'No e-mail here makes a return harder: each says that it can go back.',
  ],
  owner: 'service',
  reviewAfterDays: 60,
  lastsDays: 18,
  adapt,
  graph,
  cast,
});
