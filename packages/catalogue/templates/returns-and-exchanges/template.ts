import { defineTemplate } from '../template.ts';
import { adapt } from './adapt.ts';
import { cast } from './cast.ts';
import { graph } from './graph.ts';

export const returnsAndExchanges = defineTemplate({
  id: 'returns-and-exchanges',
  title: 'Returns',
  summary: 'From the request to the refund, or the exchange: by policy at once, exceptions by a person.',
  goal: 'Make sending something back so easy that people order again, and keep exceptions in your hands.',
  category: 'service',
  level: 3,
  channels: ['email'],
  needs: [
    {
      what: 'event',
      name: 'return-requested',
      sentence: 'Requests for returns, from the returns page of Millrace, your store or your returns app.',
    },
    {
      what: 'event',
      name: 'return-received',
      sentence: 'Word from the warehouse that a parcel is back.',
    },
    { what: 'event', name: 'order-placed', sentence: 'Orders, for the days of your policy.' },
    { what: 'consent', name: 'email', sentence: 'People who agreed to e-mails, for the two at the end.' },
  ],
  story:
    'A return that your policy accepts gets its label at once; an exception waits for somebody who may decide, with a day and then the owners. The first e-mail asks whether it should be money or something else. ' +
    'When the parcel is back, the refund is made and said, or your team gets the exchange. A parcel that does not come is asked after on day 21. A week and a month later, people who have not ordered again hear from you once each.',
  result: {
    text: 'In a survey of US shoppers, 67% said that a bad return experience would keep them from ordering again. It does not say how many of them did.',
    source: 'National Retail Federation and Happy Returns, 2024 Consumer Returns in the Retail Industry',
  },
  earns: {
    orders: null,
    sends: { email: 2.5 },
    discount: null,
    saves: { low: 5, high: 12, what: 'handling a return by hand' },
    unknown: null,
  },
  guardrails: [
    'No money moves before the parcel is back, and the store computes the amount.',
    'Outside the policy a person decides; nobody’s answer is no answer.',
    'E-mails about the return go to everybody; the two at the end only to people who agreed.',
  ],
  owner: 'service',
  reviewAfterDays: 60,
  lastsDays: 60,
  adapt,
  graph,
  cast,
});
