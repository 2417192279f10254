import type { EmailContentInput } from '@millrace/channels';
import { footer, HELLO, SHOP, SIGNED } from '../../content-parts.ts';

const why = footer(
  'You get this because you order at {{ store.name }} now and then, and agreed to hear from us.',
);

export const whereYouWere: EmailContentInput = {
  subject: 'What you looked at, in one place',
  preheader: 'You were here lately. This is where you stopped.',
  blocks: [
    { type: 'heading', text: 'You were nearly there' },
    {
      type: 'text',
      text: `${HELLO}\n\nAbout this time you usually order something, and you have been looking around. So that you need not search again, here is what you stopped at.`,
    },
    { type: 'recommendations', title: 'You looked at', count: 3, basis: 'recently-viewed' },
    { type: 'button', label: 'Go on looking', link: SHOP },
    {
      type: 'text',
      text: 'Torn between two of them? Reply with their names. We tell you which one we would take, and why.',
    },
    why,
  ],
};

/** The answers to the question, as the flow compares them. */
export const WELL_SUPPLIED = 'All well, I have what I need';
export const NOT_FOUND = 'I did not find what I wanted';
export const WENT_WRONG = 'Something went wrong';

export const allRight: EmailContentInput = {
  subject: 'Is everything all right?',
  preheader: 'We usually hear from you about now. One press tells us.',
  blocks: [
    { type: 'heading', text: 'We usually hear from you about now' },
    {
      type: 'text',
      text: `${HELLO}\n\nYou have ordered {{ customer.ordersCount }} times with us, and by your own rhythm the next one would have come last week. Perhaps you have all you need; then we are glad. If it is something else, we would like to know it.`,
    },
    {
      type: 'survey',
      question: 'What is it this time?',
      name: 'A week late',
      scale: 'named',
      answers: [
        { id: 'enough', label: WELL_SUPPLIED },
        { id: 'not-found', label: NOT_FOUND },
        { id: 'wrong', label: WENT_WRONG },
      ],
      comment: true,
      thanks: 'Thank you. If something went wrong, a person writes to you within a day.',
    },
    { type: 'text', text: SIGNED },
    why,
  ],
};

export const tellUs: EmailContentInput = {
  subject: 'What were you looking for?',
  preheader: 'Tell us in one line. We look, also where the search does not.',
  blocks: [
    { type: 'heading', text: 'Then let us look for it' },
    {
      type: 'text',
      text: `${HELLO}\n\nYou say that you did not find what you wanted. Reply to this e-mail with one line: what it is for, and what it must not be. We answer with what we have, or say that we do not have it.\n\nUntil then, this is what stands nearest to your earlier orders.`,
    },
    { type: 'recommendations', title: 'Near to what you know', count: 3, basis: 'same-category' },
    { type: 'button', label: 'Search the shop', link: SHOP },
    { type: 'text', text: SIGNED },
    why,
  ],
};

export const yourCorner: EmailContentInput = {
  subject: 'Your part of the shop, as it is today',
  preheader: 'The categories you know, and what goes with your orders.',
  blocks: [
    { type: 'heading', text: 'Your part of the shop' },
    {
      type: 'text',
      text: `${HELLO}\n\nIt has been longer than usual{% if customer.lastOrderAt %} since {{ customer.lastOrderAt | date: "long" }}{% endif %}. This is what stands today in the categories you know. All of it is in stock.`,
    },
    { type: 'recommendations', title: 'In the categories you know', count: 3, basis: 'same-category' },
    { type: 'button', label: 'See all of it', link: SHOP },
    { type: 'recommendations', title: 'Goes with what you have', count: 3, basis: 'bought-together' },
    why,
  ],
};

export const onUs: EmailContentInput = {
  subject: 'Delivery is on us this time',
  preheader: 'A code of your own, good for five days.',
  blocks: [
    { type: 'heading', text: 'The next delivery is on us' },
    {
      type: 'text',
      text: `${HELLO}\n\nYou have not ordered for a while, and if it was the delivery that held you back: this one costs you nothing. The code is yours alone and works for five days.`,
    },
    {
      type: 'discount',
      title: '{{ discount.label | default: "For you" }}, on your next order',
      note: 'Put it in at the checkout. It works once.',
    },
    { type: 'button', label: 'Use my code', link: SHOP },
    { type: 'recommendations', title: 'In the categories you know', count: 3, basis: 'same-category' },
    why,
  ],
};
