import type { EmailContentInput, SmsContentInput } from '@millrace/channels';
import { footer, HELLO, ITS_PAGE, SHOP } from '../../content-parts.ts';

const why = footer('You get this because you asked {{ store.name }} to tell you.');
const IT = '{{ product.title | default: "What you asked for" }}';

export const back: EmailContentInput = {
  subject: `${IT} is back`,
  preheader: 'You asked us to tell you. Here it is.',
  blocks: [
    { type: 'heading', text: `${IT} is back` },
    {
      type: 'text',
      text: `${HELLO}\n\nYou asked us to tell you when it is back, and it is.{% if product.stock %} As we write this there are {{ product.stock }} of them.{% endif %} We cannot put one aside for you, but we tell the list in waves, so that it does not all go in the first minute.`,
    },
    { type: 'product' },
    { type: 'button', label: 'Get it', link: ITS_PAGE },
    why,
  ],
};

export const close: EmailContentInput = {
  subject: `${IT} was back, and went again`,
  preheader: 'You stay on the list. These come close.',
  blocks: [
    { type: 'heading', text: 'It came, and it went' },
    {
      type: 'text',
      text: `${HELLO}\n\n${IT} was back for a short while, and others on the list were drawn before you. We are sorry. You stay on the list, and we write again when there are more.\n\nThese come close, and are in stock.`,
    },
    { type: 'recommendations', title: 'In stock, and not far from it', count: 3, basis: 'same-category' },
    { type: 'button', label: 'Look around', link: SHOP },
    why,
  ],
};

export const fewLeft: SmsContentInput = {
  text: '{{ store.name }}: {{ product.title | default: "What you asked for" }}: {{ product.stock | default: "a few" }} left as we write. {{ product.url | default: store.url }}',
};
