import { describe, expect, test } from 'vitest';
import { webRequest as capability } from '@millrace/connectors/acts';
import { arriveAt, checked, wakeAt } from '../testing/scene.ts';
import { httpRequest } from './definition.ts';

const CONFIG = {
  url: 'https://api.example.com/members',
  body: '{ "email": "{{ customer.email }}" }',
  keep: [
    { path: 'tier', name: 'tier', type: 'text', example: 'gold' },
    { path: 'points', name: 'points', type: 'number', example: '' },
    { path: 'active', name: 'active', type: 'boolean', example: 'false' },
  ],
};

test('its input fits the schema of the capability', () => {
  const move = arriveAt(httpRequest, CONFIG);
  expect('call' in move && capability.input.safeParse(move.call.input).error).toBeUndefined();
});

test('a rehearsal gets the marketer’s example, or a default of its type', () => {
  expect(arriveAt(httpRequest, CONFIG)).toMatchObject({
    call: { assumed: { tier: 'gold', points: 1, active: false } },
  });
});

test('the fields it keeps are facts of their type for later steps, also in an unfinished config', () => {
  expect(httpRequest.setsBy?.(CONFIG)).toEqual({
    tier: { label: 'tier', type: 'text' },
    points: { label: 'points', type: 'number' },
    active: { label: 'active', type: 'boolean' },
  });
  for (const junk of [{}, { keep: 'x' }, { keep: [null, {}, { name: 3 }] }])
    expect(httpRequest.setsBy?.(junk)).toEqual({});
  const answer = {
    type: 'answer',
    callId: 'c',
    outcome: 'done',
    result: { tier: 'gold' },
    reason: null,
  } as const;
  expect(wakeAt(httpRequest, CONFIG, answer)).toEqual({ go: 'next', with: { variables: { tier: 'gold' } } });
});

describe('its problems', () => {
  test.each([
    [{ url: '' }, 'Enter the address to call.'],
    [
      { url: '/members' },
      'The address has to begin with https:// and a host, such as https://api.example.com/members.',
    ],
    [
      { body: '{ nope' },
      'The body is not valid JSON. Put texts in double quotes; placeholders go inside a text or in place of a number.',
    ],
    [{ headers: [{ name: 'Host', value: 'x' }] }, 'The header “Host” cannot be set.'],
    [{ headers: [{ name: 'X Y', value: 'x' }] }, 'The header “X Y” cannot be set.'],
    [{ keep: [{ path: 'a', name: 'code' }] }, '“code” is used twice, or is reserved. Choose another name.'],
  ])('%j', (change, sentence) => expect(checked(httpRequest, { ...CONFIG, ...change })).toEqual([sentence]));

  test.each(['segment', 'recovery', 'offer', 'offerKind', 'offerValue'])(
    'nothing is kept under the name of what a decision finds out: %s',
    (name) => expect(checked(httpRequest, { ...CONFIG, keep: [{ path: 'a', name }] })).toHaveLength(1),
  );

  test('with a connection, a path is enough', () => {
    expect(checked(httpRequest, { ...CONFIG, url: '/members', connection: 'one' })).toEqual([]);
    expect(httpRequest.asks?.(httpRequest.config.parse({ ...CONFIG, connection: 'one' }) as never)).toEqual([
      { capability: 'web-request', connection: 'one' },
    ]);
  });
});
