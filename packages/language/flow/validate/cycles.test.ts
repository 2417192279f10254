import { expect, test } from 'vitest';
import fc from 'fast-check';
import { sccsOf } from './cycles.ts';

const NAMES = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
const drawn = fc.array(fc.tuple(fc.constantFrom(...NAMES), fc.constantFrom(...NAMES)), { maxLength: 20 });
const waysFrom = (edges: readonly (readonly [string, string])[]) =>
  new Map(NAMES.map((name) => [name, edges.filter(([from]) => from === name).map(([, to]) => to)]));

/** Reachability by trying every edge. */
function reaches(edges: readonly (readonly [string, string])[], from: string, to: string): boolean {
  const seen = new Set<string>();
  const open = edges.filter(([start]) => start === from).map(([, next]) => next);
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (name === to) return true;
    if (seen.has(name)) continue;
    seen.add(name);
    open.push(...edges.filter(([start]) => start === name).map(([, next]) => next));
  }
  return false;
}

test('a step is in a loop exactly when a path leads from it back to it', () => {
  fc.assert(
    fc.property(drawn, (edges) => {
      const inLoops = sccsOf(waysFrom(edges)).flat();
      expect([...inLoops].sort()).toEqual(NAMES.filter((name) => reaches(edges, name, name)));
    }),
    { numRuns: 500 },
  );
});

test('two steps are in one loop exactly when each leads to the other', () => {
  fc.assert(
    fc.property(drawn, (edges) => {
      for (const group of sccsOf(waysFrom(edges))) {
        for (const one of NAMES) {
          for (const other of group)
            if (one !== other)
              expect(group.includes(one)).toBe(reaches(edges, one, other) && reaches(edges, other, one));
        }
      }
    }),
    { numRuns: 300 },
  );
});

test('steps outside, which take time, break a loop', () => {
  expect(
    sccsOf(
      new Map([
        ['a', ['b']],
        ['b', ['wait']],
      ]),
    ),
  ).toEqual([]);
});

test('a loop of two hundred thousand steps does not overflow the stack', () => {
  const size = 200_000;
  const ways = new Map(Array.from({ length: size }, (_, index) => [`${index}`, [`${(index + 1) % size}`]]));
  expect(sccsOf(ways)[0]).toHaveLength(size);
});
