import { expect, test } from 'vitest';
import { arriveAt, checked, wakeAt } from '../testing/scene.ts';
import { trackEventNode } from './definition.ts';

test('sends the event with its named properties, through the chosen connection', () => {
  const config = {
    name: 'Came back',
    connection: 'one',
    value: '{{ cart.total }}',
    properties: [
      { label: 'flow', value: 'x' },
      { label: '', value: 'y' },
    ],
  };
  expect(arriveAt(trackEventNode, config)).toMatchObject({
    call: {
      capability: 'track-event',
      input: {
        name: 'Came back',
        properties: [{ label: 'flow', value: 'x' }],
        value: '{{ cart.total }}',
        connection: 'one',
      },
    },
  });
  const answer = { type: 'answer', callId: 'c', outcome: 'done', result: null, reason: null } as const;
  expect(wakeAt(trackEventNode, config, answer)).toEqual({ go: 'next' });
  expect(
    trackEventNode.uses?.(
      trackEventNode.config.parse({ name: 'x', value: '{{ decision.answer }}' }) as never,
    ),
  ).toEqual(['answer']);
});

test('an event without a name is a problem', () => {
  expect(checked(trackEventNode, {})).toEqual(['Name the event.']);
  expect(checked(trackEventNode, { name: 'x' })).toEqual([]);
});
