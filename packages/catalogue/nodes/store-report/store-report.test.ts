import { mailTeam } from '@millrace/connectors/acts';
import { expect, test } from 'vitest';
import { arriveAt, checked, wakeAt } from '../testing/scene.ts';
import { storeReport } from './definition.ts';

const inputOf = (config: Readonly<Record<string, unknown>>) => {
  const move = arriveAt(storeReport, config) as unknown as { call: { input: unknown } };
  return mailTeam.input.parse(move.call.input);
};

test('is an e-mail to the team with the figures of its period', () => {
  expect(inputOf({ period: 'week', who: 'everyone', text: 'Good morning.' })).toMatchObject({
    report: 'week',
    subject: '{{ store.name }}: the week in figures',
    text: 'Good morning.',
    members: { role: null, person: null },
  });
  expect(inputOf({}).report).toBe('day');
});

test('needs somebody to get it, and goes on at once', () => {
  expect(checked(storeReport, { who: 'nobody' }).join()).toContain('Say who gets it');
  expect(storeReport.sentence({ period: 'month', who: 'owner' })).toBe('Report the last month to the owners');
  const answer = {
    type: 'answer',
    callId: 'c',
    part: '',
    result: null,
    reason: null,
    outcome: 'done',
  } as const;
  expect(wakeAt(storeReport, {}, answer)).toEqual({ go: 'next' });
});
