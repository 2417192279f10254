import type { ExpectedPath } from '../template.ts';

export const expectedPaths: readonly ExpectedPath[] = [
  {
    promise: 'Somebody who orders every 60 days hears by their own pace',
    person: 'orders-every-60-days',
    nodes: ['trigger', 'own-pace', 'running-low', 'one-week', 'lasts-longer', 'answer', 'end'],
  },
  {
    promise: 'Somebody without a pace hears 23 days after the delivery',
    person: 'ordered-once',
    nodes: [
      'trigger',
      'own-pace',
      'slow-user',
      'supply',
      'running-low',
      'one-week',
      'lasts-longer',
      'answer',
      'end',
    ],
  },
  {
    promise: 'Somebody for whom it lasts longer is remembered',
    person: 'uses-it-slowly',
    nodes: [
      'trigger',
      'own-pace',
      'slow-user',
      'supply',
      'running-low',
      'one-week',
      'lasts-longer',
      'answer',
      'remember',
      'end',
    ],
  },
  {
    promise: 'Somebody who orders after the first e-mail gets no second',
    person: 'orders-after-the-first',
    nodes: ['trigger', 'own-pace', 'slow-user', 'supply', 'running-low', 'one-week'],
  },
  {
    promise: 'Somebody who said so before hears on day 45',
    person: 'said-so-before',
    nodes: [
      'trigger',
      'own-pace',
      'slow-user',
      'slow-supply',
      'running-low',
      'one-week',
      'lasts-longer',
      'answer',
      'end',
    ],
  },
];
