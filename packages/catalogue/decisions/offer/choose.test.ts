import { expect, test } from 'vitest';
import fc from 'fast-check';
import { isMillraceError } from '@millrace/base';
import { seededRandom } from '@millrace/measure';
import {
  chooseOffer,
  emptyOfferParameters,
  learnOffers,
  MINIMUM_TRIES,
  offerContext,
  observeOffer,
  offerObservation,
  type OfferObservation,
} from './index.ts';
import { exampleFacts } from '../testing/example.ts';
import { shopper, SHOP_OPTIONS } from '../testing/simulated-shop.ts';

const settings = { options: SHOP_OPTIONS, spareFullPriceBuyers: true };
const allowEverything = { options: SHOP_OPTIONS, spareFullPriceBuyers: false };

/**
 * Parameters as if every option had been tried this often on people like the example, with these purchase
 * rates.
 */
function learnt(tries: number, rates: Readonly<Record<string, number>>) {
  const context = offerContext(exampleFacts(), SHOP_OPTIONS, null);
  const seen: OfferObservation[] = Object.entries(rates).flatMap(([option, rate]) =>
    Array.from({ length: tries }, (_unused, index) => ({
      context,
      option,
      probability: 0.25,
      reward: index < rate * tries ? context.margins[option]! : 0,
    })),
  );
  return { offer: learnOffers(seen) };
}

test('the same person, node and visit always get the same offer', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 9_999 }),
      fc.double({ min: 0, max: 0.999999, noNaN: true }),
      (seed, draw) => {
        const facts = shopper(seededRandom(seed));
        expect(chooseOffer(facts, settings, null, draw)).toEqual(chooseOffer(facts, settings, null, draw));
      },
    ),
  );
});

test('the chosen offer is never one that a rule forbids, and forbidden offers are listed with the reason', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 9_999 }),
      fc.double({ min: 0, max: 0.999999, noNaN: true }),
      fc.boolean(),
      (seed, draw, spare) => {
        const facts = {
          ...shopper(seededRandom(seed)),
          models:
            seed % 2 === 0
              ? learnt(200, { none: 0.1, 'free-shipping': 0.1, 'percent-10': 0.2, 'percent-20': 0.6 })
              : {},
        };
        const { offer, record } = chooseOffer(
          facts,
          { ...settings, spareFullPriceBuyers: spare },
          null,
          draw,
        );
        for (const option of record.options) expect(option.probability === 0).toBe(option.note !== null);
        expect(record.options.find((option) => option.id === offer.id)?.note).toBeNull();
        expect(record.options.reduce((sum, option) => sum + option.probability, 0)).toBeCloseTo(1, 12);
      },
    ),
  );
});

test('without training four people in five get no offer', () => {
  const { record } = chooseOffer(exampleFacts(), allowEverything, null, 0);
  expect(record.by).toBe('rule');
  expect(record.chosen).toBe('none');
  expect(record.options.map((option) => Number(option.probability.toFixed(4)))).toEqual([
    0.8, 0.0667, 0.0667, 0.0667,
  ]);
  expect(record.explanation[0]).toBe(
    'Gives no offer, as to most people while too little is known (the outcome of 0 offers is known, 200 are needed).',
  );
});

test('without exploration, nobody gets an offer to learn from', () => {
  const { record } = chooseOffer(exampleFacts(), { ...allowEverything, exploration: 0 }, null, 0.999);
  expect(record.chosen).toBe('none');
});

test('without exploration, a trained model always chooses the best guess', () => {
  const models = learnt(60, { none: 0.1, 'free-shipping': 0.1, 'percent-10': 0.2, 'percent-20': 0.2 });
  const { record } = chooseOffer(
    exampleFacts({ models }),
    { ...allowEverything, exploration: 0 },
    null,
    0.999,
  );
  expect(record.options.map((option) => option.probability).sort()).toEqual([0, 0, 0, 1]);
});

test('once trained, it gives the offer with the most margin to most people', () => {
  const models = learnt(2_000, { none: 0.05, 'free-shipping': 0.08, 'percent-10': 0.2, 'percent-20': 0.21 });
  const { record } = chooseOffer(exampleFacts({ models }), allowEverything, null, 0.5);
  expect(record.by).toBe('model');
  expect(record.chosen).toBe('percent-10');
  expect(record.options.find((option) => option.id === 'percent-10')?.probability).toBeGreaterThan(0.7);
  expect(record.options.every((option) => option.probability >= 0.2 / 4 / 4)).toBe(true);
  expect(record.explanation[0]).toMatch(
    /^Gives 10% off, the best guess so far: [\d.]+% of people like this get it/,
  );
  expect(record.explanation[1]).toMatch(
    /10% off leaves about €[\d.]+ of margin a person, since (19|20)% buy; /,
  );
});

test('the explanation of another offer says that it is to keep learning', () => {
  const models = learnt(2_000, { none: 0.05, 'free-shipping': 0.08, 'percent-10': 0.2, 'percent-20': 0.21 });
  const { record } = chooseOffer(exampleFacts({ models }), allowEverything, null, 0);
  expect(record.chosen).toBe('none');
  expect(record.explanation[0]).toMatch(
    /^Gives no offer to keep learning: .+ though 10% off is the best guess so far\.$/,
  );
});

test('the trained model decides once the outcome of two hundred offers is known', () => {
  const rates = { none: 0.1, 'free-shipping': 0.1, 'percent-10': 0.2, 'percent-20': 0.2 };
  const by = (each: number) =>
    chooseOffer(exampleFacts({ models: learnt(each, rates) }), allowEverything, null, 0).record;
  expect(by(MINIMUM_TRIES / 4 - 1).by).toBe('rule');
  expect(by(MINIMUM_TRIES / 4 - 1).explanation[0]).toContain(
    `the outcome of ${MINIMUM_TRIES - 4} offers is known, ${MINIMUM_TRIES} are needed`,
  );
  expect(by(MINIMUM_TRIES / 4).by).toBe('model');
});

test('when every listed offer is forbidden, none is made, and it says why', () => {
  const facts = exampleFacts({ customer: { discountShare: 0 } });
  const { offer, record } = chooseOffer(
    facts,
    { options: SHOP_OPTIONS.slice(1), spareFullPriceBuyers: true },
    null,
    0.5,
  );
  expect(offer.kind).toBe('none');
  expect(record.explanation[0]).toBe('Gives no offer: nothing else is allowed here.');
  expect(record.explanation).toHaveLength(4);
});

test('invalid settings are refused with a sentence', () => {
  const refused = [
    () => chooseOffer(exampleFacts(), { ...settings, options: [] }, null, 0),
    () =>
      chooseOffer(exampleFacts(), { ...settings, options: [SHOP_OPTIONS[0]!, SHOP_OPTIONS[0]!] }, null, 0),
    () => chooseOffer(exampleFacts(), { ...settings, exploration: 0.9 }, null, 0),
    () => chooseOffer(exampleFacts(), settings, null, 1),
  ];
  for (const attempt of refused) {
    let thrown: unknown;
    try {
      attempt();
    } catch (error) {
      thrown = error;
    }
    expect(isMillraceError(thrown) && thrown.code).toBe('input-invalid');
  }
});

test('learning one observation after another is the same as learning the whole log at once', () => {
  const random = seededRandom(11);
  const log = Array.from({ length: 40 }, (_unused, index) => {
    const { record } = chooseOffer(shopper(random, index), settings, null, random());
    return offerObservation(record, Math.floor(random() * 3_000))!;
  });
  expect(log.reduce(observeOffer, emptyOfferParameters())).toEqual(learnOffers(log));
});

test('an observation is read from a stored decision', () => {
  const { record } = chooseOffer(exampleFacts(), allowEverything, null, 0.99);
  const observation = offerObservation(JSON.parse(JSON.stringify(record)), 1_234);
  expect(observation).toMatchObject({
    option: 'percent-20',
    reward: 1_234,
    context: { segment: 'price-sensitive', basket: 8_000 },
  });
  expect(observation?.probability).toBeCloseTo(0.2 / 3, 12);
  expect(offerObservation({ ...record, model: 'recovery' }, 0)).toBeNull();
  expect(offerObservation({ ...record, inputs: {} }, 0)).toBeNull();
});
