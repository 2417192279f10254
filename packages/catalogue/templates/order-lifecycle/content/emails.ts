import type { EmailContentInput } from '@millrace/channels';
import { footer, HELLO, SHOP, SIGNED } from '../../content-parts.ts';

const about = footer('You get this because you ordered at {{ store.name }}.');
const NUMBER = 'order{% if order.number %} {{ order.number }}{% endif %}';

export const confirmation: EmailContentInput = {
  subject: 'We have your order {{ order.number | default: "" }}',
  preheader: 'What is in it, and when you hear from us next.',
  blocks: [
    { type: 'heading', text: 'We have your order' },
    {
      type: 'text',
      text: `${HELLO}\n\nThank you. Your ${NUMBER} is with us, and this is what we pack. Please look it over once: as long as nothing has left, we can still change a size or an address.`,
    },
    { type: 'order' },
    { type: 'divider' },
    {
      type: 'text',
      text: '**What happens now.** You hear from us when it ships, and two days after it has arrived. If anything keeps it, we write before you have to ask.',
    },
    { type: 'button', label: 'Back to the shop', link: SHOP },
    { type: 'text', text: SIGNED },
    about,
  ],
};

export const aPart: EmailContentInput = {
  subject: 'A part of your order comes first',
  preheader: 'The rest follows by itself. It costs you nothing more.',
  blocks: [
    { type: 'heading', text: 'A part of it is on its way' },
    {
      type: 'text',
      text: `${HELLO}\n\nNot all of your ${NUMBER} was ready at the same time, so we did not let the rest wait: a part of it has left today. What is missing follows by itself, in a parcel of its own, at no cost to you.\n\nIs it of no use to you in parts? Reply, and we see what we can do.`,
    },
    { type: 'order', showPrices: false, showTotal: false },
    { type: 'button', label: 'To the shop', link: SHOP },
    about,
  ],
};

export const onItsWay: EmailContentInput = {
  subject: 'Your order {{ order.number | default: "" }} is on its way',
  preheader: 'It left us today. Where to follow it, and what if nobody is at home.',
  blocks: [
    { type: 'heading', text: 'It has left us' },
    {
      type: 'text',
      text: `${HELLO}\n\nYour ${NUMBER} is with the carrier. The link to follow it is in the mail of the shop; it often takes half a day until it shows something. If nobody is at home, the carrier leaves a card or takes it to a shop nearby.`,
    },
    { type: 'order', showPrices: false, showTotal: false },
    { type: 'button', label: 'To the shop', link: SHOP },
    about,
  ],
};

export const yourAddress: EmailContentInput = {
  subject: 'Your parcel needs a better address',
  preheader: 'The carrier could not deliver it. One reply is enough.',
  blocks: [
    { type: 'heading', text: 'The carrier could not find you' },
    {
      type: 'text',
      text: `${HELLO}\n\nYour ${NUMBER} is nearly there, and the carrier could not deliver it to the address that we have. Please reply with the full address: street, number, floor or flat, the name on the bell, and a phone number if you like.\n\nWe pass it on today. Without an answer it comes back to us in a few days, and we start again.`,
    },
    { type: 'order', showPrices: false, showTotal: false },
    { type: 'button', label: 'To the shop', link: SHOP },
    { type: 'text', text: SIGNED },
    about,
  ],
};

/** The answers to the question, as the flow compares them. */
export const ALL_WELL = 'It is here, all well';
export const NOT_HERE = 'It is not here';
export const NOT_RIGHT = 'It is here, and not right';

export const didItArrive: EmailContentInput = {
  subject: 'Did it arrive well?',
  preheader: 'The carrier says so. We would rather hear it from you.',
  blocks: [
    { type: 'heading', text: 'Is it with you?' },
    {
      type: 'text',
      text: `${HELLO}\n\nThe carrier reports your ${NUMBER} as delivered. That is not always where it should be. One press tells us.`,
    },
    {
      type: 'survey',
      question: 'Is it with you, and as it should be?',
      name: 'Delivery',
      scale: 'named',
      answers: [
        { id: 'well', label: ALL_WELL },
        { id: 'missing', label: NOT_HERE },
        { id: 'wrong', label: NOT_RIGHT },
      ],
      comment: true,
      thanks: 'Thank you. If it is not as it should be, you hear from us today.',
    },
    { type: 'order', showPrices: false, showTotal: false },
    about,
  ],
};
