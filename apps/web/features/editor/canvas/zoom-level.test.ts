import fc from 'fast-check';
import { expect, it } from 'vitest';
import { farText, levelOf } from './zoom-level.ts';

it('shows whole cards when zoomed in, names when zoomed out and only icons when zoomed out far', () => {
  expect([1.5, 1, 0.75].map(levelOf)).toEqual(['near', 'near', 'near']);
  expect([0.68, 0.4, 0.15].map(levelOf)).toEqual(['far', 'far', 'far']);
  expect(levelOf(0.1)).toBe('tiny');
});

it('a name can be read wherever names are shown', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.2, max: 0.7, noNaN: true }), (zoom) => {
      expect(farText(zoom) * zoom).toBeGreaterThanOrEqual(9);
      expect(farText(zoom) * zoom).toBeLessThanOrEqual(13);
    }),
  );
});
