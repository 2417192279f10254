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

  it('writes no end over another, and always the low one, whatever the amounts', () => {
    const format = (value: number) => `${value < 0 ? '−' : '+'}${(Math.abs(value) / 10).toFixed(1)} points`;
    const any = fc.integer({ min: -400, max: 400 });
    fc.assert(
      fc.property(any, fc.nat(500), fc.constantFrom(240, 420), (low, long, width) => {
        const html = renderToStaticMarkup(
          <Interval
            estimate={low}
            low={low}
            high={low + long}
            format={format}
            label="x"
            ends
            width={width}
          />,
        );
        const written = [...html.matchAll(/<text x="([^"]+)"[^>]*text-anchor="(\w+)"[^>]*>([^<]+)</g)].map(
          ([, at, anchor, text]) => {
            // No narrower than the text is drawn: figures and lower case letters of 12 px.
            const wide = text!.length * 6;
            const from = Number(at) - (anchor === 'start' ? 0 : anchor === 'end' ? wide : wide / 2);
            return { text, from, to: from + wide };
          },
        );
        expect(written[0]?.text).toBe(format(low));
        for (const one of written)
          for (const other of written)
            if (one !== other) expect(one.to <= other.from || other.to <= one.from).toBe(true);
      }),
    );
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
