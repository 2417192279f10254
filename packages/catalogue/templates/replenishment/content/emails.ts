import type { EmailContentInput } from '@millrace/channels';
import { footer, HELLO, ITS_PAGE } from '../../content-parts.ts';

const why = footer('You get this because you ordered at {{ store.name }} something that is used up.');
const NAME = '{{ product.title | default: customer.predicted.reorderProduct | default: "your order" }}';

export const runningLow: EmailContentInput = {
  subject: `Time for more ${NAME}?`,
  preheader: 'A look into the cupboard, about a week before the end.',
  blocks: [
    { type: 'heading', text: 'A look into the cupboard' },
    {
      type: 'text',
      text: `${HELLO}\n\nGoing by how long it lasts, there is about a week left of ${NAME}. If you order now, the new one is there before the old one is empty.{% if store.freeShippingFrom %} From {{ store.freeShippingFrom | money }} on, delivery is free.{% endif %}`,
    },
    { type: 'product' },
    { type: 'button', label: 'Order it again', link: ITS_PAGE },
    { type: 'recommendations', title: 'Could go into the same parcel', count: 3, basis: 'bought-together' },
    why,
  ],
};

export const lastsLonger: EmailContentInput = {
  subject: 'Does it last longer than we thought?',
  preheader: 'One press, and we write later the next time.',
  blocks: [
    { type: 'heading', text: 'Were we too early?' },
    {
      type: 'text',
      text: `${HELLO}\n\nA week ago we thought that ${NAME} would be nearly used up. If it is not, tell us with one press, and we write later the next time. If it is, here is the way back to it.`,
    },
    {
      type: 'survey',
      question: 'How much is left?',
      name: 'How long it lasts',
      scale: 'named',
      answers: [
        { id: 'half', label: 'About half' },
        { id: 'most', label: 'Most of it' },
      ],
      comment: false,
      thanks: 'Thank you. We write later the next time.',
    },
    { type: 'button', label: 'Order it again', link: ITS_PAGE },
    why,
  ],
};
