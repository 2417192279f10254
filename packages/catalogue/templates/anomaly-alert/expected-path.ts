import type { ExpectedPath } from '../template.ts';

export const expectedPaths: readonly ExpectedPath[] = [
  {
    promise: 'When orders drop, the owners hear it and somebody tries the checkout',
    person: 'orders-drop',
    nodes: ['trigger', 'which', 'tell-owners', 'order-something', 'end'],
  },
  {
    promise: 'When opens drop, marketing has a task',
    person: 'opens-drop',
    nodes: ['trigger', 'which', 'look-at-mail', 'end'],
  },
  {
    promise: 'When one product comes back more often, somebody looks at it',
    person: 'one-product-comes-back',
    nodes: ['trigger', 'which', 'look-at-product', 'end'],
  },
  {
    promise: 'When carts are left at one step, somebody goes through it',
    person: 'carts-are-left',
    nodes: ['trigger', 'which', 'try-the-step', 'end'],
  },
  {
    promise: 'When tickets rise, the whole team hears it',
    person: 'tickets-rise',
    nodes: ['trigger', 'which', 'tell-all', 'end'],
  },
  {
    promise: 'When nobody can be told, there is a task',
    person: 'owners-not-reached',
    nodes: ['trigger', 'which', 'tell-owners', 'tell-owners-failed', 'end'],
  },
];
