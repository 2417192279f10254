import type { EmailContentInput } from '@millrace/channels';
import { footer, HELLO, ITS_PAGE, SHOP } from '../../content-parts.ts';

const why = footer('You get this because you looked at products at {{ store.name }}.');

export const theOne: EmailContentInput = {
  subject: '{{ product.title | default: "The one you looked at" }}, for another look',
  preheader: 'You came back to it, so here it is in one place.',
  blocks: [
    { type: 'heading', text: 'You came back to this one' },
    {
      type: 'text',
      text: `${HELLO}\n\nYou looked at it more than once, so we put it here for you. Its page has the measurements, the material and what people wrote who have it.`,
    },
    { type: 'product' },
    { type: 'button', label: 'See it again', link: ITS_PAGE },
    {
      type: 'text',
      text: 'Something the page does not say? Reply to this e-mail and ask. We look it up for you.',
    },
    { type: 'recommendations', title: 'From the same corner of the shop', count: 3, basis: 'same-category' },
    why,
  ],
};

export const closeToIt: EmailContentInput = {
  subject: 'Sold out for now, and three that are close to it',
  preheader: 'The one you looked at has gone. These are here.',
  blocks: [
    { type: 'heading', text: 'It went before you did' },
    {
      type: 'text',
      text: `${HELLO}\n\n{{ product.title | default: "The one you looked at" }} is sold out at the moment. You can leave your address on its page, and we write once when it is back.\n\nUntil then, these come close. All of them are in stock.`,
    },
    { type: 'recommendations', title: 'In stock, and not far from it', count: 3, basis: 'same-category' },
    { type: 'button', label: 'Tell me when it is back', link: ITS_PAGE },
    why,
  ],
};

export const whatYouSaw: EmailContentInput = {
  subject: 'The things you looked at, in one place',
  preheader: 'So that you need not search for them again.',
  blocks: [
    { type: 'heading', text: 'Saved you the search' },
    {
      type: 'text',
      text: `${HELLO}\n\nYou looked around our shop lately. Here is what you stopped at, so that you can pick up where you were.`,
    },
    { type: 'recommendations', title: 'You looked at', count: 3, basis: 'recently-viewed' },
    { type: 'button', label: 'Back to the shop', link: SHOP },
    why,
  ],
};

export const questions: EmailContentInput = {
  subject: 'Before you decide: three honest answers',
  preheader: 'Delivery, returns, and who to ask.',
  blocks: [
    { type: 'heading', text: 'What people ask us before they order' },
    {
      type: 'text',
      text: `${HELLO}\n\nYou had another look, so perhaps one of these is on your mind.\n\n**What does delivery cost?** You see it before you pay{% if store.freeShippingFrom %}, and from {{ store.freeShippingFrom | money }} it is free{% endif %}.\n\n**What if it is not right?** You send it back. How, and until when, stands on our returns page.\n\n**Can I ask a person?** Yes. Reply to this e-mail, and it lands with one of us.`,
    },
    { type: 'product' },
    { type: 'button', label: 'Back to where I was', link: ITS_PAGE },
    why,
  ],
};
