import { describe, expect, test } from 'vitest';
import { bareEvent } from '@millrace/flow';
import { CLASS_IDS } from '@millrace/decisions/ticket-class';
import { arriveAt, checked } from '../testing/scene.ts';
import { decideTicketClass } from './definition.ts';

const told = (
  properties: Readonly<Record<string, string>>,
  config: Readonly<Record<string, unknown>> = {},
) => {
  const event = bareEvent({
    id: 'e',
    type: 'ticket-opened',
    at: 0,
    properties: { ticketId: 't', ...properties },
  });
  const move = arriveAt(decideTicketClass, config, {
    facts: { enrolment: { id: 'e', key: 'k', enteredAt: 0, event } },
  });
  if (!('go' in move)) throw new Error('a decision always goes on');
  return move;
};

describe('which branch a ticket takes', () => {
  const chosen = { classes: ['where-is-order', 'return-or-exchange'] };
  test.each([
    ['a class with a branch', { text: 'Where is my order?' }, 'where-is-order'],
    ['a class without one', { text: 'You sent me the wrong item' }, 'else'],
    ['one it is not sure of', { text: 'Hello, I have a question' }, 'unsure'],
    ['one without a text', {}, 'unsure'],
    ['what the help desk says', { text: 'Hello', class: 'return/request' }, 'return-or-exchange'],
  ])('%s', (_name, properties, port) => {
    const move = told(properties, chosen);
    expect(move.go).toBe(port);
    expect(decideTicketClass.ports(chosen).map(({ id }) => id)).toContain(port);
    expect(move.with?.variables).toEqual({
      ticketClass: move.with?.decision?.chosen,
      ticketConfidence: move.with?.decision?.score,
    });
  });

  test('the threshold is that of the marketer, and counts from it on', () => {
    const { score } = told({ text: 'Where is my order?' }).with!.decision!;
    expect(told({ text: 'Where is my order?' }, { ...chosen, sureFrom: score }).go).toBe('where-is-order');
    expect(told({ text: 'Where is my order?' }, { ...chosen, sureFrom: score! + 1e-9 }).go).toBe('unsure');
    expect(told({}, { ...chosen, sureFrom: 0 }).go).not.toBe('unsure');
    expect(told({ text: 'Where is my order?' }, { ...chosen, sureFrom: 1 }).go).toBe('unsure');
  });

  test('says how sure it was, and nothing that was written', () => {
    expect(told({ text: 'Where is my order, Zanzibar?' }, chosen).sentence).toMatch(
      /^Class of the ticket: “Where is my order\?”, \d\d% sure\.$/,
    );
    expect(told({ text: 'Hello' }, chosen).sentence).toMatch(
      /^Not sure: “Where is my order\?” with a confidence of \d\d%, and 70% are needed\.$/,
    );
  });
});

test('branches are those of the chosen classes in their order, each once', () => {
  expect(decideTicketClass.ports({ classes: ['complaint', 'where-is-order', 'complaint', 'gone'] })).toEqual([
    { id: 'where-is-order', label: 'Where is my order?' },
    { id: 'complaint', label: 'Complaint' },
    { id: 'else', label: 'Another class' },
    { id: 'unsure', label: 'Not sure' },
  ]);
  expect(decideTicketClass.ports({}).map(({ label }) => label)).toEqual(['Any class', 'Not sure']);
  expect(decideTicketClass.ports({ classes: [...CLASS_IDS] })).toHaveLength(CLASS_IDS.length + 2);
});

test('it is for flows about a ticket', () => {
  expect(decideTicketClass.subjects).toEqual(['ticket']);
  expect(checked(decideTicketClass, {}, [], 'ticket')).toEqual([]);
});

test('its sentence says how sure it has to be', () => {
  expect(decideTicketClass.sentence({ classes: ['complaint'], sureFrom: 0.8 })).toBe(
    'Decide what the ticket is about, if at least 80% sure: 1 class with a branch',
  );
  expect(decideTicketClass.sentence({})).toBe('Decide what the ticket is about, if at least 70% sure');
});
