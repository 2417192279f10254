import { defineTemplate } from '../template.ts';
import { adapt } from './adapt.ts';
import { cast } from './cast.ts';
import { graph } from './graph.ts';

export const orderLifecycle = defineTemplate({
  id: 'order-lifecycle',
  title: 'Order lifecycle',
  summary:
    'Confirmation, shipment and delivery; risky orders are held, and what goes wrong is sorted by value.',
  goal: 'See that every order arrives, and look after those that do not before the customer asks.',
  category: 'service',
  level: 3,
  channels: ['email'],
  needs: [
    { what: 'event', name: 'order-placed', sentence: 'Orders, with their total and customer.' },
    { what: 'event', name: 'order-fulfilled', sentence: 'Shipments, also of a part of an order.' },
    { what: 'event', name: 'order-delivered', sentence: 'Deliveries, from your store or carrier.' },
    {
      what: 'event',
      name: 'shipment-exception',
      sentence: 'Problems of shipments, from your carrier or its app. Without them, the days decide.',
      isOptional: true,
    },
  ],
  story:
    'Each order gets a fraud score by rules that you can read and weigh. With 60 or more it is held before it is packed, and somebody decides within 12 hours whether it is released; with 35 or more somebody looks at it. All others are confirmed at once. ' +
    'Then the flow watches: shipped in five days, delivered in ten more, asked two days later whether all is well. A part of an order that leaves alone is explained. A wrong address is asked for. Whatever else goes wrong becomes a task, within 4 hours for orders of 150 or more, within a day for the rest.',
  result: {
    text: 'In a survey of US shoppers, 65% said that they leave a store after two or three late deliveries. It does not say how many did.',
    source: 'Voxware, Consumer Holiday Survey (2022), as reported by Chain Store Age',
  },
  earns: {
    orders: null,
    sends: { email: 1.5 },
    discount: null,
    saves: { low: 0.5, high: 2, what: 'watching an order by hand until it has arrived' },
    unknown: null,
  },
  guardrails: [
    'Nothing is cancelled or refunded by this flow; a held order waits for a person.',
    'E-mails are about the order only, and nothing is sold in them.',
    'A cancellation or a refund ends it at once.',
  ],
  owner: 'operations',
  reviewAfterDays: 60,
  lastsDays: 18,
  adapt,
  graph,
  cast,
});
