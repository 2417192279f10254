import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { Interval, verdict } from './interval.tsx';
import { domainAroundZero, linear } from './scale.ts';

describe('an estimate drawn with its interval', () => {
  it('calls it a gain only when the whole interval lies above zero', () => {
    expect(verdict(1, 5)).toBe('gain');
    expect(verdict(-5, -1)).toBe('loss');
    expect(verdict(-1, 5)).toBe('open');
    expect(verdict(0, 5)).toBe('open');
  });

  it('has a text for screen readers', () => {
    const picture = renderToStaticMarkup(
      <Interval estimate={2} low={1} high={3} format={String} label="About 2, between 1 and 3" />,
    );
    expect(picture).toContain('role="img"');
    expect(picture).toContain('aria-label="About 2, between 1 and 3"');
  });

  it('always shows zero and both ends, however far away they are', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e6, max: 1e6 }), fc.nat(1e6), (low, width) => {
        const [from, to] = domainAroundZero([low, low + width]);
        const x = linear(from, to, 0, 240);
        for (const value of [0, low, low + width]) {
          expect(x(value)).toBeGreaterThanOrEqual(0);
          expect(x(value)).toBeLessThanOrEqual(240);
        }
      }),
    );
  });
});
