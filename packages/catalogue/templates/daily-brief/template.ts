import { defineTemplate } from '../template.ts';
import { adapt } from './adapt.ts';
import { cast } from './cast.ts';
import { graph } from './graph.ts';

export const dailyBrief = defineTemplate({
  id: 'daily-brief',
  title: 'Daily brief',
  summary: 'Yesterday in figures at seven every morning, the week on Mondays, the month on the first.',
  goal: 'Begin the day knowing what sold, what ran out and what waits, without opening five tools.',
  category: 'operate',
  level: 2,
  channels: [],
  needs: [
    { what: 'event', name: 'order-placed', sentence: 'Orders, for revenue and averages.' },
    {
      what: 'event',
      name: 'product-updated',
      sentence: 'Products with their stock, for what is out or nearly so.',
    },
  ],
  story:
    'Each morning at seven, in your store’s time, the whole team gets one e-mail: orders, revenue, new customers, carts, messages, what flows brought, stock that is out or low, and what waits in Work, each compared with the same day of the week before, with what stands out at the top and a link to the whole report. ' +
    'Mondays bring the week as well, the first of a month the month. If the e-mail cannot be sent, somebody gets a task, so that silence never looks like a quiet day.',
  result: {
    text: 'There is no figure that we could check. What to look for: whether what ran out yesterday is ordered today.',
    source: null,
  },
  earns: {
    orders: null,
    sends: {},
    discount: null,
    saves: { low: 10, high: 20, what: 'gathering the figures of a day' },
    unknown: null,
  },
  guardrails: [
    'It writes to your team only, never to customers.',
    'Figures of flows are attributed revenue, and say so; what a flow caused is in its results.',
    'A report that cannot be sent becomes a task.',
  ],
  owner: 'founder',
  reviewAfterDays: 90,
  lastsDays: 1,
  adapt,
  graph,
  cast,
});
