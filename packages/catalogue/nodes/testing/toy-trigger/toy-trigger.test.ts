import { expect, test } from 'vitest';
import { toyTrigger } from './definition.ts';

test('a month is thirty days', () => {
  expect(toyTrigger.trigger!(toyTrigger.config.parse({ months: 2 }))).toMatchObject({ source: { days: 60 } });
});
