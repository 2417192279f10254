import { expect, test } from 'vitest';
import { wayOf } from '../testing/keeps-promises.ts';
import { expectedPaths } from './expected-path.ts';
import { template } from './template.ts';

test.each(expectedPaths.map((path) => [path.promise, path] as const))('%s', (_promise, path) => {
  expect(wayOf(template, path)).toEqual(path.nodes);
});
