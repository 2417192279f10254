import { describe, expect, it } from 'vitest';
import { spokenAnswer, surveyChoices } from '../survey.ts';
import { emailProblems } from './problems.ts';

const codes = (...blocks: object[]) =>
  emailProblems({ subject: 'Hi', blocks })
    .filter(({ severity }) => severity === 'error')
    .map(({ code, field }) => `${code} ${field}`);
const named = (...labels: string[]) => ({
  type: 'survey',
  question: 'Was it good?',
  scale: 'named',
  answers: labels.map((label, at) => ({ id: `a${at}`, label })),
});

describe('a question in an e-mail', () => {
  it('needs its words, and is a body by itself', () => {
    expect(codes({ type: 'survey', question: '' })).toEqual(['question-missing blocks.0.question']);
    expect(codes({ type: 'survey', question: 'How was it?' })).toEqual([]);
  });

  it('with answers of its own has two to six different ones', () => {
    expect(codes(named('Yes', 'No'))).toEqual([]);
    expect(codes(named('Yes'))).toEqual(['answers-too-few blocks.0.answers']);
    expect(codes(named('Yes', ' '))).toEqual(['answer-empty blocks.0.answers.1.label']);
    expect(codes(named('Yes', 'Yes'))).toEqual(['answer-twice blocks.0.answers.1.label']);
    expect(codes(named(...'abcdefg'))).not.toEqual([]);
  });

  it('has a name of its own, so that conditions can tell two apart', () => {
    const question = { type: 'survey', question: 'How was it?' };
    expect(codes(question, question)).toEqual(['question-twice blocks.1.name']);
    expect(codes(question, { ...question, name: 'Delivery' })).toEqual([]);
    expect(codes({ ...question, name: 'A' }, { ...question, name: 'a' })).toEqual([
      'question-twice blocks.1.name',
    ]);
  });

  it('offers 0 to 10, 1 to 5 stars, or what the author wrote, and a screen reader says which', () => {
    const values = (scale: 'score' | 'stars' | 'named') =>
      surveyChoices({ scale, answers: [{ id: 'a', label: 'Fine' }] });
    expect(
      values('score')
        .map(({ value }) => value)
        .join(),
    ).toBe('0,1,2,3,4,5,6,7,8,9,10');
    expect(values('stars').map((choice) => spokenAnswer('stars', choice))).toEqual([
      '1 star',
      '2 stars',
      '3 stars',
      '4 stars',
      '5 stars',
    ]);
    expect(values('named')).toEqual([{ value: 'a', label: 'Fine' }]);
    expect(spokenAnswer('score', values('score')[9]!)).toBe('9 out of 10');
  });
});
