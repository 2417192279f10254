import type { EmailContentInput, SmsContentInput } from '@millrace/channels';
import { footer, HELLO, SHOP } from '../../content-parts.ts';

const why = footer('You get this because you ordered at {{ store.name }}, and agreed to hear from us.');
const IT = 'your {{ order.lines[0].title | default: "order" }}';
const PAGE = '{{ order.lines[0].url | default: store.url }}';

export const care: EmailContentInput = {
  subject: `Before the second wash of ${IT}`,
  preheader: 'How it keeps its colour, and what helps.',
  blocks: [
    { type: 'heading', text: 'Before the second wash' },
    {
      type: 'text',
      text: `${HELLO}\n\nThe first wash takes out what is too much. The second decides how long ${IT} looks like new:\n\n- **Inside out and cold.** Colour is lost by rubbing and by heat, not by water.\n- **Half full, short spin.** Creases that are spun in are hard to iron out.\n- **Dry it flat or on a hanger,** and never in the sun.`,
    },
    { type: 'order', showPrices: false, showTotal: false },
    { type: 'recommendations', title: 'What others keep it with', count: 3, basis: 'bought-together' },
    { type: 'button', label: 'See what helps', link: SHOP },
    {
      type: 'text',
      text: 'What it really needs stands on the label inside. Where we and the label disagree, follow the label.',
    },
    why,
  ],
};

export const accessories: EmailContentInput = {
  subject: `What ${IT} works with`,
  preheader: 'A short list, by what people order together.',
  blocks: [
    { type: 'heading', text: 'Three days in' },
    {
      type: 'text',
      text: `${HELLO}\n\nBy now you know whether the cable is long enough and the case is the right one. If something is missing, it is probably on this list: it is what people order together with ${IT}.\n\nCheck on its page that it fits yours. If you are not sure, reply with the name of both.`,
    },
    { type: 'recommendations', title: 'Ordered with it', count: 3, basis: 'bought-together' },
    { type: 'button', label: 'See what fits', link: PAGE },
    why,
  ],
};

export const stillThinking: SmsContentInput = {
  text: `{{ store.name }}: you had a look at what works with ${IT}. It is here if you want it: {{ order.lines[0].url | default: store.url }}`,
};

export const keepIt: EmailContentInput = {
  subject: `A month with ${IT}: how to keep it`,
  preheader: 'Nothing to buy. Three habits, and whom to ask.',
  blocks: [
    { type: 'heading', text: 'So that it lasts' },
    {
      type: 'text',
      text: `${HELLO}\n\nA thing like ${IT} is bought once, so we have nothing to sell you today. Three habits that make it last:\n\n- **Tighten what was put together** now, after the first month. Screws settle.\n- **Clean it gently and often,** rather than hard and seldom. Water and a soft cloth do most of it.\n- **Keep the receipt with the instructions.** You find both when you need one.\n\nIs something loose, or does it make a noise? Reply with a photo. It is easier to mend early.`,
    },
    { type: 'order', showPrices: false },
    { type: 'button', label: 'Open its page', link: PAGE },
    why,
  ],
};

export const goesWithIt: EmailContentInput = {
  subject: `People order this with ${IT}`,
  preheader: 'By orders, not by our taste.',
  blocks: [
    { type: 'heading', text: 'A week later' },
    {
      type: 'text',
      text: `${HELLO}\n\nYou have had ${IT} for a week. This is what people order with it; we count orders, and leave our own taste out of it.`,
    },
    { type: 'recommendations', title: 'Ordered together', count: 3, basis: 'bought-together' },
    { type: 'button', label: 'See them in the shop', link: SHOP },
    { type: 'order', showPrices: false, showTotal: false },
    why,
  ],
};
