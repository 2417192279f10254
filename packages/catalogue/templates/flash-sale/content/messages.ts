import type { EmailContentInput, SmsContentInput } from '@millrace/channels';
import { footer, HELLO, SHOP } from '../../content-parts.ts';

const why = footer('You get this because you agreed to hear from {{ store.name }}.');
const ENDS =
  '{% if discount.expiresAt %}until {{ discount.expiresAt | date: "long" }}{% else %}for two days{% endif %}';
const WHAT = '{{ discount.label | default: "Something off" }}';

export const text: SmsContentInput = {
  text: `{{ store.name }}: ${WHAT} with your own code {{ discount.code }}, ${ENDS}. {{ store.url }}`,
};

export const email: EmailContentInput = {
  subject: `${WHAT}, for two days`,
  preheader: `A code of your own, ${ENDS}. Then it is over.`,
  blocks: [
    { type: 'heading', text: 'For two days, with a code of your own' },
    {
      type: 'discount',
      title: `${WHAT} on anything in the shop`,
      note: 'Put it in at the checkout. It works once, and only for you.',
    },
    { type: 'button', label: 'Use my code', link: SHOP },
    {
      type: 'text',
      text: `A short sale with a real end: your code works ${ENDS}, and we do not extend it. If you need nothing, keep your money; there is no reason to buy something because it costs less.`,
    },
    { type: 'recommendations', title: 'Ordered most at the moment', count: 6, basis: 'best-sellers' },
    why,
  ],
};

export const itEnds: EmailContentInput = {
  subject: `Your code works ${ENDS}`,
  preheader: 'You had a look yesterday. This is the only reminder.',
  blocks: [
    { type: 'heading', text: 'Your code is still good' },
    {
      type: 'text',
      text: `${HELLO}\n\nYou had a look yesterday and did not order. In case you were only interrupted: this is what your code gives, and when it ends. We do not write about it again.`,
    },
    { type: 'discount', title: WHAT, note: 'Put it in at the checkout. It works once.' },
    { type: 'button', label: 'Back to the shop', link: SHOP },
    { type: 'recommendations', title: 'You looked at', count: 3, basis: 'recently-viewed' },
    why,
  ],
};
