import { expect, test } from 'vitest';
import { castIn, walkThrough, wayOf } from '../testing/keeps-promises.ts';
import { DAY, FROM } from '../testing/people.ts';
import { expectedPaths } from './expected-path.ts';
import { reviewRequest } from './template.ts';

test.each(expectedPaths.map((path) => [path.promise, path] as const))('%s', (_promise, path) => {
  expect(wayOf(reviewRequest, path)).toEqual(path.nodes);
});

test('the requests go on days 7, 14 and 21', () => {
  const [walked] = walkThrough(reviewRequest, [castIn(reviewRequest, 'never-reviews')]);
  expect(walked!.messages.map(({ node, at }) => [node, Math.round((at - FROM) / DAY)])).toEqual([
    ['how-many-stars', 3],
    ['request', 7],
    ['request-text', 14],
    ['with-points', 21],
  ]);
});

test('whoever writes gets 50 points, once', () => {
  for (const { trace } of walkThrough(reviewRequest, Object.values(reviewRequest.cast(FROM)))) {
    const given = trace.filter(({ node, what }) => node === 'points' && what === 'entered').length;
    expect(given).toBeLessThanOrEqual(1);
  }
});
