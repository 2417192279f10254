import { expect, test } from 'vitest';
import { mailTeam } from '@millrace/connectors/acts';
import { arriveAt, checked, wakeAt } from '../testing/scene.ts';
import { mailTeamNode } from './definition.ts';

const config = { subject: 'Look', text: 'At this.' };
const inputOf = (more: object) => {
  const move = arriveAt(mailTeamNode, { ...config, ...more }) as unknown as { call: { input: unknown } };
  return mailTeam.input.parse(move.call.input);
};

test('it goes to the owners unless something else is chosen', () => {
  expect(inputOf({}).members).toEqual({ role: 'owner', person: null });
  expect(inputOf({ who: 'everyone' }).members).toEqual({ role: null, person: null });
  expect(inputOf({ who: 'person', person: 'u1' }).members).toEqual({ role: null, person: 'u1' });
  expect(inputOf({ who: 'nobody', addresses: 'a@b.example' }).members).toBeNull();
});

test('further addresses are written with commas, semicolons or lines between them', () => {
  expect(inputOf({ addresses: 'a@b.example, c@d.example;\ne@f.example' }).addresses).toEqual([
    'a@b.example',
    'c@d.example',
    'e@f.example',
  ]);
});

test('what is missing or wrong is told', () => {
  const told = (more: object) => checked(mailTeamNode, { ...config, ...more }).join();
  expect(told({})).toBe('');
  expect(told({ subject: '' })).toContain('Give the e-mail a subject.');
  expect(told({ who: 'person' })).toContain('Choose a team member.');
  expect(told({ who: 'nobody' })).toContain('Say who gets it');
  expect(told({ addresses: 'warehouse' })).toContain('“warehouse” is not an e-mail address.');
  const many = Array.from({ length: 11 }, (_, at) => `a${at}@b.example`).join();
  expect(told({ addresses: many })).toContain('At most 10 addresses.');
});

test('the card says whom and about what', () => {
  expect(mailTeamNode.sentence({ ...config, who: 'approver', addresses: 'a@b.example' } as never)).toBe(
    'E-mail the approvers and a@b.example: “Look”',
  );
  expect(mailTeamNode.sentence({} as never)).toBe('E-mail the owners');
});

test('the flow goes on at once, and by another branch if it was not done', () => {
  const answer = { type: 'answer', callId: 'c', part: '', result: null, reason: null } as const;
  expect(wakeAt(mailTeamNode, config, { ...answer, outcome: 'done' })).toEqual({ go: 'next' });
  expect(wakeAt(mailTeamNode, { ...config, ifNotDone: 'way' }, { ...answer, outcome: 'refused' })).toEqual({
    go: 'not-done',
  });
});
