import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { checkHoldoutRatio } from '@millrace/measure';
import { ticks } from '../flows/ticks.ts';
import { messageFigures, perPerson, reasonsOf, waysTaken } from './figures.ts';
import { liftDomain, liftPoints } from './history.ts';
import { ratioLook } from './ratio-look.ts';

const nodes = {
  one: {
    sent: 200,
    opened: 90,
    revenue: 41_000,
    orders: 4,
    'held:quiet-hours': 12,
    'refused:consent-missing': 3,
    held: 12,
    refused: 3,
  },
  two: {
    'held:quiet-hours': 30,
    'silent:held:quiet-hours': 9,
    'went:yes': 5,
    'silent:went:yes': 2,
    'went:no': 1,
  },
};

describe('results of messages and guardrails', () => {
  it('gives revenue for each message only where messages were sent', () => {
    expect(messageFigures(nodes, ['one', 'two', 'gone']).map((row) => row.revenueEach)).toEqual([
      205,
      null,
      null,
    ]);
  });
  it('adds up each reason over all steps and names the step it happened at most', () => {
    expect(reasonsOf(nodes)).toEqual([
      { outcome: 'held', reason: 'quiet-hours', count: 42, at: ['two', 'one'] },
      { outcome: 'refused', reason: 'consent-missing', count: 3, at: ['one'] },
    ]);
  });
  it('leaves out people held back from how a step divided people', () => {
    expect(waysTaken(nodes.two)).toEqual([
      { port: 'yes', people: 5 },
      { port: 'no', people: 1 },
    ]);
  });
  it('shows no number when dividing by zero people', () => {
    expect(perPerson({ people: 0, converted: 0, orders: 0, revenue: 0, margin: 0 })).toEqual({
      conversion: null,
      margin: null,
      revenue: null,
    });
  });
});

describe('the check of the holdout share', () => {
  it('is ticked only when there are enough people to tell', () => {
    expect(ratioLook(checkHoldoutRatio(1, 0, 0.1)).name).toBe('clock');
    expect(ratioLook(checkHoldoutRatio(900, 100, 0.1)).name).toBe('check');
    expect(ratioLook(checkHoldoutRatio(1_000, 0, 0.1)).name).toBe('warning');
  });
});

describe('the chart of the effect over time', () => {
  const point = (at: number, lower: number, upper: number) => ({
    at,
    report: { treated: 90, heldOut: 10, margin: { estimate: (lower + upper) / 2, lower, upper } },
  });

  it('draws only times with a result', () => {
    const points = liftPoints([
      { at: 1, report: { margin: null } },
      point(2, -10, 30),
      { at: 3, report: {} },
    ]);
    expect(points).toEqual([{ at: 2, estimate: 10, lower: -10, upper: 30, people: 100 }]);
  });
  it('does not let a wide first interval flatten the rest', () => {
    const points = liftPoints([point(1, -90_000, 90_000), point(2, -40, 60), point(3, 10, 50)]);
    const [from, to] = liftDomain(points);
    expect(from).toBeGreaterThan(-100);
    expect(to).toBeLessThan(100);
    expect(from).toBeLessThanOrEqual(0);
  });
  it('puts a few round values on the axis, all within its range', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 0 }), fc.integer({ min: 1, max: 1e9 }), (from, to) => {
        const found = ticks([from, to]);
        expect(found.length).toBeGreaterThan(0);
        expect(found.length).toBeLessThanOrEqual(6);
        for (const value of found)
          expect(value >= from - 1e-6 * (to - from) && value <= to + 1e-6 * (to - from)).toBe(true);
      }),
    );
  });
});
