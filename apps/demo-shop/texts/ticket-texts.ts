import type { Random } from '../random.ts';
import type { TicketTopic } from '../truth/index.ts';

interface TopicWords {
  /** As a help desk files it. */
  readonly class: string;
  readonly priority: 'low' | 'normal' | 'high' | 'urgent';
  readonly subjects: readonly string[];
  /** What they write; `{product}` and `{days}` are filled in. */
  readonly texts: readonly string[];
  readonly answers: readonly string[];
}

export const TOPICS: Readonly<Record<TicketTopic, TopicWords>> = {
  where: {
    class: 'Missing parcel',
    priority: 'high',
    subjects: ['Where is my order?', 'Parcel has not come', 'Tracking has stopped'],
    texts: [
      'The tracking page has said the same for {days} days. Could you find out where my {product} is?',
      'We leave for the cabin on Friday and the {product} was meant to come along. Will it be here by then?',
      'My order should have been here by now. Nobody rang, and there is no card in the letterbox.',
      'Is it lost? It is a present, so I would rather know now than on the day.',
    ],
    answers: [
      'I have asked the carrier to look for it and will write again tomorrow, whatever they say.',
      'It sat in a depot over the weekend and is moving again. If it is not there on Thursday, a new one goes out.',
    ],
  },
  damaged: {
    class: 'Damaged goods',
    priority: 'high',
    subjects: ['Arrived broken', 'Damaged on arrival', 'Chipped'],
    texts: [
      'The box looked fine from outside, but the {product} inside is dented on one side and does not close.',
      'Sorry to say that the {product} came with a chip in the enamel. I can send a picture.',
      'It arrived in pieces. I was so looking forward to it. Can I have another, or my money?',
    ],
    answers: [
      'That should not happen. A new one leaves today, and you need not send the old one back.',
      'I am sorry. Shall I send another, or would you rather have the money? Either is done within the hour.',
    ],
  },
  'wrong-item': {
    class: 'Wrong item',
    priority: 'normal',
    subjects: ['Not what I ordered', 'Wrong thing in the parcel'],
    texts: [
      'I ordered the {product} and got something else. The slip has the right name on it.',
      'There was a different colour in the box than on the page. Is it the right {product}?',
    ],
    answers: ['That was our mistake. The right one is on its way; here is a label for the other.'],
  },
  'how-to': {
    class: 'Question about a product',
    priority: 'low',
    subjects: ['A question before I use it', 'How do I look after it?', 'Does it fit?'],
    texts: [
      'Can the {product} go on an induction hob, or only over gas and fire?',
      'How do I clean the {product} after a smoky evening? The leaflet does not say.',
      'Is there a spare part for the {product}? I would like to have one in the drawer.',
    ],
    answers: [
      'It can, at a low setting at first. There is a page about its care as well, which I have attached.',
      'Warm water and a soft brush, no soap. Dry it at once and it will outlast both of us.',
    ],
  },
  invoice: {
    class: 'Invoice',
    priority: 'low',
    subjects: ['Invoice, please', 'Receipt for my office'],
    texts: [
      'Could I have an invoice with the name of my company? My order has the private address.',
      'I need a receipt with the tax shown for the order with the {product}.',
    ],
    answers: ['Here it is, with the name you gave.'],
  },
};

/** Fills in what a text is about. */
export const filled = (text: string, product: string, random: Random): string =>
  text.replaceAll('{product}', product).replaceAll('{days}', String(random.integer(3, 6)));
