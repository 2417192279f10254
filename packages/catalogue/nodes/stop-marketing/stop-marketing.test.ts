import { CHANNELS } from '@millrace/channels';
import { expect, test } from 'vitest';
import { arriveAt, wakeAt } from '../testing/scene.ts';
import { stopMarketing } from './definition.ts';

test('marketing ends by all channels, or by the one that was chosen', () => {
  expect(arriveAt(stopMarketing, {})).toMatchObject({
    call: { capability: 'withdraw-consent', input: { channels: CHANNELS.map(({ id }) => id) } },
    sentence: 'Will get no more marketing.',
  });
  for (const { id } of CHANNELS) {
    expect(arriveAt(stopMarketing, { from: id })).toMatchObject({ call: { input: { channels: [id] } } });
    expect(stopMarketing.sentence({ from: id })).toMatch(/^No more marketing by ./);
  }
  expect(stopMarketing.sentence({})).toBe('No more marketing');
});

test('it goes on once it is done', () => {
  const done = {
    type: 'answer',
    callId: 'c',
    part: '',
    outcome: 'done',
    result: null,
    reason: null,
  } as const;
  expect(wakeAt(stopMarketing, {}, done)).toEqual({ go: 'next' });
});
