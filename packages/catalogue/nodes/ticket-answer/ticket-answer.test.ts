import { expect, test } from 'vitest';
import { arriveAt, checked } from '../testing/scene.ts';
import { ticketAnswer } from './definition.ts';

const TEXT = 'Order {{ order.number }} is on its way.';

test('somebody reads an answer before it is sent, unless that is switched off', () => {
  expect(arriveAt(ticketAnswer, { text: TEXT, close: true })).toMatchObject({
    call: { capability: 'open-work', input: { kind: 'tickets', drafts: [{ name: 'text', value: TEXT }] } },
  });
  expect(arriveAt(ticketAnswer, { text: TEXT, close: true, checked: false })).toMatchObject({
    call: { capability: 'answer-ticket', input: { text: TEXT, close: true } },
  });
});

test('an answer without words is a problem', () => {
  expect(checked(ticketAnswer, {})).toEqual(['Write the answer.']);
  expect(ticketAnswer.sentence({ text: 'Yes.' })).toBe('Answer the ticket: “Yes.”');
});
