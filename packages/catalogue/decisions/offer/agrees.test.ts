import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY } from '@millrace/base';
import { seededRandom } from '@millrace/measure';
import { exampleFacts } from '../testing/example.ts';
import { shopper, SHOP_OPTIONS, trueMargin, trueRate } from '../testing/simulated-shop.ts';
import { chooseOffer } from './choose.ts';
import { eligibility } from './eligibility.ts';
import { pastOffers } from './example.ts';
import { basketOf, marginIfBought, marginShareUnder } from './margin.ts';
import { learnOffers, offerObservation, type OfferObservation } from './observe.ts';
import { offerWords } from './options.ts';
import { chanceOfBeingBest, keepTrying, pick, ruleProbabilities } from '../drawing.ts';
import { offerSamples } from './samples.ts';

const settings = { options: SHOP_OPTIONS, spareFullPriceBuyers: false };

/** What a shop learns that gives every allowed offer alike for a while. */
function learned(people: number) {
  const random = seededRandom(21);
  const log: OfferObservation[] = [];
  for (let index = 0; index < people; index += 1) {
    const facts = shopper(random, index);
    const { offer, record } = chooseOffer(facts, { ...settings, exploration: 0.5 }, null, random());
    const bought = random() < trueRate(facts, offer.id);
    const seen = offerObservation(record, bought ? trueMargin(facts, offer.id) : 0);
    if (seen) log.push(seen);
  }
  return JSON.parse(JSON.stringify(learnOffers(log))) as never;
}
const models = { offer: learned(6_000) };
const draws = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe('the story of an offer agrees with its record', () => {
  test('it calls best what is best by the scores, gives the chance that was logged, and tells every refusal', () => {
    fc.assert(
      fc.property(fc.nat(100_000), draws, fc.constantFrom(0.05, 0.2, 0.5), (seed, draw, exploration) => {
        const facts = { ...shopper(seededRandom(seed)), models };
        const { offer, record } = chooseOffer(facts, { ...settings, exploration }, null, draw);
        const open = record.options.filter(({ probability }) => probability > 0);
        const [first = ''] = record.explanation;
        expect(first).toContain(offerWords(offer));
        for (const { note } of record.options) if (note !== null) expect(record.explanation).toContain(note);
        expect(record.explanation.filter((one) => one.startsWith('Not given'))).toHaveLength(
          record.options.length - open.length,
        );
        if (record.by !== 'model' || open.length < 2) return;
        const best = Math.max(...open.map(({ score }) => score!));
        const own = open.find(({ id }) => id === record.chosen)!;
        if (first.includes('the best guess so far:')) expect(own.score).toBe(best);
        else expect(own.score).toBeLessThanOrEqual(best);
        const percent = Number(/(\d+(?:\.\d+)?)% of people/.exec(first)![1]) / 100;
        expect(Math.abs(percent - own.probability)).toBeLessThan(0.0051);
        expect(record.score).toBe(own.score);
      }),
      { numRuns: 300 },
    );
  });

  test('it is told in whole sentences, whoever is asked about and whatever is drawn', () => {
    fc.assert(
      fc.property(fc.nat(100_000), draws, fc.boolean(), fc.boolean(), (seed, draw, isLearned, spares) => {
        const facts = { ...shopper(seededRandom(seed)), models: isLearned ? models : {} };
        const { record } = chooseOffer(facts, { ...settings, spareFullPriceBuyers: spares }, null, draw);
        for (const sentence of record.explanation) {
          expect(sentence).toMatch(/^[A-Z].*\.$/);
          expect(sentence).not.toMatch(/undefined|NaN|Infinity|null/);
        }
        expect(record.options.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 9);
        expect(JSON.parse(JSON.stringify(record))).toEqual(record);
      }),
      { numRuns: 300 },
    );
  });
});

describe('the floor', () => {
  test('holds for whatever is chosen, learned or not, and what is refused would break it', () => {
    const floor = fc.constantFrom(0, 0.1, 0.25, 0.4, 0.6, 0.95);
    fc.assert(
      fc.property(
        fc.nat(100_000),
        draws,
        floor,
        floor,
        fc.boolean(),
        (seed, draw, own, ofStore, isLearned) => {
          const person = shopper(seededRandom(seed));
          const facts = {
            ...person,
            store: { ...person.store, marginFloor: ofStore },
            models: isLearned ? models : {},
          };
          const { offer } = chooseOffer(facts, { ...settings, marginFloor: own }, null, draw);
          const share = (option: (typeof SHOP_OPTIONS)[number]) =>
            marginShareUnder(option, basketOf(facts), facts.store.shippingCost)!;
          if (offer.kind !== 'none')
            expect(share(offer)).toBeGreaterThanOrEqual(Math.max(own, ofStore) - 1e-9);
          for (const { option, refusal } of eligibility(facts, { ...settings, marginFloor: own }, null))
            if (option.kind !== 'none')
              expect(refusal === null).toBe(share(option) >= Math.max(own, ofStore) - 1e-9);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('a deeper discount never leaves more, and margin is what is left of the price in whole units', () => {
    fc.assert(
      fc.property(
        fc.nat(100_000),
        fc.integer({ min: 0, max: 99 }),
        fc.integer({ min: 1, max: 100 }),
        (seed, less, more) => {
          const basket = basketOf(shopper(seededRandom(seed)));
          const under = (value: number) => marginIfBought({ id: 'x', kind: 'percentage', value }, basket, 0)!;
          const deeper = Math.min(100, less + more);
          expect(under(deeper)).toBeLessThanOrEqual(under(less));
          const exact = basket.revenue! * (1 - less / 100) - basket.revenue! * basket.costShare;
          expect(Math.abs(under(less) - exact)).toBeLessThanOrEqual(1);
          expect(Number.isSafeInteger(under(less))).toBe(true);
        },
      ),
    );
  });
});

describe('chances', () => {
  const belief = fc.record({
    mean: fc.double({ min: -1e6, max: 1e6, noNaN: true }),
    deviation: fc.oneof(fc.constant(0), fc.double({ min: 0, max: 1e6, noNaN: true })),
  });
  const beliefs = fc.array(belief, { minLength: 1, maxLength: 6 });

  test('are chances, whatever is believed, and belong to the option and not to its place', () => {
    fc.assert(
      fc.property(beliefs, (given) => {
        const chances = chanceOfBeingBest(given);
        expect(chances.every((one) => one >= 0 && one <= 1)).toBe(true);
        expect(chances.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 9);
        const turned = chanceOfBeingBest(given.toReversed()).toReversed();
        for (const [index, one] of chances.entries()) expect(turned[index]).toBeCloseTo(one, 9);
      }),
      { numRuns: 400 },
    );
  });

  test('come to what drawing from the beliefs many times comes to', () => {
    const random = seededRandom(9);
    const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    for (const given of [
      [
        { mean: 100, deviation: 30 },
        { mean: 110, deviation: 60 },
        { mean: 80, deviation: 10 },
      ],
      [
        { mean: 5, deviation: 1 },
        { mean: 5, deviation: 4 },
        { mean: 5, deviation: 9 },
        { mean: 4, deviation: 2 },
      ],
      [
        { mean: 1_000, deviation: 200 },
        { mean: 900, deviation: 200 },
      ],
    ]) {
      const wins = given.map(() => 0);
      for (let index = 0; index < 40_000; index += 1) {
        const drawn = given.map(({ mean, deviation }) => mean + deviation * normal());
        wins[drawn.indexOf(Math.max(...drawn))]! += 1 / 40_000;
      }
      // Five standard errors of a share of 40,000, and the width of a cell.
      for (const [index, chance] of chanceOfBeingBest(given).entries())
        expect(Math.abs(chance - wins[index]!)).toBeLessThan(0.0125 + 0.01);
    }
  });

  test('of the better option rise with what is believed of it', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({ mean: fc.integer({ min: 0, max: 100 }), deviation: fc.integer({ min: 1, max: 60 }) }),
          { minLength: 2, maxLength: 4 },
        ),
        fc.integer({ min: 1, max: 50 }),
        (given, more) => {
          const better = given.map((one, index) => (index === 0 ? { ...one, mean: one.mean + more } : one));
          expect(chanceOfBeingBest(better)[0]).toBeGreaterThanOrEqual(chanceOfBeingBest(given)[0]! - 0.01);
        },
      ),
    );
  });

  test('are kept up for everything a little, and each draw falls on one that has some', () => {
    fc.assert(
      fc.property(beliefs, fc.double({ min: 0, max: 1, noNaN: true }), draws, (given, share, draw) => {
        const kept = keepTrying(chanceOfBeingBest(given), share);
        expect(kept.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 9);
        for (const one of kept) expect(one).toBeGreaterThanOrEqual(share / given.length - 1e-12);
        expect(kept[pick(kept, draw)]).toBeGreaterThan(0);
      }),
    );
    expect(ruleProbabilities(3, 1, 0.2)).toEqual([0.1, 0.8, 0.1]);
    expect([ruleProbabilities(1, 0, 0.5), ruleProbabilities(0, 0, 0.5)]).toEqual([[1], []]);
  });
});

test('what is learned from a past where one offer is bought with by many more gives that one to most, once it may', () => {
  const past = pastOffers(seededRandom(4));
  const facts = exampleFacts({
    customer: { discountShare: 0.5, ordersCount: 4 },
    models: { offer: JSON.parse(JSON.stringify(learnOffers(offerSamples(past)))) as never },
  });
  const options = ['none', 'free-shipping', 'percent-10'].map((id) =>
    SHOP_OPTIONS.find((one) => one.id === id)!,
  );
  const { record } = chooseOffer(facts, { options, spareFullPriceBuyers: false }, 'price-sensitive', 0.5);
  const chance = (id: string) => record.options.find((one) => one.id === id)!.probability;
  expect(record.by).toBe('model');
  expect(chance('percent-10')).toBeGreaterThan(0.8);
  expect(offerSamples(past.map((one) => ({ ...one, now: one.at + DAY })))).toEqual([]);
});
