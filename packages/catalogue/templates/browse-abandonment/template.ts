import { defineTemplate } from '../template.ts';
import { adapt } from './adapt.ts';
import { cast } from './cast.ts';
import { graph } from './graph.ts';

export const browseAbandonment = defineTemplate({
  id: 'browse-abandonment',
  title: 'Browse abandonment',
  summary: 'One helpful e-mail about what somebody looked at twice, and a second only if they come back.',
  goal: 'Help people who keep coming back to a product to decide, before there is a cart.',
  category: 'recover',
  level: 3,
  channels: ['email'],
  needs: [
    {
      what: 'event',
      name: 'product-viewed',
      sentence: 'Product views, from the storefront snippet or your store.',
    },
    {
      what: 'event',
      name: 'cart-updated',
      sentence: 'Cart events, so that people with a cart get reminders of that instead.',
    },
    { what: 'consent', name: 'email', sentence: 'People who agreed to e-mails.' },
  ],
  story:
    'Somebody who looks at products twice within two days, and buys nothing, gets one e-mail four hours later: the product they looked at, or something close to it when that is sold out. ' +
    'Only if they come back to look again, a second one follows the next morning and answers the questions that hold people back. Nobody else hears a second time, and there is no discount.',
  result: {
    text: 'Browse abandonment flows bring about $1.07 of attributed revenue for each person mailed. That is attributed revenue; the holdout shows what the flow caused.',
    source: 'Klaviyo, 2024 Benchmark Report (results of 2023), browse abandonment flows over all industries',
  },
  earns: {
    orders: {
      low: 0.005,
      high: 0.05,
      why: 'Our cautious assumption: nobody has published what such e-mails cause against a holdout that we could check. Attributed revenue is far higher, since most of these people order anyway.',
      source: null,
    },
    sends: { email: 1.2 },
    discount: null,
    saves: null,
    unknown: null,
  },
  guardrails: [
    'At most two e-mails, and one such series in 14 days.',
    'A cart, a checkout or an order ends it at once.',
    'No discount: looking is not a reason for one.',
  ],
  owner: 'marketing',
  reviewAfterDays: 60,
  lastsDays: 4,
  adapt,
  graph,
  cast,
});
