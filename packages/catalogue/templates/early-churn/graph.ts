import { node, ways } from '../draw.ts';
import { days, daysUntil, hours } from '../durations.ts';
import { answersTo } from '../steps.ts';
import type { Template } from '../template.ts';
import * as email from './content/emails.ts';

const WHOSE = '{{ customer.firstName | default: "a regular customer" }}';
const facts = [
  { label: 'Orders', value: '{{ customer.ordersCount }}' },
  { label: 'Spent so far', value: '{{ customer.totalSpent | money }}' },
  { label: 'Last order', value: '{{ customer.lastOrderAt | date: "long" | default: "unknown" }}' },
];
const lately = (event: string, withinDays: number) => ({
  event,
  measure: 'count' as const,
  operator: 'at-least' as const,
  value: 1,
  withinDays,
});
const said = answersTo('all-right');

export const graph: Template['graph'] = {
  schemaVersion: 2,
  subject: 'customer',
  nodes: [
    node('trigger', 'date-trigger', 'A week after their usual time', {
      date: 'reorder',
      when: 'after',
      days: 7,
      at: '10:00',
      reentry: { rule: 'after', days: 90 },
      exits: [
        { event: 'order-placed', match: 'customer' },
        { event: 'customer-unsubscribed', match: 'customer' },
      ],
    }),
    node('what-is-known', 'condition', 'What do we know of them?', {
      paths: [
        {
          id: 'trouble',
          name: 'Had trouble lately',
          when: {
            any: [
              lately('ticket-opened', 60),
              lately('return-requested', 60),
              {
                ...lately('survey-answered', 120),
                where: { fact: 'event.properties.score', operator: 'at-most' as const, value: 3 },
              },
            ],
          },
        },
        {
          id: 'valuable',
          name: 'Has spent 500 or more',
          when: { fact: 'customer.totalSpent', operator: 'at-least', value: 50_000 },
        },
        { id: 'looking', name: 'Still looks around', when: lately('product-viewed', 14) },
      ],
      otherwise: 'Nothing heard of them',
    }),
    node('make-good', 'task', 'Task: ask what went wrong', {
      title: `Ask ${WHOSE} whether all is well again`,
      details:
        'They had a ticket, a return or a bad score lately, and are a week late by their own rhythm. Read their page first. Call or write yourself, and ask for nothing.',
      facts,
      within: hours(48),
    }),
    node('own-words', 'task', 'Task: a personal line', {
      title: `Write ${WHOSE} a personal line`,
      details:
        'One of your best customers is a week late by their own rhythm. Two sentences from a person, about what they bought last. No offer.',
      facts,
      within: hours(48),
    }),
    node('where-you-were', 'send-email', 'E-mail: where you were', { content: email.whereYouWere }),
    node('all-right', 'send-email', 'E-mail: is everything all right?', { content: email.allRight }),
    node('answer', 'wait-for-one-of', 'What do they answer?', {
      events: [
        said('wrong', email.WENT_WRONG),
        said('enough', email.WELL_SUPPLIED),
        said('not-found', email.NOT_FOUND),
      ],
      timeout: days(5),
    }),
    node('heard-you', 'task', 'Task: answer them', {
      title: `Answer ${WHOSE} today`,
      details: 'They say that something went wrong. What they wrote stands on their page.',
      facts,
      within: hours(24),
    }),
    node('tell-us', 'send-email', 'E-mail: tell us what you seek', { content: email.tellUs }),
    node('some-days', 'wait', 'Wait until about day 17', daysUntil(12, '10:00')),
    node('how-they-pay', 'condition', 'Do they buy with discounts?', {
      paths: [
        {
          id: 'discount',
          name: 'Usually with a discount',
          when: { fact: 'customer.discountShare', operator: 'at-least', value: 0.5 },
        },
      ],
      otherwise: 'At the full price',
    }),
    node('code', 'discount-code', 'Code for free delivery', {
      from: 'fixed',
      kind: 'free-shipping',
      validHours: 120,
      prefix: 'AGAIN',
    }),
    node('has-code', 'condition', 'Was a code made?', {
      paths: [{ id: 'yes', name: 'Has a code', when: { fact: 'decision.code.code', operator: 'is-set' } }],
      otherwise: 'None: the store refused',
    }),
    node('on-us', 'send-email', 'E-mail: delivery is on us', { content: email.onUs }),
    node('your-corner', 'send-email', 'E-mail: your part of the shop', { content: email.yourCorner }),
    node('end', 'end', 'End', {}),
  ],
  edges: ways(
    'trigger > what-is-known',
    'what-is-known:trouble > make-good',
    'what-is-known:valuable > own-words',
    'what-is-known:looking > where-you-were',
    'what-is-known:else > all-right',
    'make-good > end',
    'own-words > end',
    'where-you-were > end',
    'all-right > answer',
    'answer:wrong > heard-you',
    'answer:enough > end',
    'answer:not-found > tell-us',
    'answer:timeout > some-days',
    'heard-you > end',
    'tell-us > end',
    'some-days > how-they-pay',
    'how-they-pay:discount > code',
    'how-they-pay:else > your-corner',
    'code > has-code',
    'has-code:yes > on-us',
    'has-code:else > your-corner',
    'on-us > end',
    'your-corner > end',
  ),
  settings: { outcome: 'order-placed', outcomeDays: 45, holdout: 0.1, purpose: 'marketing' },
};
