import { defineTemplate } from '../template.ts';
import { adapt } from './adapt.ts';
import { cast } from './cast.ts';
import { graph } from './graph.ts';

export const productPages = defineTemplate({
  id: 'product-pages',
  title: 'Product content',
  summary: 'A new product gets a first draft of its page from what is known, and somebody finishes it.',
  goal: 'Put no product on sale with an empty page, and none with words that nobody read.',
  category: 'operate',
  level: 2,
  channels: [],
  needs: [
    {
      what: 'event',
      name: 'product-created',
      sentence: 'New products, with their name, category and vendor.',
    },
  ],
  story:
    'When a product is added, its page gets a draft from what your store knows: description, bullets, and the two texts for search engines. Somebody reads it within two days, adds what only they know, and approves; then it is in your store. ' +
    'A product without a category is a task first, because there is nothing to write from. Sent back, it becomes a task with the comment; not read in time, the owners are asked. If your store cannot be written to, the finished texts come as a task.',
  result: {
    text: 'Of US shoppers, 50% have returned something because it did not match its description. The share among your returns stands in their reasons.',
    source: 'Salsify Consumer Research (2017)',
  },
  earns: {
    orders: null,
    sends: {},
    discount: null,
    saves: { low: 15, high: 30, what: 'a first draft of a product page' },
    unknown: null,
  },
  guardrails: [
    'Nothing is in the store before somebody has read it.',
    'A draft says only what the store knows: name, category, vendor. No material, no size, no promise.',
    'Each product once; later changes of it start nothing.',
  ],
  owner: 'operations',
  reviewAfterDays: 90,
  lastsDays: 4,
  adapt,
  graph,
  cast,
});
