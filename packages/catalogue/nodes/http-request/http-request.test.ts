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

test('what it asks with is what the capability takes', () => {
  const move = arriveAt(httpRequest, CONFIG);
  expect('call' in move && capability.input.safeParse(move.call.input).error).toBeUndefined();
});

test('a rehearsal takes what the marketer says, or something of its kind', () => {
  expect(arriveAt(httpRequest, CONFIG)).toMatchObject({
    call: { assumed: { tier: 'gold', points: 1, active: false } },
  });
});

test('what it keeps are facts of their kind for what follows, also while it is written', () => {
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

describe('what is wrong is named', () => {
  test.each([
    [{ url: '' }, 'Say which address is called.'],
    [
      { url: '/members' },
      'The address begins with https:// and names a machine, such as https://api.example.com/members.',
    ],
    [
      { body: '{ nope' },
      'The body is no JSON. Texts are in double quotes, and placeholders stand in a text or in place of a number.',
    ],
    [{ headers: [{ name: 'Host', value: 'x' }] }, 'The header “Host” cannot be set.'],
    [{ headers: [{ name: 'X Y', value: 'x' }] }, 'The header “X Y” cannot be set.'],
    [
      { keep: [{ path: 'a', name: 'code' }] },
      '“code” is kept twice, or means something else already. Choose another name.',
    ],
  ])('%j', (change, sentence) => expect(checked(httpRequest, { ...CONFIG, ...change })).toEqual([sentence]));

  test.each(['segment', 'recovery', 'offer', 'offerKind', 'offerValue'])(
    'nothing is kept under the name of what a decision finds out: %s',
    (name) => expect(checked(httpRequest, { ...CONFIG, keep: [{ path: 'a', name }] })).toHaveLength(1),
  );

  test('and with a connection the rest of an address is enough', () => {
    expect(checked(httpRequest, { ...CONFIG, url: '/members', connection: 'one' })).toEqual([]);
    expect(httpRequest.asks?.(httpRequest.config.parse({ ...CONFIG, connection: 'one' }) as never)).toEqual([
      { capability: 'web-request', connection: 'one' },
    ]);
  });
});
