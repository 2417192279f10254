import type { EmailContentInput } from '@millrace/channels';
import { footer, HELLO, SHOP, SIGNED } from '../../content-parts.ts';

const why = footer('You get this because you subscribed at {{ store.name }}.');

/** How they found the store, as the form or the advertisement said it. */
const FOUND_US =
  '{% assign source = event.properties.source | default: "" | downcase %}' +
  '{% if source contains "friend" or source contains "refer" %}Somebody you know sent you to us. Thank them from us; there is no nicer way to be found.' +
  '{% elsif source contains "instagram" or source contains "facebook" or source contains "tiktok" or source contains "ad" %}You saw a picture of ours, and wanted to know more. Here is the part that does not fit into a picture.' +
  '{% else %}You asked to hear from us. Here is what to expect.{% endif %}';

const storyBlocks: NonNullable<EmailContentInput['blocks']> = [
  { type: 'heading', text: 'Welcome to {{ store.name }}' },
  {
    type: 'text',
    text: `${HELLO}\n\n${FOUND_US}\n\nIn the next two weeks we send you four short e-mails: what is ordered most, how to choose well, what customers write, and at the end something for your first order if you have not placed it by then. After that you hear from us only now and then, and you can leave with one press.\n\nWhenever you have a question, reply to one of them. A person reads it.`,
  },
  { type: 'button', label: 'Look around', link: SHOP },
  { type: 'recommendations', title: 'A good place to begin', count: 3, basis: 'best-sellers' },
  { type: 'text', text: SIGNED },
  why,
];

export const story: EmailContentInput = {
  subject: 'Welcome. Here is what to expect.',
  preheader: 'Four short e-mails in two weeks, and then only now and then.',
  blocks: storyBlocks,
};

export const storyStart: EmailContentInput = {
  subject: 'Welcome. Here is where to start.',
  preheader: 'Three things to look at first, and what you get from us.',
  blocks: storyBlocks,
};

export const mostOrdered: EmailContentInput = {
  subject: 'What people order here most',
  preheader: 'By number of orders, and in stock today.',
  blocks: [
    { type: 'heading', text: 'If you ask what to order first' },
    {
      type: 'text',
      text: `${HELLO}\n\nWe could tell you our favourites. Orders are the more honest list: this is what was ordered most lately, and there is some of each in stock.`,
    },
    { type: 'recommendations', title: '', count: 6, basis: 'best-sellers' },
    { type: 'button', label: 'See all of it', link: SHOP },
    {
      type: 'text',
      text: '{% if store.freeShippingFrom %}From {{ store.freeShippingFrom | money }} on, delivery is free.{% else %}What delivery costs is shown before you pay.{% endif %} What is not right can go back.',
    },
    why,
  ],
};

export const howToChoose: EmailContentInput = {
  subject: 'How to choose, in three minutes',
  preheader: 'What to look at on a product page, and what to ignore.',
  blocks: [
    { type: 'heading', text: 'How to read a product page' },
    {
      type: 'text',
      text: `${HELLO}\n\nNobody likes to send things back. Three habits help:\n\n- **Begin with the measurements**, not the picture. Compare them with something you own and like.\n- **Read two reviews with few stars.** They say what a thing cannot do, and whether that matters to you.\n- **Look at the care instructions.** You will live with them longer than with the price.\n\nStill unsure between two? Send us both names, and we tell you what we would take.`,
    },
    { type: 'button', label: 'Try it on a product', link: SHOP },
    { type: 'recommendations', title: 'You looked at', count: 3, basis: 'recently-viewed' },
    why,
  ],
};

export const whatTheyWrite: EmailContentInput = {
  subject: 'What customers write, good and bad',
  preheader: 'Read a friendly review and a critical one before you order.',
  blocks: [
    { type: 'heading', text: 'Better read it from them' },
    {
      type: 'text',
      text: `${HELLO}\n\nBy now you have heard enough from us. On the product pages, people who ordered before you write what they think. Read a friendly review and a critical one; together they tell you more than we could.\n\nPick one of these, and scroll down.`,
    },
    { type: 'recommendations', title: 'With something to read', count: 3, basis: 'best-sellers' },
    { type: 'button', label: 'To the shop', link: SHOP },
    why,
  ],
};

const offerBlocks: NonNullable<EmailContentInput['blocks']> = [
  { type: 'heading', text: 'For your first order' },
  {
    type: 'text',
    text: `${HELLO}\n\nTwo weeks ago you subscribed, and you have not ordered yet. That is fine. If price was what held you back, here is a code of your own for the first order. It works for two days, and we do not extend it.`,
  },
  {
    type: 'discount',
    title: '{{ discount.label | default: "For you" }}, on your first order',
    note: 'Put it in at the checkout. It works once.',
  },
  { type: 'button', label: 'Use my code', link: SHOP },
  { type: 'recommendations', title: 'You looked at', count: 3, basis: 'recently-viewed' },
  {
    type: 'text',
    text: `This was the last e-mail of our welcome. From now on you hear from us less.\n\n${SIGNED}`,
  },
  why,
];

export const offer: EmailContentInput = {
  subject: '{{ discount.label | default: "Something off" }} your first order',
  preheader: 'A code that only you have, good for two days.',
  blocks: offerBlocks,
};

export const offerEnd: EmailContentInput = {
  subject: 'Your code ends {{ discount.expiresAt | date: "weekday" | default: "in two days" }}',
  preheader: '{{ discount.label | default: "Something off" }} your first order, with a code of your own.',
  blocks: offerBlocks,
};
