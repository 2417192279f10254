import type { z } from 'zod';
import { define, type EventType } from './event-type.ts';
import { RETURN_ANSWERS, RETURN_RULES } from '../returns/judge-return.ts';
import { RETURN_OFFERS } from '../returns/policy.ts';
import { choice, count, id, link, list, money, number, properties, prose, stars, text } from './parts.ts';

const ofReturn = {
  returnId: id('return'),
  orderId: id('order of the return').nullish(),
  reason: text('reason').nullish(),
};
const aboutReturn = (type: string, label: string, more: z.ZodRawShape = {}) =>
  define(
    type,
    label,
    'return',
    'nothing',
    ['customer', 'return'],
    ['customer'],
    properties({ ...ofReturn, ...more }),
  );

const aboutTicket = (type: string, label: string, more: z.ZodRawShape = {}) =>
  define(
    type,
    label,
    'ticket',
    'nothing',
    ['customer', 'ticket'],
    ['customer'],
    properties({
      ticketId: id('ticket'),
      topic: text('topic').nullish(),
      class: text('class of the ticket').nullish(),
      priority: choice('priority', ['low', 'normal', 'high', 'urgent']).nullish(),
      channel: text('channel of the ticket').nullish(),
      orderId: id('order of the ticket').nullish(),
      ...more,
    }),
  );

export const SERVICE_EVENTS: readonly EventType[] = [
  aboutReturn('return-requested', 'Asked for a return', {
    reasonId: text('id of the reason').nullish(),
    reasons: list('reasons of all items').nullish(),
    items: prose('items with quantities, by SKU').nullish(),
    titles: list('names of the items').nullish(),
    quantity: count('number of items').nullish(),
    value: money('value of the items').nullish(),
    wish: choice('what they would like', RETURN_OFFERS).nullish(),
    wishWords: text('what they would like, in words').nullish(),
    text: prose('what they wrote').nullish(),
    policyAnswer: choice('answer of the policy', RETURN_ANSWERS).nullish(),
    policyRule: choice('rule of the policy', RETURN_RULES).nullish(),
    policyWhy: text('why the policy says so').nullish(),
  }),
  aboutReturn('return-approved', 'Return was approved'),
  aboutReturn('return-refused', 'Return was refused', { text: prose('what they were told').nullish() }),
  aboutReturn('return-label-made', 'Return label was made', {
    labelUrl: link('label').nullish(),
    carrier: text('carrier').nullish(),
    trackingNumber: text('tracking number').nullish(),
  }),
  aboutReturn('return-received', 'Return arrived'),
  aboutReturn('return-refunded', 'Return was refunded', { amount: money('amount refunded').nullish() }),
  aboutReturn('return-exchanged', 'Return was exchanged', {
    productId: id('new product').nullish(),
    exchangeOrderId: id('order of the exchange').nullish(),
  }),
  aboutTicket('ticket-opened', 'Opened a ticket', { text: prose('what they wrote').nullish() }),
  aboutTicket('ticket-answered', 'Ticket was answered', {
    text: prose('the answer').nullish(),
    answeredBy: text('who answered').nullish(),
  }),
  aboutTicket('ticket-closed', 'Ticket was closed', {
    satisfaction: number('satisfaction').nullish(),
    tags: list('tags of the ticket').nullish(),
  }),
  define(
    'review-posted',
    'Posted a review',
    'feedback',
    'nothing',
    ['customer', 'product'],
    ['customer', 'product'],
    properties({
      stars: stars('stars'),
      productId: id('product').nullish(),
      orderId: id('order of the review').nullish(),
      reviewId: id('review').nullish(),
      title: text('title of the review').nullish(),
      text: prose('text of the review').nullish(),
      photos: count('number of photos').nullish(),
    }),
  ),
  define(
    'survey-answered',
    'Answered a survey',
    'feedback',
    'nothing',
    ['customer'],
    ['customer', 'message'],
    properties({
      surveyId: id('survey').nullish(),
      question: text('question').nullish(),
      score: number('score').nullish(),
      answer: text('answer chosen').nullish(),
      text: prose('text of the answer').nullish(),
      orderId: id('order of the survey').nullish(),
    }).refine(
      ({ score, answer, text: written }) => [score, answer, written].some((one) => one !== undefined),
      'An answer has a score, an answer or a text.',
    ),
  ),
];
