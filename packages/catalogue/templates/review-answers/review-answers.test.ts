import { expect, test } from 'vitest';
import { wayOf } from '../testing/keeps-promises.ts';
import { expectedPaths } from './expected-path.ts';
import { ANSWERS } from './graph.ts';
import { reviewAnswers } from './template.ts';

test.each(expectedPaths.map((path) => [path.promise, path] as const))('%s', (_promise, path) => {
  expect(wayOf(reviewAnswers, path)).toEqual(path.nodes);
});

test('every answer is read by a person before it is published', () => {
  const answers = reviewAnswers.graph.nodes.filter(({ kind }) => kind === 'review-answer');
  expect(answers.map(({ id }) => id)).toEqual([...ANSWERS]);
  for (const { config } of answers) expect(config?.['checked'] ?? true).toBe(true);
});
