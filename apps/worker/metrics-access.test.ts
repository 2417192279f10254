import { expect, test } from 'vitest';
import { readConfiguration } from './configuration.ts';
import { mayReadMetrics } from './metrics-access.ts';

const TOKEN = 'a-token-for-prometheus';

test('without a token only the worker’s own machine may read its metrics', () => {
  for (const host of ['127.0.0.1', '127.0.0.53', 'localhost', '::1'])
    expect(mayReadMetrics(undefined, { token: null, host }), host).toBe(true);
  for (const host of ['0.0.0.0', '::', '10.0.0.4', '127.0.0.1.example', 'worker'])
    for (const sent of [undefined, 'Bearer ', 'Bearer null'])
      expect(mayReadMetrics(sent, { token: null, host }), host).toBe(false);
});

test('with a token everybody who sends it may, wherever the worker listens', () => {
  for (const host of ['127.0.0.1', '0.0.0.0']) {
    expect(mayReadMetrics(`Bearer ${TOKEN}`, { token: TOKEN, host })).toBe(true);
    for (const wrong of [
      undefined,
      '',
      'Bearer',
      TOKEN,
      `Basic ${TOKEN}`,
      `Bearer ${TOKEN}x`,
      `Bearer ${TOKEN.slice(1)}`,
    ])
      expect(mayReadMetrics(wrong, { token: TOKEN, host }), wrong).toBe(false);
  }
});

test('a token that is too short stops the start with an error that names it', () => {
  const needed = { DATABASE_URL: 'x', TEMPORAL_ADDRESS: 'x', MILLRACE_SECRET: 'x' };
  expect(() => readConfiguration({ ...needed, MILLRACE_METRICS_TOKEN: 'short' })).toThrow(
    /MILLRACE_METRICS_TOKEN/,
  );
  expect(readConfiguration({ ...needed, MILLRACE_METRICS_TOKEN: '' }).metricsToken).toBeNull();
});
