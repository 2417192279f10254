import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { compile, createStep, initialCursor, parseGraph } from '@millrace/flow';
import { customer, facts } from '@millrace/flow/testing';
import { arriveAt, checked } from '../testing/scene.ts';
import { kinds } from '../kinds.ts';
import { randomSplit } from './definition.ts';

const config = (...weights: number[]) => ({
  paths: weights.map((weight, index) => ({ id: `w${index}`, name: '', weight })),
});
const way = (weights: number[], draw: number) => {
  const move = arriveAt(randomSplit, config(...weights), { draw });
  return 'go' in move ? move.go : null;
};

/** The path that a real step gives a person. */
function stepped(customerId: string, more: { sticky?: string; enrolment?: string } = {}): string | null {
  const plan = compile(
    parseGraph({
      schemaVersion: 2,
      subject: 'customer',
      nodes: [
        { id: 't', kind: 'event-trigger', config: { event: 'customer-subscribed' } },
        { id: 's', kind: 'random-split', config: { ...config(1, 3), sticky: more.sticky ?? 'customer' } },
        { id: 'e', kind: 'end' },
      ],
      edges: [
        { id: '1', from: 't', port: 'next', to: 's' },
        { id: '2', from: 's', port: 'w0', to: 'e' },
        { id: '3', from: 's', port: 'w1', to: 'e' },
      ],
    }),
    kinds,
  );
  const known = facts({
    customer: customer({ id: customerId }),
    enrolment: { ...facts().enrolment, id: more.enrolment ?? 'one' },
  });
  return (
    createStep(kinds)(plan, initialCursor(false), { type: 'start' }, known).trace.find(
      ({ node, what }) => node === 's' && what === 'went',
    )?.port ?? null
  );
}

describe('which path a person gets at random', () => {
  test('each path gets its share of the draws', () => {
    expect([0, 0.24, 0.26, 0.74, 0.76, 0.999].map((draw) => way([1, 2, 1], draw))).toEqual([
      'w0',
      'w0',
      'w1',
      'w1',
      'w2',
      'w2',
    ]);
  });
  test('a path without a share is never taken, at any position', () => {
    fc.assert(
      fc.property(
        fc
          .array(fc.integer({ min: 0, max: 5 }), { minLength: 2, maxLength: 6 })
          .filter((weights) => weights.some((weight) => weight > 0)),
        fc.double({ min: 0, max: 0.999_999_999, noNaN: true }),
        (weights, draw) => {
          const taken = Number(way(weights, draw)!.slice(1));
          expect(weights[taken]).toBeGreaterThan(0);
        },
      ),
    );
  });
  test('of four thousand people, a quarter takes the path with a quarter of the shares', () => {
    let first = 0;
    for (let index = 0; index < 4_000; index += 1) if (stepped(`customer-${index}`) === 'w0') first += 1;
    // Five standard deviations of a binomial are 137.
    expect(Math.abs(first - 1_000)).toBeLessThan(137);
  });
  test('the same person takes the same path each time they enter', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.uuid(), fc.uuid(), (person, one, other) => {
        expect(stepped(person, { enrolment: one })).toBe(stepped(person, { enrolment: other }));
      }),
      { numRuns: 40 },
    );
  });
  test('drawn anew, the same person sometimes takes another path', () => {
    const ways = new Set(
      Array.from({ length: 40 }, (_, index) =>
        stepped('ann', { sticky: 'enrolment', enrolment: `e-${index}` }),
      ),
    );
    expect(ways).toEqual(new Set(['w0', 'w1']));
  });
});

test('a split in which no path has a share is a problem', () => {
  expect(checked(randomSplit, config(0, 0))).toEqual([expect.stringMatching(/No path has a share/)]);
  expect(checked(randomSplit, config(0, 1))).toEqual([]);
});

test('paths are labelled with their share in percent', () => {
  expect(
    randomSplit.ports({ paths: [{ name: 'Short', weight: 1 }, { weight: 3 }] }).map(({ label }) => label),
  ).toEqual(['Short (25%)', 'Path 2 (75%)']);
  expect(randomSplit.sentence(config(50, 50))).toBe('Split at random: 50% / 50%');
});
