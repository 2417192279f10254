import type { EmailContentInput } from '@millrace/channels';
import { footer, HELLO, SHOP, SIGNED } from '../../content-parts.ts';

const about = footer('You get this because you asked {{ store.name }} for a return.');
const why = footer(
  'You get this because you are a customer of {{ store.name }}, and agreed to hear from us.',
);
const NUMBER = 'order{% if order.number %} {{ order.number }}{% endif %}';

/** The answer that asks for an exchange, as the flow compares it. */
export const EXCHANGE = 'Something else instead';
/** The answer that asks for money, also where the returns page was told something else. */
export const MONEY = 'My money back';

export const accepted: EmailContentInput = {
  subject: 'Your return is accepted. This is how it goes.',
  preheader: 'Three steps, and one question.',
  blocks: [
    { type: 'heading', text: 'Send it back in three steps' },
    {
      type: 'text',
      text: `${HELLO}\n\nThe return of your ${NUMBER} is accepted. The label comes to you by a mail of its own.\n\n- **Pack it** the way it came. The old box is best.\n- **Put the label** over the old one, and hand in the parcel at the carrier.\n- **Keep the receipt** until you hear from us. We write when it is back.{% if event.properties.wishWords %}\n\nYou asked for: {{ event.properties.wishWords }}. If you have changed your mind, tell us below.{% endif %}`,
    },
    {
      type: 'survey',
      question: 'What would you like for it?',
      name: 'Return',
      scale: 'named',
      answers: [
        { id: 'money', label: MONEY },
        { id: 'exchange', label: EXCHANGE },
      ],
      comment: true,
      thanks: 'Thank you. If you want something else, say what in the field below.',
    },
    { type: 'order', showTotal: false },
    about,
  ],
};

export const declined: EmailContentInput = {
  subject: `About the return of your ${NUMBER}`,
  preheader: 'We cannot take it back, and this is why.',
  blocks: [
    { type: 'heading', text: 'This one we cannot take back' },
    {
      type: 'text',
      text: `${HELLO}\n\nWe looked at the return of your ${NUMBER}, and cannot accept it.{% if decision.answerComment %} {{ decision.answerComment }}{% endif %} Our terms of return say until when, and what, can come back.\n\nIf we have got something wrong, reply to this e-mail. A person reads it, and looks again.`,
    },
    { type: 'button', label: 'Read the terms', link: SHOP },
    { type: 'text', text: SIGNED },
    about,
  ],
};

export const stillComing: EmailContentInput = {
  subject: 'Is your parcel on its way back?',
  preheader: 'We have not seen it yet.',
  blocks: [
    { type: 'heading', text: 'We have not seen it yet' },
    {
      type: 'text',
      text: `${HELLO}\n\nThree weeks ago you asked to send your ${NUMBER} back, and it has not reached us. If you have changed your mind and are keeping it, you need not do anything.\n\nIf you have sent it, reply with a picture of the receipt, and we ask the carrier.`,
    },
    { type: 'order', showPrices: false },
    { type: 'button', label: 'To the shop', link: SHOP },
    about,
  ],
};

export const exchangeSaid: EmailContentInput = {
  subject: 'Your return is back. Your exchange comes next.',
  preheader: 'One of us is picking it out.',
  blocks: [
    { type: 'heading', text: 'It is back with us' },
    {
      type: 'text',
      text: `${HELLO}\n\nThe parcel of your ${NUMBER} has arrived, and somebody from our team now takes care of your exchange. If it costs more or less than what came back, they write to you first.`,
    },
    { type: 'order', showPrices: false },
    { type: 'button', label: 'To the shop', link: SHOP },
    { type: 'text', text: SIGNED },
    about,
  ],
};

export const refunded: EmailContentInput = {
  subject: 'Your money is on its way',
  preheader: '{{ decision.refunded | money | default: "The amount" }}, the way you paid.',
  blocks: [
    { type: 'heading', text: 'Your refund is made' },
    {
      type: 'text',
      text: `${HELLO}\n\nYour parcel is back, and we have refunded {% if decision.refunded %}{{ decision.refunded | money }}{% else %}what it cost{% endif %} for your ${NUMBER}, the way you paid. How long your bank takes we cannot see; a few working days are usual.\n\nThank you for packing it well.`,
    },
    { type: 'button', label: 'Back to the shop', link: SHOP },
    { type: 'text', text: SIGNED },
    about,
  ],
};

export const somethingElse: EmailContentInput = {
  subject: 'Perhaps one of these fits better',
  preheader: 'Close to what you sent back, and still different.',
  blocks: [
    { type: 'heading', text: 'It was not the right one' },
    {
      type: 'text',
      text: `${HELLO}\n\nWhat you sent back was not right for you. That says something about it, and nothing about what stands beside it. These come close, and are in stock.\n\nTell us what was wrong with the first one, and we tell you which of them does it better.`,
    },
    { type: 'recommendations', title: 'Close to it', count: 3, basis: 'same-category' },
    { type: 'button', label: 'See more like these', link: SHOP },
    why,
  ],
};

export const forYou: EmailContentInput = {
  subject: 'A few things that suit what you kept',
  preheader: 'Going by your orders, not by your returns.',
  blocks: [
    { type: 'heading', text: 'Going by what you kept' },
    {
      type: 'text',
      text: `${HELLO}\n\nWe go by what people keep. These go with your earlier orders; what you sent back does not count.`,
    },
    { type: 'recommendations', title: 'Goes with what you have', count: 3, basis: 'bought-together' },
    { type: 'button', label: 'Have a look', link: SHOP },
    why,
  ],
};
