import { expect, test } from 'vitest';
import { STORE_NUMBERS } from '@millrace/flow';
import { castIn, walkThrough, wayOf } from '../testing/keeps-promises.ts';
import { expectedPaths } from './expected-path.ts';
import { anomalyAlert } from './template.ts';

test.each(expectedPaths.map((path) => [path.promise, path] as const))('%s', (_promise, path) => {
  expect(wayOf(anomalyAlert, path)).toEqual(path.nodes);
});

test('every number of the store leads to somebody', () => {
  const one = castIn(anomalyAlert, 'orders-drop');
  for (const { id } of STORE_NUMBERS) {
    const events = one.events.map(({ event, ...rest }) => ({
      ...rest,
      event: { ...event, properties: { ...event.properties, metric: id } },
    }));
    const [walked] = walkThrough(anomalyAlert, [{ ...one, events }]);
    expect([id, walked?.endReason]).toEqual([id, 'completed']);
  }
});

test('customers get nothing from it', () => {
  expect(anomalyAlert.graph.nodes.filter(({ kind }) => kind.startsWith('send-'))).toEqual([]);
});
