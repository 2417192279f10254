import { expect, test } from 'vitest';
import { walkThrough, wayOf } from '../testing/keeps-promises.ts';
import { FROM } from '../testing/people.ts';
import { expectedPaths } from './expected-path.ts';
import { returnsAndExchanges } from './template.ts';

test.each(expectedPaths.map((path) => [path.promise, path] as const))('%s', (_promise, path) => {
  expect(wayOf(returnsAndExchanges, path)).toEqual(path.nodes);
});

test('no refund is made before the parcel is back', () => {
  for (const { trace, customerId } of walkThrough(
    returnsAndExchanges,
    Object.values(returnsAndExchanges.cast(FROM)),
  )) {
    const refund = trace.findIndex(({ node, what }) => node === 'refund' && what === 'entered');
    if (refund < 0) continue;
    const back = trace
      .slice(0, refund)
      .some(({ port, node }) => port === 'happened' && node?.includes('back'));
    expect([customerId, back]).toEqual([customerId, true]);
  }
});

test('only the last two e-mails are marketing', () => {
  const marketing = returnsAndExchanges.graph.nodes.filter(
    ({ config }) => config?.['purpose'] === 'marketing',
  );
  expect(marketing.map(({ id }) => id)).toEqual(['something-else', 'for-you']);
  expect(returnsAndExchanges.graph.settings?.purpose).toBe('transactional');
});
