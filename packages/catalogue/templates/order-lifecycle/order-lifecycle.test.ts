import { expect, test } from 'vitest';
import { walkThrough, wayOf } from '../testing/keeps-promises.ts';
import { FROM } from '../testing/people.ts';
import { expectedPaths } from './expected-path.ts';
import { orderLifecycle } from './template.ts';

test.each(expectedPaths.map((path) => [path.promise, path] as const))('%s', (_promise, path) => {
  expect(wayOf(orderLifecycle, path)).toEqual(path.nodes);
});

test('nothing is confirmed while an order is held', () => {
  for (const { trace, customerId } of walkThrough(orderLifecycle, Object.values(orderLifecycle.cast(FROM)))) {
    const met = trace.flatMap(({ what, node }) => (what === 'entered' && node ? [node] : []));
    if (!met.includes('hold') || !met.includes('confirmation')) continue;
    expect([customerId, met.indexOf('release') < met.indexOf('confirmation')]).toEqual([customerId, true]);
  }
});

test('nobody is sold anything about their order', () => {
  expect(orderLifecycle.graph.settings?.purpose).toBe('transactional');
  expect(JSON.stringify(orderLifecycle.graph.nodes)).not.toContain('"recommendations"');
});
