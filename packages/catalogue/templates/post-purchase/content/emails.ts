import type { EmailContentInput } from '@millrace/channels';
import { footer, HELLO, SHOP, SIGNED } from '../../content-parts.ts';

const why = footer('You get this because you ordered at {{ store.name }}.');
const NUMBER = 'order{% if order.number %} {{ order.number }}{% endif %}';

const thanks = (subject: string, preheader: string, heading: string, tips: string): EmailContentInput => ({
  subject,
  preheader,
  blocks: [
    { type: 'heading', text: heading },
    {
      type: 'text',
      text: `${HELLO}\n\nThank you for your ${NUMBER}. The confirmation comes by a mail of its own; this one is about the time after it has arrived.`,
    },
    { type: 'order', showTotal: false },
    { type: 'text', text: tips },
    { type: 'button', label: 'Back to the shop', link: SHOP },
    {
      type: 'text',
      text: `Wrong size, wrong address, changed your mind? Reply now. Until the parcel leaves, we can often still change it.\n\n${SIGNED}`,
    },
    why,
  ],
});

export const careWorn = thanks(
  'Thank you. How it stays as it is.',
  'Four habits that make clothes last.',
  'How to keep it for years',
  '**Wash less, and colder.** Airing overnight does more than people think; 30 degrees are enough for most of the rest.\n\n**Inside out.** Colour fades where cloth rubs.\n\n**No tumble dryer** unless the label says so. Hang it, and pull it into shape while it is damp.\n\n**Mend early.** A loose button takes five minutes, a lost one takes a Saturday.\n\nWhere our label says something else, the label is right.',
);

export const careHome = thanks(
  'Thank you. How it settles in at home.',
  'What to do on the first day, and what to leave be.',
  'The first day at home',
  '**Let it breathe.** Leave it out of its packing for a few hours. A smell of new wood or cloth goes by itself.\n\n**Keep the box for two weeks.** If something has to come back, it travels best in what it came in.\n\n**Clean it dry first.** A soft cloth does for most things; where water or soap is fine, the instructions say so.\n\n**Screws:** tighten them after a week, once everything has settled.',
);

export const careAny = thanks(
  'Thank you for your order',
  'What happens next, and how to change something.',
  'What happens next',
  '**We pack it,** and a mail from the shop tells you when it leaves.\n\n**Look it over when it arrives.** If something is not right, a photo and one line to us are enough.\n\n**Keep the box for two weeks.** If something has to come back, it travels best in what it came in.',
);

export const goesWithIt: EmailContentInput = {
  subject: 'What people order with {{ order.lines[0].title | default: "the same" }}',
  preheader: 'Three things that often share a parcel with yours.',
  blocks: [
    { type: 'heading', text: 'Often in the same parcel' },
    {
      type: 'text',
      text: `${HELLO}\n\nYour order is on its way to you, or soon will be. These are the things that other people put into the same parcel. Nothing you need in order to use yours.`,
    },
    { type: 'recommendations', title: 'Bought together', count: 3, basis: 'bought-together' },
    { type: 'button', label: 'Have a look', link: SHOP },
    why,
  ],
};

/** The answers, as conditions of the flow compare them. */
export const ALL_GOOD = 'All good';
export const NOT_RIGHT = 'Something is not right';
export const NOT_HERE = 'It has not arrived';

export const howWasIt: EmailContentInput = {
  subject: 'Did all go well with your {{ order.lines[0].title | default: "order" }}?',
  preheader: 'One press. If it did not, we put it right.',
  blocks: [
    { type: 'heading', text: 'Did it go well?' },
    {
      type: 'text',
      text: `${HELLO}\n\nBy now your ${NUMBER} should be with you. One question, and your answer goes to a person.`,
    },
    {
      type: 'survey',
      question: 'How is it?',
      name: 'Delivery',
      scale: 'named',
      answers: [
        { id: 'good', label: ALL_GOOD },
        { id: 'not-right', label: NOT_RIGHT },
        { id: 'not-here', label: NOT_HERE },
      ],
      comment: true,
      thanks: 'Thank you. If something is wrong, you hear from us within a day.',
    },
    { type: 'order', showPrices: false },
    why,
  ],
};

export const review: EmailContentInput = {
  subject: 'Two lines for the next person?',
  preheader: 'What you would have liked to know before you ordered.',
  blocks: [
    { type: 'heading', text: 'What would you have liked to know?' },
    {
      type: 'text',
      text: `${HELLO}\n\nGlad that it went well. Before people order, they read what others wrote. Would you leave two lines for the next person: how it fits, what it is good for, what it is not?`,
    },
    {
      type: 'button',
      label: 'Write two lines',
      link: '{{ order.lines[0].url | default: store.url }}',
    },
    { type: 'order', showPrices: false },
    why,
  ],
};
