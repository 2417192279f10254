import { defineTemplate } from '../template.ts';
import { adapt } from './adapt.ts';
import { cast } from './cast.ts';
import { graph } from './graph.ts';

export const earlyChurn = defineTemplate({
  id: 'early-churn',
  title: 'Early churn',
  summary:
    'A week after somebody’s own usual time: a person, a question or a look back, and hardly ever an offer.',
  goal: 'Notice that a regular customer is late by their own rhythm, and find out why before they are gone.',
  category: 'win-back',
  level: 4,
  channels: ['email'],
  needs: [
    {
      what: 'event',
      name: 'order-placed',
      sentence: 'Orders with their dates. A rhythm is known from the third order on.',
    },
    {
      what: 'event',
      name: 'product-viewed',
      sentence: 'Product views, to tell those who still look around.',
      isOptional: true,
    },
    {
      what: 'event',
      name: 'ticket-opened',
      sentence: 'Tickets, to tell those who had trouble.',
      isOptional: true,
    },
    { what: 'consent', name: 'email', sentence: 'People who agreed to e-mails.' },
  ],
  story:
    'Everybody has a usual time between orders. A week after it has passed without one, the flow asks what is known: whoever had trouble lately, or has spent 500 or more, becomes a task for a person. Whoever still looks around gets what they looked at, in one place. ' +
    'All others are asked one question: still well supplied, did not find it, or something went wrong. Twelve days later, those who neither answered nor ordered see what stands in the categories they know; only people who usually buy with a discount get free delivery as well.',
  result: {
    text: 'There is no figure that we could check: published churn rates are of subscriptions, and every store means something else by lapsed. The holdout shows how many more of yours order again.',
    source: null,
  },
  earns: {
    orders: {
      low: 0.01,
      high: 0.06,
      why: 'Our cautious assumption: nobody has published what such e-mails cause against a holdout that we could check. Attributed revenue is far higher, since most of these people order anyway.',
      source: null,
    },
    sends: { email: 1.4 },
    discount: null,
    saves: null,
    unknown: null,
  },
  guardrails: [
    'Nobody who pays the full price is offered anything.',
    'Who had trouble hears from a person, not from an e-mail.',
    'An order or an unsubscription ends it at once.',
  ],
  owner: 'marketing',
  reviewAfterDays: 60,
  lastsDays: 17,
  adapt,
  graph,
  cast,
});
