import { expect, test } from 'vitest';
import { wayOf } from '../testing/keeps-promises.ts';
import { expectedPaths } from './expected-path.ts';
import { dailyBrief } from './template.ts';

test.each(expectedPaths.map((path) => [path.promise, path] as const))('%s', (_promise, path) => {
  expect(wayOf(dailyBrief, path)).toEqual(path.nodes);
});

test('customers get nothing from it', () => {
  expect(dailyBrief.graph.nodes.filter(({ kind }) => kind.startsWith('send-'))).toEqual([]);
});
