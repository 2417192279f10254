import { expect, test } from 'vitest';
import { mailTeam } from '../acts/mail-team.ts';
import { mailOf, ownMail } from './connector.ts';

const input = {
  ...mailTeam.example,
  addresses: ['Warehouse@Example.com', 'warehouse@example.com'],
  facts: [
    { label: 'Total', value: 'x' },
    { label: 'Note', value: 'y' },
  ],
};

test('an e-mail has its texts filled in, its subject in one line, and no empty facts', () => {
  expect(
    mailOf(input, {
      subject: ' Order\r\n #7 ',
      text: 'First.\n\n\nSecond\nline.',
      'fact/0': ' $7 ',
      'fact/1': ' ',
    }),
  ).toEqual({
    members: { role: 'owner', person: null },
    addresses: ['warehouse@example.com'],
    subject: 'Order #7',
    lines: ['First.', 'Second\nline.', 'Total: $7'],
    report: null,
  });
});

test('the figures of the store are asked for with their period', () => {
  expect(mailOf({ ...input, report: 'week' }, { subject: 'The week' }).report).toBe('week');
  expect(mailTeam.input.safeParse({ ...input, report: 'year' }).success).toBe(false);
});

test('an e-mail without a subject is refused', () => {
  expect(() => mailOf(input, { subject: ' ' })).toThrow(/subject is empty/);
});

test('only Millrace itself answers', () => {
  const act = ownMail.acts!['write-to-team']!;
  const call = {
    callId: 'c',
    input,
    texts: { subject: 'Look', text: '' },
    person: { email: null, phone: null, externalId: null },
    about: { order: null, product: null },
    learned: null,
  };
  expect(act.request(call, null)).toMatchObject({ via: 'team-mail', mail: { subject: 'Look', lines: [] } });
  expect(act.outcome({ kind: 'caught', rowId: 'c' }, call)).toMatchObject({
    result: 'done',
    sentence: 'E-mail to the team: “Look”.',
  });
  expect(act.outcome({ kind: 'no-answer', cause: 'broken', reason: 'x' }, call).result).toBe('unknown');
});
