import type { Template } from '../template.ts';

export const adapt: Template['adapt'] = [
  { sentence: 'From which value a cart counts as a large one.', nodes: ['shopper'] },
  { sentence: 'The offers that may be made, and the least margin that must remain.', nodes: ['offer'] },
  { sentence: 'Whether an offer may go by text too, and its words.', nodes: ['offer-channel', 'offer-text'] },
  { sentence: 'The words of help for large carts: say who answers, and how soon.', nodes: ['personal-help'] },
];
