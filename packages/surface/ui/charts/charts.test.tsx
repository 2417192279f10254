import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { lookAt } from '../testing/index.ts';
import { Funnel, type FunnelStage } from './funnel.tsx';
import { linear } from './scale.ts';
import { Sparkline } from './sparkline.tsx';

const stages = (...counts: readonly number[]): readonly FunnelStage[] =>
  counts.map((count, index) => ({ id: `${index}`, label: `Stage ${index + 1}`, count }));
const funnel = (all: readonly FunnelStage[]) => lookAt(<Funnel label="From cart to order" stages={all} />);
const widths = (all: readonly FunnelStage[]) =>
  [...funnel(all).html.matchAll(/width:([\d.e-]+)%/g)].map((found) => Number(found[1]));

describe('a funnel', () => {
  it('reads each stage with its count and its share of the first', () => {
    const drawn = funnel(stages(1_200, 300, 0));
    expect(drawn.one('list').name).toBe('From cart to order');
    expect(drawn.all('listitem').map(({ words }) => words)).toEqual([
      'Stage 1 1,200 100%',
      'Stage 2 300 25%',
      'Stage 3 0 0%',
    ]);
  });

  test.each([
    ['nobody came', [0, 0], [0, 0]],
    ['there is one stage', [5], [100]],
    ['a later stage is larger than the first', [10, 25], [100, 100]],
  ])('has bars that fit when %s', (_when, counts, expected) => {
    expect(widths(stages(...counts))).toEqual(expected);
  });

  it('draws no bar beyond the end, none longer for fewer people, and none invisible for somebody', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(5_000), { minLength: 1, maxLength: 6 }), (counts) => {
        const drawn = widths(stages(...counts));
        expect(drawn).toHaveLength(counts.length);
        for (const [at, width] of drawn.entries()) {
          expect(width).toBeLessThanOrEqual(100);
          expect(width >= 0.5).toBe(counts[at]! > 0);
          for (const [other, wide] of drawn.entries())
            if (counts[at]! <= counts[other]!) expect(width).toBeLessThanOrEqual(wide);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('has a button for each stage that can be opened, named by all it says', () => {
    const drawn = funnel([
      { id: 'sent', label: 'Sent', count: 10, note: 'of 12', onOpen: () => undefined },
      { id: 'held', label: 'Held', count: 2, tone: 'waiting' },
    ]);
    expect(drawn.names('button')).toEqual(['Sent 10 of 12']);
  });
});

describe('a small chart', () => {
  const points = (values: readonly number[]) =>
    (/points="([^"]*)"/.exec(lookAt(<Sparkline values={values} label="x" />).html)?.[1] ?? '')
      .split(' ')
      .filter(Boolean)
      .map((pair) => pair.split(',').map(Number) as [number, number]);

  test.each([[[]], [[7]]])('says that %j is too little to draw', (values) => {
    const drawn = lookAt(<Sparkline values={values} label="Orders" />);
    expect(drawn.words).toBe('Too little yet');
    expect(drawn.all('img')).toEqual([]);
  });

  it('has its words for screen readers', () => {
    expect(lookAt(<Sparkline values={[1, 4]} label="Orders, from 1 to 4" />).one('img').name).toBe(
      'Orders, from 1 to 4',
    );
  });

  it('has a point for each value, from left to right, inside its box, higher for more', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -1_000, max: 1_000 }), { minLength: 2, maxLength: 30 }),
        (values) => {
          const drawn = points(values);
          expect(drawn).toHaveLength(values.length);
          for (const [at, [x, y]] of drawn.entries()) {
            expect(x).toBeGreaterThan(drawn[at - 1]?.[0] ?? -1);
            expect([x >= 0 && x <= 80, y >= 0 && y <= 20]).toEqual([true, true]);
            if (at > 0 && values[at]! > values[at - 1]!) expect(y).toBeLessThanOrEqual(drawn[at - 1]![1]);
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('a scale', () => {
  it('maps both ends of its domain to both ends of its range, and keeps the order', () => {
    const number = fc.integer({ min: -1e6, max: 1e6 });
    fc.assert(
      fc.property(
        number,
        number,
        number,
        number,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (a, b, c, d, share) => {
          fc.pre(a !== b);
          const scale = linear(a, b, c, d);
          expect(scale(a)).toBeCloseTo(c, 5);
          expect(scale(b)).toBeCloseTo(d, 5);
          const inside = scale(a + (b - a) * share);
          expect(inside).toBeGreaterThanOrEqual(Math.min(c, d) - 1e-3);
          expect(inside).toBeLessThanOrEqual(Math.max(c, d) + 1e-3);
        },
      ),
    );
  });

  it('puts a domain of one value in the middle', () => {
    expect(linear(5, 5, 0, 240)(5)).toBe(120);
  });
});
