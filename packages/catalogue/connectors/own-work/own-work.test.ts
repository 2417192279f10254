import { describe, expect, test } from 'vitest';
import { openWork } from '../acts/work.ts';
import { openedWork, ownWork } from './connector.ts';
import { WORK_KINDS } from './kinds/index.ts';

const call = (input: object, texts: Readonly<Record<string, string>> = {}) => ({
  callId: 'c',
  input,
  texts,
  person: { email: null, phone: null, externalId: null },
  about: { order: null, product: null },
  learned: null,
});

describe('work that is opened', () => {
  test('has its texts filled in, in one line where it is a title, without empty facts', () => {
    const input = {
      ...openWork.example,
      facts: [
        { label: 'Order', value: 'x' },
        { label: 'Note', value: 'y' },
      ],
    };
    expect(
      openedWork(input, { title: ' Release\n #7? ', details: 'a', risk: '', 'fact/0': ' #7 ' }),
    ).toMatchObject({
      title: 'Release #7?',
      details: 'a',
      risk: '',
      facts: [{ label: 'Order', value: '#7' }],
    });
  });

  test('is refused when nothing is asked', () => {
    expect(() => openedWork(openWork.example, { title: ' ' })).toThrow(/is empty for this person/);
  });
});

test('what follows a deadline is somebody else, or the end', () => {
  const act = ownWork.acts!['follow-work']!;
  const later = { work: 'w', for: { role: 'owner', person: null }, deadline: 5 };
  expect(act.request(call(later), null)).toEqual({
    via: 'work',
    change: { do: 'escalate', work: 'w', for: { role: 'owner', person: null }, deadline: 5 },
  });
  const end = { work: 'w', for: null, deadline: null };
  expect(act.request(call(end), null)).toEqual({ via: 'work', change: { do: 'close', work: 'w' } });
  expect(act.outcome({ kind: 'caught', rowId: 'c' }, call(later))).toMatchObject({ found: null });
  expect(act.outcome({ kind: 'caught', rowId: 'c', found: { choice: 'a' } }, call(end))).toMatchObject({
    result: 'done',
    found: { choice: 'a' },
  });
  expect(act.outcome({ kind: 'no-answer', cause: 'broken', reason: 'x' }, call(end)).result).toBe('unknown');
});

describe.each(WORK_KINDS)('the kind of work $id', (kind) => {
  test('has words of its own, answers that differ, and keys that differ', () => {
    for (const text of [kind.title, kind.plural, kind.missed]) expect(text).toMatch(/^[A-Z]/);
    for (const text of [kind.summary, kind.reason('A flow', true), kind.reason('A flow', false)])
      expect(text).toMatch(/^[A-Z“].*\.$/);
    expect(kind.answers.length).toBeGreaterThan(0);
    for (const field of ['id', 'label', 'done', 'key'] as const)
      expect(new Set(kind.answers.map((answer) => answer[field])).size).toBe(kind.answers.length);
    expect(kind.answers[0]!.needsComment).toBe(false);
  });
  test('is listed once', () => {
    expect(WORK_KINDS.filter(({ id }) => id === kind.id)).toHaveLength(1);
  });
});
