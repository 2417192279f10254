import { defineTemplate } from '../template.ts';
import { adapt } from './adapt.ts';
import { cast } from './cast.ts';
import { graph } from './graph.ts';

export const shippingDelay = defineTemplate({
  id: 'shipping-delay',
  title: 'Shipping delay',
  summary: 'Says that a parcel is late and until when, and asks after five days what they would like.',
  goal: 'Tell people that their parcel is late before they find out, and let them choose when it stays away.',
  category: 'service',
  level: 3,
  channels: ['sms', 'email'],
  needs: [
    {
      what: 'event',
      name: 'shipment-delayed',
      sentence: 'Delays of shipments, from your carrier, its app, or by hand.',
    },
    {
      what: 'event',
      name: 'order-delivered',
      sentence: 'Deliveries, so that it ends when the parcel is there.',
    },
  ],
  story:
    'As soon as a delay is known, people who agreed to texts get one, all others an e-mail: how late, why if the carrier says so, and where to follow it. ' +
    'If the parcel is not there after five days, orders of 150 or more become a task: call them. All others are asked what they would like: wait, another parcel, or their money. The last two become a task within a day. When it is delivered, everything ends.',
  result: {
    text: 'Of more than 1,000 shoppers, 70% said that they are less likely to order again from a store that did not tell them about a delay. It does not say how many did not.',
    source: 'Convey, consumer survey (2020), as reported by Chain Store Age',
  },
  earns: {
    orders: null,
    sends: { sms: 0.5, email: 1 },
    discount: null,
    saves: { low: 3, high: 6, what: 'telling a customer by hand that a parcel is late' },
    unknown: null,
  },
  guardrails: [
    'It is about the order only; nothing is sold and nothing is promised that the carrier did not say.',
    'No second message about the same order in three days.',
    'A delivery, a cancellation or a refund ends it at once.',
  ],
  owner: 'service',
  reviewAfterDays: 90,
  lastsDays: 8,
  adapt,
  graph,
  cast,
});
