import type { WorkView, WorkWithHistory } from '@millrace/services/work';
import { describe, expect, it } from 'vitest';
import { isNarrowed, questionOf, type Filters } from './filters.ts';
import { asMinute, asTime } from './times-of-day.ts';
import { itemsInWords, noteWords, sharedAnswers } from './work-words.ts';

const answer = (id: string) => ({ id, label: id, done: id, needsComment: false, key: id });
const item = (kind: string, ...answers: string[]) =>
  ({ kind, answers: answers.map(answer) }) as unknown as WorkView;

describe('what is selected', () => {
  it('is named by its kind, or as work when there are several kinds', () => {
    expect(itemsInWords([item('approvals'), item('approvals')])).toBe('2 approvals');
    expect(itemsInWords([item('tasks')])).toBe('1 task');
    expect(itemsInWords([item('reviews'), item('reviews')])).toBe('2 answers to reviews');
    expect(itemsInWords([item('tasks'), item('approvals')])).toBe('2 pieces of work');
  });

  it('can be given the answers that all of it has', () => {
    expect(sharedAnswers([item('A', 'yes', 'no'), item('A', 'yes')]).map(({ id }) => id)).toEqual(['yes']);
    expect(sharedAnswers([item('A', 'yes'), item('B', 'done')])).toEqual([]);
    // The same answer in other words is another button.
    const [approve, send] = [
      item('A', 'yes'),
      { ...item('B', 'yes'), answers: [{ ...answer('yes'), label: 'Send' }] },
    ];
    expect(sharedAnswers([approve, send])).toEqual([]);
    expect(sharedAnswers([])).toEqual([]);
  });
});

it('every line of a history has words', () => {
  const all = ['opened', 'escalated', 'assigned', 'commented', 'answered', 'missed', 'withdrawn'] as const;
  for (const what of all)
    expect(noteWords({ what, said: 'Approved' } as WorkWithHistory['history'][number])).toMatch(/^[A-Z]/);
});

describe('the filters', () => {
  const none: Filters = {
    whose: 'mine',
    state: 'open',
    kind: null,
    flow: null,
    overdue: false,
    search: null,
  };
  it('ask only for what is set, and not for deadlines of what is closed', () => {
    expect(questionOf(none)).toEqual({ whose: 'mine', state: 'open' });
    expect(questionOf({ ...none, state: 'closed', overdue: true, search: ' x ' })).toEqual({
      whose: 'mine',
      state: 'closed',
      search: 'x',
    });
  });
  it('narrow the list only beyond whose and state', () => {
    expect(isNarrowed({ ...none, whose: 'all', state: 'closed' })).toBe(false);
    expect(isNarrowed({ ...none, overdue: true })).toBe(true);
  });
});

it('a time of day is a minute and back', () => {
  for (const minute of [0, 61, 480, 1_439]) expect(asMinute(asTime(minute))).toBe(minute);
  for (const time of ['24:00', '8:00', '', '08:60']) expect(asMinute(time)).toBeNull();
});
