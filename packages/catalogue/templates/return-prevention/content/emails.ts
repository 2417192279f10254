import type { EmailContentInput } from '@millrace/channels';
import { footer, HELLO, SHOP, SIGNED } from '../../content-parts.ts';

const why = footer('You get this because an order from {{ store.name }} has just reached you.');
const IT = 'your {{ order.lines[0].title | default: "order" }}';
const PAGE = '{{ order.lines[0].url | default: store.url }}';

const guide = (subject: string, preheader: string, heading: string, text: string): EmailContentInput => ({
  subject,
  preheader,
  blocks: [
    { type: 'heading', text: heading },
    { type: 'text', text: `${HELLO}\n\n${text}` },
    { type: 'order', showPrices: false },
    { type: 'button', label: 'Open its page', link: PAGE },
    {
      type: 'text',
      text: 'Stuck already? Reply with a photo and one line. A person looks at it, and it can still go back.',
    },
    why,
  ],
});

export const guideSetUp = guide(
  `The first hour with ${IT}`,
  'What to check before you plug it in or put it together.',
  'Before you set it up',
  'It should be with you now. Ten quiet minutes today spare you most trouble later:\n\n- **Lay all the parts out** and count them against the list in the box. A missing screw is easiest to send today.\n- **Read the first page** of the instructions before the first step. What cannot be undone is done early.\n- **Try it once where it will stay,** then put the box away. Keep the box for two weeks.',
);

export const guideWorn = guide(
  `Does ${IT} fit?`,
  'Five minutes at home, label still on.',
  'Five minutes, label still on',
  'It should be with you now. Put it on over what you usually wear, sit down, raise your arms, walk to the kitchen and back. If it pinches today, it will pinch in a month.\n\n**Between two sizes?** Leave the label on and write to us. Another size is on its way sooner than a refund.\n\n**It fits?** Then wash it once on its own before you wear it; new dye runs.',
);

export const guideAny = guide(
  `Before you use ${IT}`,
  'Three things to look at on the first day.',
  'Look it over today',
  'It should be with you now. Three things are worth a minute on the first day:\n\n- **Is everything there?** What is missing is easiest to find today.\n- **Has it travelled well?** If there is a mark, take a photo before you use it.\n- **Is it what you expected?** If not, tell us what you had in mind. We may have that too.',
);

/** The answers to the question, as the flow compares them. */
export const ALL_WELL = 'All well';
export const STUCK = 'I cannot get it to work';
export const DOES_NOT_FIT = 'It is the wrong size or colour';
export const BROKEN = 'Something is broken or missing';

export const howGoesIt: EmailContentInput = {
  subject: `How is it going with ${IT}?`,
  preheader: 'One press. If something is wrong, we know what to do.',
  blocks: [
    { type: 'heading', text: 'How is it going?' },
    {
      type: 'text',
      text: `${HELLO}\n\nYou have had ${IT} for a few days. If all is well, one press tells us. If not, press what comes closest, and you get an answer that fits.`,
    },
    {
      type: 'survey',
      question: 'How is it going?',
      name: 'After three days',
      scale: 'named',
      answers: [
        { id: 'well', label: ALL_WELL },
        { id: 'stuck', label: STUCK },
        { id: 'misfit', label: DOES_NOT_FIT },
        { id: 'broken', label: BROKEN },
      ],
      comment: true,
      thanks: 'Thank you. If something is wrong, you hear from us within a day.',
    },
    { type: 'order', showPrices: false },
    why,
  ],
};

export const getItGoing: EmailContentInput = {
  subject: `Three things to try with ${IT}`,
  preheader: 'In this order. If none helps, a person does.',
  blocks: [
    { type: 'heading', text: 'Let us get it going' },
    {
      type: 'text',
      text: `${HELLO}\n\nThank you for telling us. Try these, in this order:\n\n- **Begin again from nothing.** Take it apart, or switch it off for a minute, and follow the instructions from the first step.\n- **Compare it with its page.** The pictures show which way round things go.\n- **Leave out one thing at a time.** What makes it work again is what was wrong.\n\nStill stuck? Reply and say at which step, with a photo. Somebody who knows it answers. And if it cannot be made to work, it goes back.`,
    },
    { type: 'button', label: 'Compare with its page', link: PAGE },
    { type: 'text', text: SIGNED },
    why,
  ],
};

export const exchangeIt: EmailContentInput = {
  subject: 'Another size, or another colour?',
  preheader: 'Tell us which, and we see to the rest.',
  blocks: [
    { type: 'heading', text: 'Then you need another one' },
    {
      type: 'text',
      text: `${HELLO}\n\nGood that you said so while the label is on. Reply with the size or the colour that you want instead of ${IT}. We look whether it is there, and tell you how to send the first one back.\n\nWould you rather have your money? That is fine too. Write one word.`,
    },
    { type: 'button', label: 'See sizes and colours', link: PAGE },
    { type: 'recommendations', title: 'Close to it', count: 3, basis: 'same-category' },
    why,
  ],
};

export const goesWithIt: EmailContentInput = {
  subject: `What people use with ${IT}`,
  preheader: 'Now that you know what yours can do.',
  blocks: [
    { type: 'heading', text: 'It need not be alone' },
    {
      type: 'text',
      text: `${HELLO}\n\nTen days in, you know what ${IT} is good at. These are ordered together with it. If you are content as it is, leave it at that.`,
    },
    { type: 'recommendations', title: 'Ordered with it', count: 3, basis: 'bought-together' },
    { type: 'button', label: 'Look around', link: SHOP },
    why,
  ],
};
