import { expect, test } from 'vitest';
import { walkThrough, wayOf } from '../testing/keeps-promises.ts';
import { FROM } from '../testing/people.ts';
import { expectedPaths } from './expected-path.ts';
import { earlyChurn } from './template.ts';

test.each(expectedPaths.map((path) => [path.promise, path] as const))('%s', (_promise, path) => {
  expect(wayOf(earlyChurn, path)).toEqual(path.nodes);
});

test('nobody who pays the full price is offered anything', () => {
  const walked = walkThrough(earlyChurn, Object.values(earlyChurn.cast(FROM)));
  const offered = walked.filter(({ variables }) => variables['code'] !== undefined);
  expect(offered.map(({ customerId }) => customerId)).toEqual(['waits-for-a-code']);
});
