import type { ExpectedPath } from '../template.ts';

const UNTIL_THIRD = [
  'trigger',
  'first-wait',
  'reminder',
  'second-wait',
  'social-proof',
  'third-wait',
  'agreed-to-texts',
];

export const expectedPaths: readonly ExpectedPath[] = [
  {
    promise: 'Somebody who agreed to texts gets both e-mails and then a text with a code',
    person: 'agreed-to-texts',
    nodes: [...UNTIL_THIRD, 'code', 'has-code', 'offer-text', 'end'],
  },
  {
    promise: 'Somebody for whom no code was made gets no text that promises one',
    person: 'shop-refuses-code',
    nodes: [...UNTIL_THIRD, 'code', 'has-code', 'end'],
  },
  {
    promise: 'Somebody who never agreed to texts gets both e-mails and no code is made',
    person: 'e-mail-only',
    nodes: [...UNTIL_THIRD, 'end'],
  },
  {
    promise: 'Somebody who buys the cart the same evening gets the first e-mail only',
    person: 'buys-after-five-hours',
    nodes: ['trigger', 'first-wait', 'reminder', 'second-wait'],
  },
];
