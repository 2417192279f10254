import { CHANNELS } from '@millrace/channels';
import { DECISION_MODELS } from '@millrace/decisions';
import { describe, expect, test } from 'vitest';
import { titleOf } from './timeline-words.ts';

const STATUSES = [
  'planned',
  'held',
  'claimed',
  'sending',
  'sent',
  'refused',
  'skipped',
  'failed',
  'unknown',
  'silent',
];

describe('a line of the story', () => {
  test.each(CHANNELS.flatMap(({ id }) => STATUSES.map((status) => [id, status] as const)))(
    'about a message by %s is in words, when it is %s',
    (id, status) => {
      const channel = CHANNELS.find((one) => one.id === id)!;
      const title = titleOf('message', status, null, { channel: channel.id, subject: 'Your cart' });
      expect(title).toMatch(new RegExp(`^${channel.words.short} (is|was|could|would|may)\\b.*: Your cart$`));
      expect(titleOf('message', status, null, { channel: channel.id, subject: null })).not.toMatch(
        /[:]|null/,
      );
    },
  );

  test('about a message of a channel or status that is no more is still a sentence', () => {
    expect(titleOf('message', 'sent', null, { channel: 'telegraph' })).toBe('Message was sent');
    expect(titleOf('message', 'put-off', null, {})).toBe('Message put-off');
  });

  test.each(Object.keys(DECISION_MODELS))('about a decision of %s is said by its model', (id) => {
    expect(titleOf('decision', id, null, { chosen: 'anything' })).toBe(
      DECISION_MODELS[id]?.headline('anything', String),
    );
  });

  test.each(['constructor', 'toString', 'old-model'])(
    'about a decision of %s, which is no model, has its name',
    (model) => {
      expect(titleOf('decision', model, null, { chosen: 'ten-percent' })).toMatch(/: ten percent$/);
    },
  );

  test('about consent says for what, which state, and for which address', () => {
    expect(titleOf('consent', 'subscribed', null, { channel: 'email' })).toBe('E-mail: agreed');
    expect(titleOf('consent', 'never-asked', null, { channel: 'sms', address: '+14155550101' })).toMatch(
      /: never asked \(\+14155550101\)$/,
    );
    expect(titleOf('consent', 'pending', null, { channel: 'telegraph' })).toBe(
      'telegraph: not confirmed yet',
    );
  });

  test('about a step or a refusal is the sentence that was written then', () => {
    for (const type of ['enrolment', 'refusal'] as const) {
      expect(titleOf(type, 'went', 'Entered: signed up.', {})).toBe('Entered: signed up.');
      expect(titleOf(type, 'left-out-after-pause', null, {})).toBe('left out after pause');
    }
  });
});
