import type { EmailContentInput, SmsContentInput } from '@millrace/channels';
import { footer, HELLO, ITS_PAGE } from '../../content-parts.ts';

const why = footer('You get this because you looked at this product at {{ store.name }}.');
const IT = '{{ product.title | default: "What you looked at" }}';
const LEFT = '{% if product.stock == 1 %}one{% else %}{{ product.stock | default: "a few" }}{% endif %}';

export const fewLeft: EmailContentInput = {
  subject: `${IT}: ${LEFT} left`,
  preheader: 'The number as we write this. You looked at it lately.',
  blocks: [
    { type: 'heading', text: `${IT}: ${LEFT} left` },
    {
      type: 'text',
      text: `${HELLO}\n\nYou looked at it lately, so we tell you the number: as we write this, there {% if product.stock == 1 %}is one{% else %}are ${LEFT}{% endif %} left. We cannot promise that there will be more. If you had decided against it, nothing is lost.`,
    },
    { type: 'product' },
    { type: 'button', label: 'See it again', link: ITS_PAGE },
    { type: 'recommendations', title: 'If it should be gone', count: 3, basis: 'same-category' },
    why,
  ],
};

export const seasonEnds: EmailContentInput = {
  subject: `${IT} goes with this season`,
  preheader: 'We do not make more of it. This is what is left, and what comes close.',
  blocks: [
    { type: 'heading', text: 'It goes with this season' },
    {
      type: 'text',
      text: `${HELLO}\n\nYou have ordered from us before, and you looked at this one. It belongs to the season that ends, and we do not reorder it: ${LEFT} of them {% if product.stock == 1 %}is{% else %}are{% endif %} left as we write. What is made for the next season is not the same, but some of it comes close.`,
    },
    { type: 'product' },
    { type: 'button', label: 'See it once more', link: ITS_PAGE },
    { type: 'recommendations', title: 'Stays with us', count: 3, basis: 'same-category' },
    why,
  ],
};

export const todayLeft: SmsContentInput = {
  text: '{{ store.name }}: {{ product.title | default: "What you looked at" }}: {{ product.stock | default: "a few" }} left as we write. {{ product.url | default: store.url }}',
};
