import { defineTemplate } from '../template.ts';
import { adapt } from './adapt.ts';
import { cast } from './cast.ts';
import { graph } from './graph.ts';

export const supportTierOne = defineTemplate({
  id: 'support-tier-one',
  title: 'Support, first answers',
  summary:
    'Drafts the answers to the four commonest questions, starts what follows, and hands over the rest.',
  goal: 'Answer where-is-my-order and its relatives in minutes, and give people time for the rest.',
  category: 'service',
  level: 3,
  channels: [],
  needs: [
    {
      what: 'event',
      name: 'ticket-opened',
      sentence: 'Tickets from your help desk, with their text and, where it knows it, class and priority.',
    },
    { what: 'event', name: 'order-placed', sentence: 'Orders, to look up what a ticket is about.' },
    {
      what: 'event',
      name: 'order-fulfilled',
      sentence: 'Shipments, to say whether an order is on its way.',
    },
  ],
  story:
    'A new ticket goes to a person at once when it is urgent, when the customer has spent 1,000 or more, or when it is their third in two weeks. All others are told apart by what they say and by the class of your help desk: where is my order, delivered but missing, wrong or damaged, return or exchange. What is not at least 70% sure goes to a person, and what your team puts right is learned from. ' +
    'The order is looked up and an answer drafted; somebody reads it, changes what they like, and sends it. With it goes what follows: a return label within 30 days, or a task to send the right item or ask the carrier. What fits nothing, and what nobody answers in 4 hours, is handed over with what is known.',
  result: {
    text: 'About 16% of the tickets of online stores ask where an order is, and a help desk gets one ticket for every 15 orders. Count yours by class before and after.',
    source: 'Gorgias, as reported by ShipmentGuard, Post-Purchase Support Ticket Benchmarks (2025)',
  },
  earns: {
    orders: null,
    sends: {},
    discount: null,
    saves: { low: 2, high: 5, what: 'looking up an order and writing the answer to a ticket' },
    unknown: null,
  },
  guardrails: [
    'No answer leaves before a person has read it, until you switch that off for one of them.',
    'No money moves in this flow.',
    'Every ticket ends with an answer or with a person, and says what is known of it.',
  ],
  owner: 'service',
  reviewAfterDays: 30,
  lastsDays: 2,
  adapt,
  graph,
  cast,
});
