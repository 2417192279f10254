import type { EmailContentInput, SmsContentInput } from '@millrace/channels';
import { footer, HELLO, SHOP, SIGNED } from '../../content-parts.ts';

const why = footer('You get this because you are a customer of {{ store.name }}.');
const ENDS =
  '{% if event.properties.expiresAt %}on {{ event.properties.expiresAt | date: "long" }}{% else %}soon{% endif %}';

export const youAreGold: EmailContentInput = {
  subject: 'You are {{ customer.tier | default: "Gold" }} now',
  preheader: 'For a year, and without doing anything for it.',
  blocks: [
    { type: 'heading', text: 'You are {{ customer.tier | default: "Gold" }} now' },
    {
      type: 'text',
      text: `${HELLO}\n\nWith your last order you have spent {{ customer.totalSpent | money }} with us, over {{ customer.ordersCount }} orders. That is a lot of trust, and we did not want to let it pass without a word.\n\nFrom today you are {{ customer.tier | default: "Gold" }}, for a year. There is nothing to activate.`,
    },
    { type: 'button', label: 'See the shop', link: SHOP },
    { type: 'recommendations', title: 'Goes with what you have', count: 3, basis: 'bought-together' },
    { type: 'text', text: SIGNED },
    why,
  ],
};

export const fifthOrder: EmailContentInput = {
  subject: 'Your fifth order, and 100 points from us',
  preheader: 'You now have {{ customer.points }} of them.',
  blocks: [
    { type: 'heading', text: 'Five times now' },
    {
      type: 'text',
      text: `${HELLO}\n\nYesterday’s order was your fifth. Somebody who comes back four times has made up their mind, and we are glad of it. We have put 100 points into your account; there are {{ customer.points }} in it now.`,
    },
    { type: 'button', label: 'Use my points', link: SHOP },
    {
      type: 'text',
      text: `Is there somebody who would like the same things? Forward this e-mail to them. Your word is worth more than any of ours.\n\n${SIGNED}`,
    },
    why,
  ],
};

export const passItOn: EmailContentInput = {
  subject: 'Thank you for {{ event.properties.score | default: "that" }} out of 10',
  preheader: 'One small request, if you like.',
  blocks: [
    { type: 'heading', text: 'That made our day' },
    {
      type: 'text',
      text: `${HELLO}\n\nThank you for your answer{% if event.properties.text %}, and for the words that came with it{% endif %}.\n\nIf somebody asks you where you have it from, tell them our name. And if you have two minutes, put your words where the next person looks: on the page of the product.`,
    },
    { type: 'button', label: 'Write it on the page', link: SHOP },
    { type: 'text', text: SIGNED },
    why,
  ],
};

export const pointsText: SmsContentInput = {
  text: `{{ store.name }}: {{ event.properties.points | default: "some" }} of your points end ${ENDS}. They still count on your next order: {{ store.url }}`,
};

export const pointsEmail: EmailContentInput = {
  subject: '{{ event.properties.points | default: "Some" }} of your points end soon',
  preheader: `They end ${ENDS}, and count until then.`,
  blocks: [
    { type: 'heading', text: 'Your points have an end' },
    {
      type: 'text',
      text: `${HELLO}\n\n{{ event.properties.points | default: "Some" }} of your {{ customer.points }} points end ${ENDS}. Until then they count on your next order, whatever its size. This is the only e-mail about it.`,
    },
    { type: 'button', label: 'Use them', link: SHOP },
    { type: 'recommendations', title: 'Goes with what you have', count: 3, basis: 'bought-together' },
    why,
  ],
};
