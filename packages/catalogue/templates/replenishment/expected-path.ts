import type { ExpectedPath } from '../template.ts';

const TO_THE_ANSWER = ['in-stock', 'running-low', 'one-week', 'lasts-longer', 'answer'];

export const expectedPaths: readonly ExpectedPath[] = [
  {
    promise: 'Somebody who is due hears a week before, and a second time a week later',
    person: 'due-in-a-week',
    nodes: ['trigger', 'slow-user', ...TO_THE_ANSWER, 'end'],
  },
  {
    promise: 'A shop that counts no stock sends as well',
    person: 'shop-counts-no-stock',
    nodes: ['trigger', 'slow-user', ...TO_THE_ANSWER, 'end'],
  },
  {
    promise: 'Nobody hears of what is sold out',
    person: 'finds-it-sold-out',
    nodes: ['trigger', 'slow-user', 'in-stock', 'end'],
  },
  {
    promise: 'Somebody for whom it lasts longer is remembered',
    person: 'uses-it-slowly',
    nodes: ['trigger', 'slow-user', ...TO_THE_ANSWER, 'remember', 'end'],
  },
  {
    promise: 'Somebody who said so before hears two weeks later',
    person: 'said-so-before',
    nodes: ['trigger', 'slow-user', 'slow-supply', ...TO_THE_ANSWER, 'end'],
  },
  {
    promise: 'Somebody who orders after the first e-mail gets no second',
    person: 'orders-after-the-first',
    nodes: ['trigger', 'slow-user', 'in-stock', 'running-low', 'one-week'],
  },
  {
    promise: 'Somebody who sends it back hears nothing more',
    person: 'sends-it-back',
    nodes: ['trigger', 'slow-user', 'slow-supply'],
  },
];
