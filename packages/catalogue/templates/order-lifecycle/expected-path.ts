import type { ExpectedPath } from '../template.ts';

const SHIPPED = ['trigger', 'risk', 'confirmation', 'ships', 'on-its-way', 'arrives'];
const HELD = ['trigger', 'risk', 'hold', 'release-it'];

export const expectedPaths: readonly ExpectedPath[] = [
  {
    promise: 'An order that arrives is confirmed, announced, and asked after once',
    person: 'all-well',
    nodes: [...SHIPPED, 'two-days', 'did-it-arrive', 'answer', 'end'],
  },
  {
    promise: 'What is not where it should be becomes a task',
    person: 'not-where-it-should-be',
    nodes: [...SHIPPED, 'two-days', 'did-it-arrive', 'answer', 'put-right', 'end'],
  },
  {
    promise: 'A wrong address is asked for, and corrected by a person',
    person: 'address-is-wrong',
    nodes: [...SHIPPED, 'your-address', 'correct-it', 'end'],
  },
  {
    promise: 'A problem with a valuable order comes first',
    person: 'carrier-has-a-problem',
    nodes: [...SHIPPED, 'worth', 'look-first', 'end'],
  },
  {
    promise: 'An order that does not ship in five days is looked after',
    person: 'never-ships',
    nodes: ['trigger', 'risk', 'confirmation', 'ships', 'worth', 'look-today', 'end'],
  },
  {
    promise: 'A large first order to another country is held, and confirmed when somebody has released it',
    person: 'large-first-order-abroad',
    nodes: [...HELD, 'release', 'confirmation', 'ships', 'worth', 'look-first', 'end'],
  },
  {
    promise: 'A large first order at home is looked at, and confirmed at once',
    person: 'large-first-order',
    nodes: ['trigger', 'risk', 'look-at-it', 'confirmation', 'ships', 'worth', 'look-first', 'end'],
  },
  {
    promise: 'A large order of somebody known is not held',
    person: 'large-regular-order',
    nodes: ['trigger', 'risk', 'confirmation', 'ships', 'worth', 'look-first', 'end'],
  },
  {
    promise: 'An order that is not released is not confirmed',
    person: 'not-released',
    nodes: [...HELD, 'cancel-it', 'end'],
  },
  {
    promise: 'An order that could not be held is still decided about',
    person: 'hold-refused',
    nodes: [...HELD, 'release', 'confirmation', 'ships', 'worth', 'look-first', 'end'],
  },
];
