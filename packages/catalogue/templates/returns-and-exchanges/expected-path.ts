import type { ExpectedPath } from '../template.ts';

const ACCEPTED = ['trigger', 'policy', 'label', 'accepted', 'is-back'];
const AFTERWARDS = [
  'to-day-7',
  'again-after-week',
  'something-else',
  'to-day-30',
  'again-after-month',
  'for-you',
  'end',
];

export const expectedPaths: readonly ExpectedPath[] = [
  {
    promise: 'A return within the policy gets its label at once, and its money when it is back',
    person: 'gets-money-back',
    nodes: [...ACCEPTED, 'money-or-not', 'refund', 'refunded', ...AFTERWARDS],
  },
  {
    promise: 'Whoever wants something else gets a person, not a refund',
    person: 'wants-another-size',
    nodes: [...ACCEPTED, 'money-or-not', 'exchange', 'exchange-said', ...AFTERWARDS],
  },
  {
    promise: 'Whoever asked for something else on the returns page is not asked again',
    person: 'wants-it-from-the-start',
    nodes: [...ACCEPTED, 'money-or-not', 'exchange', 'exchange-said', ...AFTERWARDS],
  },
  {
    promise: 'The policy of Settings counts, not the days of the flow',
    person: 'is-accepted-by-a-longer-policy',
    nodes: [...ACCEPTED, 'money-or-not', 'refund', 'refunded', ...AFTERWARDS],
  },
  {
    promise: 'An exception of the policy is decided by a person, however fresh the order',
    person: 'is-an-exception-of-the-page',
    nodes: ['trigger', 'policy', 'exception', 'declined', 'end'],
  },
  {
    promise: 'A late return is decided by a person',
    person: 'asks-too-late',
    nodes: [
      'trigger',
      'policy',
      'exception',
      'label',
      'accepted',
      'is-back',
      'money-or-not',
      'refund',
      'refunded',
      ...AFTERWARDS,
    ],
  },
  {
    promise: 'A declined return is told, with the reason',
    person: 'asks-far-too-late',
    nodes: ['trigger', 'policy', 'exception', 'declined', 'end'],
  },
  {
    promise: 'When nobody decides, the owner has to answer',
    person: 'is-watched',
    nodes: ['trigger', 'policy', 'exception', 'decide-late', 'end'],
  },
  {
    promise: 'Whoever keeps it after all is asked once, and left alone',
    person: 'keeps-it',
    nodes: [...ACCEPTED, 'still-coming', 'back-late', 'end'],
  },
  {
    promise: 'A refund of which it is unclear whether it was made is looked up by a person',
    person: 'refund-unclear',
    nodes: [...ACCEPTED, 'money-or-not', 'refund', 'refund-by-hand', 'end'],
  },
  {
    promise: 'Whoever orders again within the week is not written to',
    person: 'orders-within-the-week',
    nodes: [...ACCEPTED, 'money-or-not', 'refund', 'refunded', 'to-day-7', 'again-after-week', 'end'],
  },
];
