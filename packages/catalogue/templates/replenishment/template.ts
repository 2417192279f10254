import { defineTemplate } from '../template.ts';
import { adapt } from './adapt.ts';
import { cast } from './cast.ts';
import { graph } from './graph.ts';

export const replenishment = defineTemplate({
  id: 'replenishment',
  title: 'Replenishment',
  summary: 'A reminder a week before something is used up, by the customer’s own pace once that is known.',
  goal: 'Be there a week before the last of it is gone, and never while the cupboard is full.',
  category: 'grow',
  level: 4,
  channels: ['email'],
  needs: [
    {
      what: 'event',
      name: 'order-delivered',
      sentence: 'Deliveries with the categories of what was in them.',
    },
    {
      what: 'event',
      name: 'order-placed',
      sentence: 'Orders; from the third on, the pace of each customer is known.',
    },
    { what: 'consent', name: 'email', sentence: 'People who agreed to e-mails.' },
  ],
  story:
    'For things that are used up. Somebody with three orders or more has a pace of their own, and hears a week before their next order is due. Everybody else hears 23 days after the delivery, which suits a supply of 30 days. ' +
    'A week later a second e-mail asks whether it lasts longer than we thought, and whoever says so hears on day 45 the next time. An order ends it.',
  result: {
    text: 'There is no figure for such reminders that we could check. The holdout shows whether people reorder sooner because of them, or would have anyway.',
    source: null,
  },
  earns: {
    orders: {
      low: 0.02,
      high: 0.1,
      why: 'Our cautious assumption: nobody has published what such reminders cause against a holdout that we could check. Attributed revenue is far higher, since most of these people order anyway.',
      source: null,
    },
    sends: { email: 1.5 },
    discount: null,
    saves: null,
    unknown: null,
  },
  guardrails: [
    'Two e-mails for an order, and no discount: they need it anyway.',
    'Only what is used up: the categories in its trigger.',
    'An order or a return ends it at once.',
  ],
  owner: 'marketing',
  reviewAfterDays: 90,
  lastsDays: 63,
  adapt,
  graph,
  cast,
});
