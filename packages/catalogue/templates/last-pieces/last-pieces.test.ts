import { expect, test } from 'vitest';
import { castIn, walkThrough, wayOf } from '../testing/keeps-promises.ts';
import { expectedPaths } from './expected-path.ts';
import { lastPieces } from './template.ts';

test.each(expectedPaths.map((path) => [path.promise, path] as const))('%s', (_promise, path) => {
  expect(wayOf(lastPieces, path)).toEqual(path.nodes);
});

test('an order ends it before the text', () => {
  const [walked] = walkThrough(lastPieces, [castIn(lastPieces, 'buys-at-once')]);
  expect(walked).toMatchObject({ endReason: 'exit:order-placed' });
  expect(walked!.messages).toHaveLength(1);
});
