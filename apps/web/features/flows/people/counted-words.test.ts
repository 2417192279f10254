import { expect, it } from 'vitest';
import { countedOf, countedSentence, numberOf } from './counted-words.ts';

const COUNTS = { nodes: { mail: { entered: 9, sent: 7 } }, ways: { 'mail.next': 8 } };

it('shows above a list the number that led to it', () => {
  expect(numberOf(COUNTS, 'mail', 'sent')).toBe(7);
  expect(numberOf(COUNTS, 'mail', 'went:next')).toBe(8);
  expect(numberOf(COUNTS, 'gone', 'entered')).toBe(0);
});

it('says what is listed, in singular and plural', () => {
  expect(countedSentence('customer', 1, 'sent', 'E-mail', null)).toBe('1 message was sent at “E-mail”');
  expect(countedSentence('customer', 1_204, 'entered', 'Wait', null)).toBe('1,204 people came to “Wait”');
  expect(countedSentence('order', 2, 'waiting', 'Wait', null)).toBe('2 orders are at “Wait” now');
  expect(countedSentence('customer', 3, 'went:yes', 'Bought before?', 'Yes')).toBe(
    '3 people went on from “Bought before?” by “Yes”',
  );
});

it('ignores an address without a list', () => {
  expect(['entered', 'went:next', 'revenue', '', 'went:'].map(countedOf)).toEqual([
    'entered',
    'went:next',
    null,
    null,
    null,
  ]);
});
