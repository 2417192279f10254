import type { ExpectedPath } from '../template.ts';

export const expectedPaths: readonly ExpectedPath[] = [
  {
    promise: 'An approved order ends when the goods arrive',
    person: 'linen-shirt',
    nodes: ['trigger', 'still-sold', 'order', 'delivery', 'end'],
  },
  {
    promise: 'A late supplier becomes a task',
    person: 'canvas-tote',
    nodes: ['trigger', 'still-sold', 'order', 'delivery', 'ask-supplier', 'end'],
  },
  {
    promise: 'What is not sold any more is not ordered',
    person: 'last-season',
    nodes: ['trigger', 'still-sold', 'end'],
  },
  {
    promise: 'A product that came to its reorder point is ordered by demand, before it is nearly sold out',
    person: 'merino-scarf',
    nodes: ['trigger', 'still-sold', 'order', 'delivery', 'end'],
  },
  {
    promise: 'Few pieces of what hardly sells are no reason to order',
    person: 'slow-vase',
    nodes: ['trigger', 'still-sold', 'end'],
  },
  {
    promise: 'Where no order fits the limit, the owner decides',
    person: 'dear-lamp',
    nodes: ['trigger', 'still-sold', 'too-much', 'end'],
  },
  {
    promise: 'What was sent back is not ordered, and the owner hears why',
    person: 'sent-back',
    nodes: ['trigger', 'still-sold', 'order', 'why-not', 'end'],
  },
  {
    promise: 'When nobody decides, nothing is ordered, and the owner has a task',
    person: 'nobody-decides',
    nodes: ['trigger', 'still-sold', 'order', 'nobody', 'end'],
  },
  {
    promise: 'An order of which it is unclear whether it was placed is looked up by a person',
    person: 'unclear-order',
    nodes: ['trigger', 'still-sold', 'order', 'by-hand', 'end'],
  },
];
