import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { cart, customer, store } from '@millrace/flow/testing';
import { arriveAt, checked } from '../testing/scene.ts';
import { decideOffer } from './definition.ts';

type Stage = NonNullable<Parameters<typeof arriveAt>[2]>;
const OPTIONS = [
  { id: 'none', kind: 'none', value: 0 },
  { id: 'percent-5', kind: 'percentage', value: 5 },
  { id: 'percent-10', kind: 'percentage', value: 10 },
];
const hunter: Stage = {
  facts: { customer: customer({ discountShare: 0.9 }), cart: cart({ discountCodes: ['SAVE'] }) },
  cursor: { variables: { segment: 'price-sensitive', recovery: 0.2 } },
};
const chosen = (stage: Stage, config: Readonly<Record<string, unknown>> = {}) => {
  const move = arriveAt(decideOffer, { options: OPTIONS, ...config }, stage);
  if (!('go' in move)) throw new Error('a decision always goes on');
  return move;
};

describe('offers without a code, and amounts', () => {
  const each = [
    [{ id: 'amount-5', kind: 'amount', value: 500 }, '€5.00 off'],
    [{ id: 'gift-tote-bag', kind: 'gift', value: 300, words: 'a tote bag' }, 'a tote bag'],
    [{ id: 'plan-pay-in-3', kind: 'payment-plan', value: 3, words: 'pay in 3 parts' }, 'pay in 3 parts'],
  ] as const;
  test.each(each)('%o is said in words, to use in messages', (option, words) => {
    const move = chosen(hunter, { options: [option] });
    expect(move.go).toBe('offer');
    expect(move.with?.variables).toMatchObject({
      offer: option.id,
      offerKind: option.kind,
      offerWords: words,
    });
    expect(move.sentence).toBe(`Gets ${words}.`);
  });

  test('a buyer at full price may pay in parts, and gets no gift', () => {
    const buyer: Stage = {
      facts: { customer: customer({ discountShare: 0 }), cart: cart({ discountCodes: [] }) },
      cursor: { variables: { segment: 'full-price-buyer' } },
    };
    const [, [gift], [plan]] = each;
    expect(chosen(buyer, { options: [gift] }).go).toBe('none');
    expect(chosen(buyer, { options: [plan] }).go).toBe('offer');
  });

  test.each([
    [{ kind: 'amount', value: 0 }, 'An amount off has to be more than 0.'],
    [{ kind: 'gift', value: 100, words: ' ' }, 'Say what the gift is'],
    [{ kind: 'payment-plan', value: 3 }, 'Say what the payment plan is called'],
  ])('%o is a problem with a sentence', (option, sentence) => {
    const options = [
      { id: 'none', kind: 'none', value: 0 },
      { id: 'one', ...option },
    ];
    expect(checked(decideOffer, { options }).join(' ')).toContain(sentence);
  });

  test.each([
    [{ kind: 'percentage', value: 101 }, 'at most 100 percent'],
    [{ kind: 'payment-plan', value: 31, words: 'slowly' }, 'at most 30 percent'],
  ])('%o is refused with a sentence', (option, sentence) => {
    const parsed = decideOffer.config.safeParse({ options: [{ id: 'one', ...option }] });
    expect(parsed.error?.issues.map(({ message }) => message).join(' ')).toContain(sentence);
  });
});

describe('what is offered', () => {
  test('is always one of the allowed offers, and takes the branch that fits it', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 0.999_999, noNaN: true }),
        fc.subarray(OPTIONS, { minLength: 1 }),
        (draw, options) => {
          const move = chosen({ ...hunter, draw }, { options });
          const { offer, offerKind, offerValue } = move.with!.variables as {
            offer: string;
            offerKind: string;
            offerValue: number;
          };
          expect(move.go).toBe(offerKind === 'none' ? 'none' : 'offer');
          if (offerKind !== 'none')
            expect(options).toContainEqual({ id: offer, kind: offerKind, value: offerValue });
          expect(move.with?.decision?.chosen).toBe(offer);
        },
      ),
    );
  });

  test('over all draws every allowed offer is made, so that there is data to learn from', () => {
    const seen = new Set(
      Array.from(
        { length: 200 },
        (_, index) => chosen({ ...hunter, draw: index / 200 }).with!.variables!['offer'],
      ),
    );
    expect(seen).toEqual(new Set(['none', 'percent-5', 'percent-10']));
  });

  test('is never a discount for a person who buys at full price, for any draw', () => {
    const buyer: Stage = {
      facts: { customer: customer({ discountShare: 0 }), cart: cart({ discountCodes: [] }) },
      cursor: { variables: { segment: 'full-price-buyer' } },
    };
    for (let index = 0; index < 100; index += 1)
      expect(chosen({ ...buyer, draw: index / 100 }).go).toBe('none');
  });

  test('never goes below the margin that must remain, for any draw', () => {
    const lines = cart().lines.map((line) => ({ ...line, cost: 3_300 }));
    const thin: Stage = {
      ...hunter,
      facts: {
        ...hunter.facts,
        cart: cart({ lines, discountCodes: ['SAVE'] }),
        store: { ...store, marginFloor: 0.1 },
      },
    };
    const values = Array.from(
      { length: 100 },
      (_, index) => chosen({ ...thin, draw: index / 100 }).with!.variables!['offerValue'],
    );
    expect(Math.max(...(values as number[]))).toBe(5);
    const stricter = Array.from(
      { length: 100 },
      (_, index) => chosen({ ...thin, draw: index / 100 }, { marginFloor: 0.4 }).go,
    );
    expect(new Set(stricter)).toEqual(new Set(['none']));
  });

  test('is logged with the probability of every option', () => {
    const { decision } = chosen(hunter).with!;
    const sum = decision!.options.reduce((total, option) => total + option.probability, 0);
    expect(sum).toBeCloseTo(1, 9);
    expect(decision!.options.map(({ id }) => id)).toEqual(['none', 'percent-5', 'percent-10']);
  });
});

describe('what is wrong with it', () => {
  test.each<[string, unknown[], RegExp]>([
    ['only "none" allowed', [OPTIONS[0]], /everybody takes the branch "No offer"/],
    ['the same offer twice', [OPTIONS[1], OPTIONS[1]], /listed twice/],
    ['a discount of 0%', [{ id: 'percent-0', kind: 'percentage', value: 0 }], /discount of 0%/],
  ])('%s is named', (_name, options, words) =>
    expect(checked(decideOffer, { options }).join(' ')).toMatch(words),
  );
  test('an empty list of offers is refused with a sentence', () => {
    expect(decideOffer.config.safeParse({ options: [] }).error?.issues[0]?.message).toBe(
      'Allow at least one offer.',
    );
  });
});

test('the card lists what may be offered', () => {
  expect(decideOffer.sentence({ options: OPTIONS })).toBe('Decide between no offer, 5% off, 10% off');
  expect(decideOffer.sentence({})).toBe('Decide on an offer: choose what may be offered');
});
