import { expect, test } from 'vitest';
import fc from 'fast-check';
import { assignHoldout } from './index.ts';

test('a person held out of a flow is held out on every entry', () => {
  fc.assert(
    fc.property(
      fc.string(),
      fc.string(),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (salt, person, share) => {
        expect(assignHoldout(salt, person, share)).toBe(assignHoldout(salt, person, share));
      },
    ),
  );
});

test('raising the share keeps everybody held out who was held out before', () => {
  const shares = fc.tuple(
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.double({ min: 0, max: 1, noNaN: true }),
  );
  fc.assert(
    fc.property(fc.string(), fc.string(), shares, (salt, person, [one, two]) => {
      if (assignHoldout(salt, person, Math.min(one, two)))
        expect(assignHoldout(salt, person, Math.max(one, two))).toBe(true);
    }),
  );
});

test('nobody is held out at zero and everybody at one', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (salt, person) => {
      expect(assignHoldout(salt, person, 0)).toBe(false);
      expect(assignHoldout(salt, person, 1)).toBe(true);
    }),
  );
});

test('about a tenth of ten thousand people are held out at ten percent', () => {
  const held = Array.from({ length: 10_000 }, (_unused, index) =>
    assignHoldout('flow-a', `customer-${index}`, 0.1),
  ).filter(Boolean).length;
  // Five standard deviations of a binomial either way.
  expect(Math.abs(held - 1_000)).toBeLessThan(150);
});

test('being held out of one flow says nothing about another flow', () => {
  let both = 0;
  for (let index = 0; index < 20_000; index += 1) {
    if (
      assignHoldout('flow-a', `customer-${index}`, 0.3) &&
      assignHoldout('flow-b', `customer-${index}`, 0.3)
    )
      both += 1;
  }
  expect(Math.abs(both - 1_800)).toBeLessThan(200);
});
