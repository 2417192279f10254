import type { EmailContentInput } from '@millrace/channels';

const BACK = '{{ cart.recoveryUrl | default: store.url }}';
const HELLO = 'Hi {{ customer.firstName | default: "there" }},';
const footer = { type: 'footer', note: 'You get this because you left a cart at {{ store.name }}.' } as const;

/** Full-price buyers: short, quick, no offer. */
export const quickReminder: EmailContentInput = {
  subject: 'Your cart is saved',
  preheader: 'Ready when you are.',
  blocks: [
    { type: 'heading', text: 'Ready when you are' },
    { type: 'text', text: `${HELLO}\n\nYou were nearly there. Everything is still in your cart.` },
    { type: 'cart' },
    { type: 'button', label: 'Finish my order', link: BACK },
    footer,
  ],
};

/** Large carts that will probably come back: a person offers help. */
export const personalHelp: EmailContentInput = {
  subject: 'Can we help with your order?',
  preheader: 'A real person from {{ store.name }} is here for your questions.',
  blocks: [
    {
      type: 'text',
      text: `${HELLO}\n\nThank you for looking so closely at what we make. Before you decide on an order like this one, you may have a question: about fit, delivery, or whether two things go together.\n\n**Just reply to this e-mail.** Somebody from our team answers, usually within the day.`,
    },
    { type: 'cart' },
    { type: 'button', label: 'Back to my cart', link: BACK },
    { type: 'text', text: 'Warmly,\nthe team at {{ store.name }}' },
    footer,
  ],
};

/** Buyers who know us, but not this part of the shop. */
export const newCategory: EmailContentInput = {
  subject: 'New to you: {{ cart.firstTitle | default: "what you picked" }}',
  preheader: 'Reviews and details, before you decide.',
  blocks: [
    { type: 'heading', text: 'Trying something new?' },
    {
      type: 'text',
      text: `${HELLO}\n\nYou know us already, but not this corner of the shop. Here is what helps to decide: read the reviews, look at the details, and remember that you can send it back if it is not for you.`,
    },
    { type: 'cart' },
    { type: 'button', label: 'Read what others say', link: BACK },
    { type: 'recommendations', title: 'More from the same corner', count: 3, basis: 'same-category' },
    footer,
  ],
};

/** Stopped at checkout: help with the obstacle. */
export const checkoutHelp: EmailContentInput = {
  subject: 'Did something go wrong at the checkout?',
  preheader: 'Your details are safe, and there is more than one way to pay.',
  blocks: [
    { type: 'heading', text: 'You were one step away' },
    {
      type: 'text',
      text: `${HELLO}\n\nIt looks as if the checkout got in your way. Sorry about that. Your cart is just as you left it.`,
    },
    { type: 'button', label: 'Continue where I stopped', link: BACK },
    {
      type: 'text',
      text: '- A payment did not go through? Try another way to pay.\n- Not sure what delivery costs? It is shown before you pay.\n- Something else? Reply to this e-mail and we will sort it out.',
    },
    { type: 'cart' },
    footer,
  ],
};

/** First visit: who we are. */
export const welcome: EmailContentInput = {
  subject: 'Good to meet you. Your cart is safe with us.',
  preheader: 'Who we are, and how ordering works here.',
  blocks: [
    { type: 'heading', text: 'Nice to meet you' },
    {
      type: 'text',
      text: `${HELLO}\n\nOrdering from a shop for the first time is a leap. A few things that make it a small one:\n\n- Easy returns\n- Secure payment\n- People who answer{% if store.freeShippingFrom %}\n- Free shipping from {{ store.freeShippingFrom | money }}{% endif %}`,
    },
    { type: 'cart' },
    { type: 'button', label: 'Back to my cart', link: BACK },
    footer,
  ],
};

export const welcomeProof: EmailContentInput = {
  subject: 'What people say after their order',
  preheader: 'Reviews of what is in your cart, and how ordering works.',
  blocks: [
    { type: 'heading', text: 'In their own words' },
    {
      type: 'text',
      text: `${HELLO}\n\nThe people who ordered before you left their reviews on the product pages. See what they say about what is in your cart{% if store.freeShippingFrom %}, and remember that shipping is free from {{ store.freeShippingFrom | money }}{% endif %}.`,
    },
    { type: 'cart', showTotal: false },
    { type: 'button', label: 'See it again', link: BACK },
    { type: 'recommendations', title: 'What others begin with', count: 3, basis: 'best-sellers' },
    footer,
  ],
};

/** Price-sensitive: first a reminder without an offer. */
export const gentleReminder: EmailContentInput = {
  subject: 'We kept your cart for you',
  preheader: 'No hurry. It is here when you want it.',
  blocks: [
    { type: 'heading', text: 'No hurry' },
    { type: 'text', text: `${HELLO}\n\nWe kept what you picked. Have another look when it suits you.` },
    { type: 'cart' },
    { type: 'button', label: 'Have another look', link: BACK },
    footer,
  ],
};

/** After a second look, with the chosen offer. */
export const offer: EmailContentInput = {
  subject: '{{ discount.label | default: "A little something" }} for your cart',
  preheader: 'A code just for you, good for two days.',
  blocks: [
    { type: 'heading', text: 'Since you had another look' },
    {
      type: 'text',
      text: `${HELLO}\n\nIt seems you like it as much as we do. Here is a code that only you have.`,
    },
    {
      type: 'discount',
      title: '{{ discount.label | default: "For you" }}',
      note: 'Put it in at the checkout.',
    },
    { type: 'cart' },
    { type: 'button', label: 'Use my code', link: BACK },
    footer,
  ],
};

/** After a second look, when no offer was the better choice. */
export const secondLook: EmailContentInput = {
  subject: 'Still on your mind?',
  preheader: 'You had another look. Here it is again.',
  blocks: [
    { type: 'heading', text: 'Still on your mind?' },
    {
      type: 'text',
      text: `${HELLO}\n\nSome things are worth a second look. If a question holds you back, just reply.`,
    },
    { type: 'cart' },
    { type: 'button', label: 'Back to my cart', link: BACK },
    { type: 'recommendations', title: 'Others also looked at', count: 3, basis: 'recently-viewed' },
    footer,
  ],
};
