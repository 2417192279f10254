import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { timeToCross } from './first-passage.ts';
import { peopleNeeded, PLANNED_POWER } from './people-needed.ts';
import { normalShareBelow } from './special.ts';
import { base, claimsOf, planned, PLANNED_SHOPS } from './testing/planned-shops.ts';

const LIVES = 300;
/** Four standard deviations of a share of 300 lives, when the true one is 0.8. */
const CHANCE = 4 * Math.sqrt((0.8 * 0.2) / LIVES);
const shareOf = <Claim>(claims: readonly Claim[], claim: Claim) =>
  claims.filter((one) => one === claim).length / claims.length;

describe.each(PLANNED_SHOPS)('$name', (shop) => {
  test('shows the gain by the planned number of people in eight lives of ten', () => {
    const gained = shareOf(claimsOf(shop, shop.rates, planned(shop), LIVES), 'gain');
    expect(Math.abs(gained - PLANNED_POWER)).toBeLessThan(CHANCE);
  });

  test('claims nothing without an effect, but in one life of twenty', () => {
    const claims = claimsOf(shop, [shop.rates[0], shop.rates[0]], planned(shop), LIVES);
    expect(1 - shareOf(claims, null)).toBeLessThanOrEqual(0.05 + 2 * Math.sqrt((0.05 * 0.95) / LIVES));
  });
});

test('half the planned people show it far less often, so the test of the power can fail', () => {
  const shop = PLANNED_SHOPS[0]!;
  const gained = shareOf(claimsOf(shop, shop.rates, planned(shop) / 2, LIVES), 'gain');
  expect(gained).toBeLessThan(PLANNED_POWER - 2 * CHANCE);
});

test('looking all along needs more people than the formula for one look', () => {
  const [rate, gain, share] = [0.05, 0.02, 0.2];
  const people = peopleNeeded({ rate, buyer: null }, 'conversion', gain, share)!;
  const spread = (0.07 * 0.93) / 0.8 + (0.05 * 0.95) / 0.2;
  // (1.96 + 0.84)² V / δ²: one look at the end, with the same power.
  expect(people).toBeGreaterThan(1.2 * ((2.8015 ** 2 * spread) / gain ** 2));
});

describe('the number of people', () => {
  const rate = fc.double({ min: 0.01, max: 0.4, noNaN: true });
  const share = fc.double({ min: 0.02, max: 0.35, noNaN: true });
  const relative = fc.double({ min: 0.1, max: 1, noNaN: true });

  test('falls with a larger gain, and with a larger holdout up to two in five', () => {
    fc.assert(
      fc.property(rate, share, relative, (often, held, gain) => {
        const people = (more: number, of: number) =>
          peopleNeeded({ rate: often, buyer: null }, 'conversion', often * more, of)!;
        expect(people(gain * 1.2, held)).toBeLessThanOrEqual(people(gain, held));
        expect(people(gain, held * 1.1)).toBeLessThanOrEqual(people(gain, held));
      }),
      { numRuns: 60 },
    );
  });

  test('is the same in another unit of money', () => {
    fc.assert(
      fc.property(rate, share, relative, fc.integer({ min: 2, max: 1_000 }), (often, held, gain, times) => {
        const people = (unit: number) =>
          peopleNeeded(base(often, 3_000 * unit, 0.8), 'margin', often * gain * 3_000 * unit, held)!;
        expect(Math.abs(people(times) - people(1))).toBeLessThanOrEqual(1);
      }),
      { numRuns: 30 },
    );
  });

  test('of margin is never below that of orders, whose sizes add noise', () => {
    fc.assert(
      fc.property(rate, share, relative, (often, held, gain) => {
        const shop = base(often, 3_000, 0.6);
        expect(peopleNeeded(shop, 'margin', often * gain * 3_000, held)!).toBeGreaterThanOrEqual(
          peopleNeeded(shop, 'conversion', often * gain, held)! * 0.999,
        );
      }),
      { numRuns: 30 },
    );
  });

  test('is at least what results need to be shown at all', () => {
    expect(peopleNeeded({ rate: 0.5, buyer: null }, 'conversion', 0.49, 0.05)).toBeGreaterThanOrEqual(2_000);
    expect(peopleNeeded({ rate: 0.01, buyer: null }, 'conversion', 0.5, 0.1)).toBeGreaterThanOrEqual(12_500);
  });

  test.each([
    ['everybody would have to order, and more', { rate: 0.6, buyer: null }, 'conversion', 0.5, 0.2],
    ['nobody orders', { rate: 0, buyer: null }, 'conversion', 0.1, 0.2],
    ['the margin of an order is not known', { rate: 0.1, buyer: null }, 'margin', 30, 0.2],
    ['nobody is held out', { rate: 0.1, buyer: null }, 'conversion', 0.01, 0],
    ['there is no gain', { rate: 0.1, buyer: null }, 'conversion', 0, 0.2],
    ['it takes more than a thousand million', { rate: 0.01, buyer: null }, 'conversion', 1e-7, 0.2],
  ] as const)('is unknown when %s', (_why, shop, metric, gain, share) => {
    expect(peopleNeeded(shop, metric, gain, share)).toBeNull();
  });
});

describe('the first passage', () => {
  test.each([0.1, 0.5, 0.8, 0.95])(
    'over a level line is the inverse Gaussian distribution at %s',
    (probability) => {
      // With drift 1 to a level of 5: mean 5 and shape 25 (Tweedie, Annals of Mathematical Statistics 28, 1957).
      const time = timeToCross({ drift: 1, boundary: () => 5, from: 0.01 }, probability, 1_000)!;
      const root = Math.sqrt(25 / time);
      const passed =
        normalShareBelow(root * (time / 5 - 1)) + Math.exp(10) * normalShareBelow(-root * (time / 5 + 1));
      expect(passed).toBeCloseTo(probability, 2);
    },
  );

  test('never comes where the drift leads away', () => {
    expect(timeToCross({ drift: -1, boundary: () => 5, from: 0.01 }, 0.5, 1_000)).toBeNull();
  });

  test('has come at the first look when nearly everybody is above', () => {
    expect(timeToCross({ drift: 1, boundary: () => 5, from: 50 }, 0.8, 1_000)).toBe(50);
  });
});
