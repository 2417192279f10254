import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rounded, wayPath } from './way-path.ts';

const anyEnds = fc.record({
  fromX: fc.integer({ min: -900, max: 900 }),
  fromY: fc.integer({ min: -900, max: 900 }),
  toX: fc.integer({ min: -900, max: 900 }),
  toY: fc.integer({ min: -900, max: 900 }),
  lane: fc.option(fc.integer({ min: -900, max: 900 }), { nil: undefined }),
  joins: fc.boolean(),
});

describe('the line of a branch', () => {
  it('begins at one step and ends at the other, wherever they are', () => {
    fc.assert(
      fc.property(anyEnds, (ends) => {
        const { path } = wayPath(ends);
        expect(path.startsWith(`M${ends.fromX},${ends.fromY}`)).toBe(true);
        expect(
          path.endsWith(`L${ends.toX},${ends.toY}`) || (ends.fromX === ends.toX && ends.fromY === ends.toY),
        ).toBe(true);
        expect(path).not.toMatch(/NaN|Infinity/);
      }),
    );
  });

  it('has its label on the part that it shares with no other line', () => {
    expect(wayPath({ fromX: 0, fromY: 0, toX: 300, toY: 200, lane: undefined, joins: false }).label.x).toBe(
      300,
    );
    expect(wayPath({ fromX: 0, fromY: 0, toX: 300, toY: 200, lane: undefined, joins: true }).label.x).toBe(0);
    expect(wayPath({ fromX: 0, fromY: 0, toX: 300, toY: 200, lane: -80, joins: true }).label.x).toBe(-80);
  });

  it('keeps its plus sign between the two steps on the way down', () => {
    fc.assert(
      fc.property(anyEnds, (ends) => {
        fc.pre(ends.toY > ends.fromY + 40);
        const { plus } = wayPath(ends);
        expect(plus.y).toBeGreaterThan(ends.fromY);
        expect(plus.y).toBeLessThan(ends.toY);
      }),
    );
  });

  it('draws a straight branch as one line without corners', () => {
    expect(
      wayPath({ fromX: 5, fromY: 0, toX: 5, toY: 100, lane: undefined, joins: false }).path,
    ).not.toContain('Q5,0');
    expect(
      rounded([
        { x: 0, y: 0 },
        { x: 0, y: 50 },
      ]),
    ).toBe('M0,0L0,50');
  });
});
