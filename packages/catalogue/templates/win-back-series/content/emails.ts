import type { EmailContentInput } from '@millrace/channels';
import { footer, HELLO, SHOP, SIGNED } from '../../content-parts.ts';

const why = footer('You get this because you ordered at {{ store.name }}, and agreed to hear from us.');

export const yourTime: EmailContentInput = {
  subject: 'About this time, you usually look for something',
  preheader: 'Going by your orders. If we are wrong, never mind.',
  blocks: [
    { type: 'heading', text: 'It is about that time again' },
    {
      type: 'text',
      text: `${HELLO}\n\nGoing by your earlier orders, this is when you usually stop by. So here is what goes with them. If this year is different, leave it be.`,
    },
    { type: 'recommendations', title: 'Goes with what you have', count: 3, basis: 'bought-together' },
    { type: 'button', label: 'Have a look round', link: SHOP },
    why,
  ],
};

export const goesWithIt: EmailContentInput = {
  subject: 'What goes with your last order',
  preheader: 'Three things that fit what you have at home.',
  blocks: [
    { type: 'heading', text: 'It has been a while' },
    {
      type: 'text',
      text: `${HELLO}\n\nYour last order was{% if customer.lastOrderAt %} on {{ customer.lastOrderAt | date: "long" }}{% else %} some time ago{% endif %}. We hope it still serves you well.\n\nThese go with it. We chose them by what people buy together, not by what we want to be rid of.`,
    },
    { type: 'recommendations', title: 'Goes with what you have', count: 3, basis: 'bought-together' },
    { type: 'button', label: 'See all of it', link: SHOP },
    {
      type: 'text',
      text: 'Was something not right the last time? Reply and tell us. We would rather know.',
    },
    why,
  ],
};

export const whatOthersBuy: EmailContentInput = {
  subject: 'What people order here at the moment',
  preheader: 'Our own list, by orders of the last weeks.',
  blocks: [
    { type: 'heading', text: 'On its way to others this month' },
    {
      type: 'text',
      text: `${HELLO}\n\nNo advice this time, only a list: what was ordered most at {{ store.name }} lately, and is in stock today.`,
    },
    { type: 'recommendations', title: 'Ordered most', count: 6, basis: 'best-sellers' },
    { type: 'button', label: 'Go to the shop', link: SHOP },
    why,
  ],
};

export const offer: EmailContentInput = {
  subject: '{{ discount.label | default: "Something off" }}, for three days',
  preheader: 'A code that only you have. It ends after 72 hours.',
  blocks: [
    { type: 'heading', text: 'We would be glad to have you back' },
    {
      type: 'text',
      text: `${HELLO}\n\nThe two e-mails before this one asked for nothing. This one makes an offer: a code of your own, for anything in the shop, for three days. After that it stops working, and we do not extend it.`,
    },
    {
      type: 'discount',
      title: '{{ discount.label | default: "For you" }}, on your next order',
      note: 'Put it in at the checkout. It works once.',
    },
    { type: 'button', label: 'Use my code', link: SHOP },
    { type: 'recommendations', title: 'You might begin here', count: 3, basis: 'bought-together' },
    why,
  ],
};

export const news: EmailContentInput = {
  subject: 'What you have not seen yet at {{ store.name }}',
  preheader: 'Chosen for you from the categories you know.',
  blocks: [
    { type: 'heading', text: 'Since you were last here' },
    {
      type: 'text',
      text: `${HELLO}\n\nThe shop has moved on a little. Here is what stands today in the part of it that you know.`,
    },
    { type: 'recommendations', title: 'In the categories you know', count: 3, basis: 'same-category' },
    { type: 'button', label: 'See it in the shop', link: SHOP },
    { type: 'text', text: `Looking for something we do not have? Reply and tell us.\n\n${SIGNED}` },
    why,
  ],
};

/** The answer that ends it, as the flow compares it. */
export const PLEASE_STOP = 'No, please stop';

export const shallWeStop: EmailContentInput = {
  subject: 'Shall we stop writing?',
  preheader: 'One press is enough. Without an answer we stop.',
  blocks: [
    { type: 'heading', text: 'Shall we stop writing?' },
    {
      type: 'text',
      text: `${HELLO}\n\nYou have not opened our e-mails for a while, and a full inbox is nobody’s wish. Tell us with one press. If we hear nothing within a week, we take you off our regular e-mails. Mail about your orders still reaches you.`,
    },
    {
      type: 'survey',
      question: 'May we go on writing to you?',
      name: 'Keep writing',
      scale: 'named',
      answers: [
        { id: 'go-on', label: 'Yes, go on' },
        { id: 'stop', label: PLEASE_STOP },
      ],
      comment: false,
      thanks: 'Thank you for telling us.',
    },
    { type: 'text', text: SIGNED },
    why,
  ],
};
