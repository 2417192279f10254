import type { RehearsalCall } from '@millrace/rehearsal';
import { CONNECTORS, actOf } from '@millrace/connectors';
import { ACT_CAPABILITIES, openWork } from '@millrace/connectors/acts';
import { customer, event, NOW, facts as factsOf } from '@millrace/flow/testing';
import { describe, expect, test } from 'vitest';
import { actInRehearsal } from './act-in-rehearsal.ts';

const ANN = customer({ tags: ['loyal'], properties: { plan: 'gold', score: 7 } });
const call = (capability: string, input: object, variables: object = {}): RehearsalCall =>
  ({
    at: NOW,
    call: { callId: 'call-1', capability, input, assumed: { code: 'SAMPLE' } },
    facts: factsOf({
      customer: ANN,
      enrolment: {
        id: 'e',
        key: 'e',
        enteredAt: NOW,
        event: event('signed-up', { properties: { source: 'fair', deep: { a: 1 } } }),
      },
    }),
    variables,
  }) as unknown as RehearsalCall;
const change = (input: object, variables?: object) =>
  actInRehearsal(call('change-profile', input, variables));

test('nobody is asked: what is assumed stands for the answer', () => {
  expect(actInRehearsal(call('open-work', openWork.example))).toMatchObject({
    outcome: 'done',
    result: { code: 'SAMPLE' },
    sentence: 'Nobody is asked in a rehearsal.',
  });
  // As for a real person: nothing is asked where the title is empty for them.
  expect(
    actInRehearsal(call('open-work', { ...openWork.example, title: '{{ customer.properties.none }}' }))
      .outcome,
  ).toBe('refused');
});

test('points are given and taken for the rest of the rehearsal, and never below none', () => {
  const points = (count: number) => actInRehearsal(call('book-points', { points: count, reason: '' }));
  expect(points(50)).toMatchObject({
    outcome: 'done',
    result: { balance: 50 },
    customer: { points: 50 },
    sentence: 'Got 50 points.',
  });
  expect(points(-1)).toMatchObject({ outcome: 'refused', reason: 'points-too-few' });
  expect(actInRehearsal(call('grant-tier', { tier: 'Gold', until: null }))).toMatchObject({
    outcome: 'done',
    customer: { tier: 'Gold' },
  });
});

describe('what we change of a person ourselves', () => {
  test('is changed for the rest of their rehearsal', () => {
    expect(change({ do: 'add-tag', tag: 'vip' }).customer).toMatchObject({ tags: ['loyal', 'vip'] });
    expect(change({ do: 'add-tag', tag: 'LOYAL' }).customer).toMatchObject({ tags: ['loyal'] });
    expect(change({ do: 'remove-tag', tag: 'loyal' }).customer).toMatchObject({ tags: [] });
    expect(change({ do: 'clear-property', name: 'plan' }).customer).toMatchObject({
      properties: { score: 7 },
    });
    expect(change({ do: 'set-property', name: 'tea', type: 'text', value: 'Assam' })).toMatchObject({
      outcome: 'done',
      customer: { properties: { plan: 'gold', score: 7, tea: 'Assam' } },
    });
    expect(ANN.tags).toEqual(['loyal']);
  });

  test.each([
    ['{{ customer.firstName }}', 'Ann'],
    ['{{ customer.properties.plan }} and {{customer.properties.score}}', 'gold and 7'],
    ['from {{ event.properties.source }}', 'from fair'],
    ['{{ decision.mood }}', 'busy'],
    ['{{ customer.firstName | upcase }}', 'Ann'],
    ['{{ customer.properties.nothing }}x', 'x'],
    ['{{ event.properties.deep }}x', 'x'],
    ['{{ customer.constructor.name }}x', 'x'],
    ['{{ __proto__.polluted }}x', 'x'],
  ])('is filled in as far as a value is only named: %s', (value, expected) => {
    const { customer: after } = change(
      { do: 'set-property', name: 'said', type: 'text', value },
      { mood: 'busy' },
    );
    expect(after?.properties?.['said']).toBe(expected);
  });

  test('that cannot be is not done, and nothing of the person changes', () => {
    const answer = change({
      do: 'set-property',
      name: 'age',
      type: 'number',
      value: '{{ customer.firstName }}',
    });
    expect(answer).toMatchObject({ outcome: 'refused', result: null });
    expect(answer.customer).toBeUndefined();
  });
});

test.each(
  ACT_CAPABILITIES.filter(
    ({ id }) => !CONNECTORS.some((kind) => kind.builtIn && actOf(kind, id) !== undefined),
  ).map(({ id }) => id),
)('%s, which others do, is taken as done and changes nobody', (capability) => {
  expect(actInRehearsal(call(capability, {}))).toMatchObject({ outcome: 'done', result: { code: 'SAMPLE' } });
  expect(actInRehearsal(call(capability, {})).customer).toBeUndefined();
});
