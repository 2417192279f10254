import type { EmailContentInput } from '@millrace/channels';
import { footer, HELLO, SHOP, SIGNED } from '../../content-parts.ts';

const why = footer('You get this because you ordered at {{ store.name }} for the first time.');
const IT = 'your {{ order.lines[0].title | default: "order" }}';

export const welcome: EmailContentInput = {
  subject: 'Your first order with us, and what happens now',
  preheader: 'Who packs it, when you hear from us, and how to reach a person.',
  blocks: [
    { type: 'heading', text: 'Thank you for trying us' },
    {
      type: 'text',
      text: `${HELLO}\n\nA first order is a small leap, and we noticed that it is yours. So here is what happens now:\n\n- You hear from us **when it ships**.\n- On the day it **arrives**, we send what is good to know before the first use.\n- Three days later we **ask once** whether all is well.\n\nAt any time, a reply to one of these e-mails reaches a person.`,
    },
    { type: 'order' },
    { type: 'button', label: 'Back to the shop', link: SHOP },
    { type: 'text', text: SIGNED },
    why,
  ],
};

export const onItsWay: EmailContentInput = {
  subject: 'Your {{ order.lines[0].title | default: "order" }} is on its way',
  preheader: 'Where to follow it, and what to do if nobody is at home.',
  blocks: [
    { type: 'heading', text: 'It has left the house' },
    {
      type: 'text',
      text: `${HELLO}\n\nYour first order is with the carrier. The number to follow it is in the mail of the shop. If nobody is at home, the carrier leaves a card, or brings it to a shop nearby.\n\nIs it a present? Then reply before it arrives, and ask us what we can still do.`,
    },
    { type: 'order', showPrices: false },
    { type: 'button', label: 'To the shop', link: SHOP },
    why,
  ],
};

const tips = (subject: string, preheader: string, heading: string, text: string): EmailContentInput => ({
  subject,
  preheader,
  blocks: [
    { type: 'heading', text: heading },
    { type: 'text', text: `${HELLO}\n\n${text}` },
    { type: 'order', showPrices: false },
    { type: 'button', label: 'See its page again', link: '{{ order.lines[0].url | default: store.url }}' },
    { type: 'text', text: 'Something is not as it should be? Send us a photo and one line. That is enough.' },
    why,
  ],
});

export const tipsWorn = tips(
  `Before you wear ${IT}`,
  'Try it on first, then take off the label.',
  'Try it on before you take off the label',
  'It should be with you by now. Try it on over what you usually wear, move about in it for five minutes, sit down once. If it pinches now, it will pinch in a month.\n\n**It fits?** Wash it once on its own before you wear it; new dye runs.\n\n**It does not?** Leave the label on and tell us. Then it can come back.',
);

export const tipsHome = tips(
  `The first day with ${IT}`,
  'Where to put it, and what to leave be.',
  'Give it a day to arrive',
  'It should be with you by now. Unpack it, look at it from all sides, and let it stand for a few hours: new materials smell of their packing at first.\n\n**Keep the box** for two weeks, in case it has to travel again.\n\n**Read the first page** of the instructions, even if you never do. The mistakes that cannot be undone are made in the first ten minutes.',
);

export const tipsAny = tips(
  `Before you use ${IT}`,
  'Three things to do on the first day.',
  'Three things on the first day',
  'It should be with you by now. Before you put it to use:\n\n- **Check that all is there.** What is missing is easiest to find today.\n- **Look it over** for marks from the journey, and take a photo if there are any.\n- **Keep the box** for two weeks, in case it has to travel again.',
);

/** The answer that brings a person, as the flow compares it. */
export const A_QUESTION = 'I have a question';

export const checkIn: EmailContentInput = {
  subject: 'All well with your first order?',
  preheader: 'One press. A question goes to a person.',
  blocks: [
    { type: 'heading', text: 'All well?' },
    {
      type: 'text',
      text: `${HELLO}\n\nYou have had a few days now. If all is well, one press tells us. If something is unclear, press the other one and write what it is: somebody answers within a day.`,
    },
    {
      type: 'survey',
      question: 'How is it going?',
      name: 'First order',
      scale: 'named',
      answers: [
        { id: 'well', label: 'All well' },
        { id: 'question', label: A_QUESTION },
      ],
      comment: true,
      thanks: 'Thank you. If you asked something, you hear from us within a day.',
    },
    why,
  ],
};

export const goesWithIt: EmailContentInput = {
  subject: `What goes with ${IT}`,
  preheader: 'Chosen by what people keep together.',
  blocks: [
    { type: 'heading', text: 'It likes company' },
    {
      type: 'text',
      text: `${HELLO}\n\nBy now you know what yours can do, and what it cannot. These are the things that people order with it.`,
    },
    { type: 'recommendations', title: 'Goes with it', count: 3, basis: 'bought-together' },
    { type: 'button', label: 'See more', link: SHOP },
    why,
  ],
};

export const howManyStars: EmailContentInput = {
  subject: 'A month later: how many stars?',
  preheader: 'One press, and it stays between us.',
  blocks: [
    { type: 'heading', text: 'A month later' },
    {
      type: 'text',
      text: `${HELLO}\n\nThe first days say little. How is ${IT} after a month? Your answer comes to us and is not published.`,
    },
    {
      type: 'survey',
      question: 'How happy are you with it now?',
      name: 'First order, a month later',
      scale: 'stars',
      comment: true,
      thanks: 'Thank you for telling us.',
    },
    { type: 'order', showPrices: false },
    why,
  ],
};

export const review: EmailContentInput = {
  subject: 'Would you put that where others can read it?',
  preheader: 'A month of use is worth more than a first impression.',
  blocks: [
    { type: 'heading', text: 'A month of use says more' },
    {
      type: 'text',
      text: `${HELLO}\n\nThank you. Most reviews are written on the first day. Yours would be of a month, and that is what the next person wants to know: what has it been like to live with?`,
    },
    { type: 'button', label: 'Write a review', link: '{{ order.lines[0].url | default: store.url }}' },
    { type: 'text', text: SIGNED },
    why,
  ],
};
