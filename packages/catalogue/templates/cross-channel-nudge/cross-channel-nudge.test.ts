import { expect, test } from 'vitest';
import { castIn, walkThrough, wayOf } from '../testing/keeps-promises.ts';
import { expectedPaths } from './expected-path.ts';
import { crossChannelNudge } from './template.ts';

test.each(expectedPaths.map((path) => [path.promise, path] as const))('%s', (_promise, path) => {
  expect(wayOf(crossChannelNudge, path)).toEqual(path.nodes);
});

test.each(['back-in-stock-requested', 'message-clicked'])('without the sign %s nobody enters', (sign) => {
  const one = castIn(crossChannelNudge, 'opens-the-cart-mail');
  const events = one.events.filter(({ event }) => event.type !== sign);
  expect(walkThrough(crossChannelNudge, [{ ...one, events }])).toEqual([]);
});
