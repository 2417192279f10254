import type { EmailContentInput, SmsContentInput } from '@millrace/channels';

const BACK = '{{ cart.recoveryUrl | default: store.url }}';

export const reminder: EmailContentInput = {
  subject: 'You left something in your cart',
  preheader: 'It is still here. One tap and you are back where you were.',
  blocks: [
    { type: 'heading', text: 'Still thinking it over?' },
    {
      type: 'text',
      text: 'Hi {{ customer.firstName | default: "there" }},\n\nLife gets in the way, we know. We kept your cart just as you left it, so you can pick up where you stopped.',
    },
    { type: 'cart' },
    { type: 'button', label: 'Back to my cart', link: BACK },
    {
      type: 'text',
      text: 'A question about size, delivery or anything else? Just reply to this e-mail. A person reads it.',
    },
    { type: 'footer', note: 'You get this because you left a cart at {{ store.name }}.' },
  ],
};

export const socialProof: EmailContentInput = {
  subject: 'What others say about {{ cart.firstTitle | default: "your picks" }}',
  preheader: 'Reviews, returns and delivery, before you decide.',
  blocks: [
    { type: 'heading', text: 'In the words of those who have it' },
    {
      type: 'text',
      text: 'Hi {{ customer.firstName | default: "there" }},\n\nThe product page has the reviews of people who bought what is in your cart, good ones and others. Read a few, and take your time.',
    },
    { type: 'cart', showTotal: false },
    { type: 'button', label: 'See it again', link: BACK },
    {
      type: 'text',
      text: '- Easy returns if it is not right\n- Secure payment, the way you like to pay\n- Real people who answer your questions',
    },
    { type: 'recommendations', title: 'Often bought together with it', count: 3, basis: 'bought-together' },
    { type: 'footer', note: 'You get this because you left a cart at {{ store.name }}.' },
  ],
};

export const offerText: SmsContentInput = {
  text: '{{ store.name }}: {{ discount.label | default: "Something off" }} your cart with {{ discount.code }}, good for 48 hours: {{ cart.recoveryUrl | default: store.url }}',
};
