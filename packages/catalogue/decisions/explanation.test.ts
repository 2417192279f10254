import { expect, test } from 'vitest';
import { knownInputs, spaced } from './explanation.ts';
import { offerTitle } from './offer/words.ts';
import { DECISION_MODELS } from './kinds.ts';
import { calibrationWords, errorWords, INPUTS, rankingWords } from './recovery/words.ts';

test('options have the names of a marketer', () => {
  expect(offerTitle('percent-10')).toBe('10% off');
  expect(offerTitle('none')).toBe('No discount');
  expect(offerTitle('free-shipping')).toBe('Free shipping');
  expect(spaced('something-newOrOther')).toBe('Something new or other');
});

test('each input is formatted by its kind, and unknown values are left out', () => {
  const inputs = {
    cartTotal: 5200,
    discountShare: 0.333,
    daysSinceOrder: 0.5,
    hour: 4,
    mobile: true,
    orderGapDays: null,
    step: 'payment',
  };
  expect(knownInputs(inputs, INPUTS, 'USD')).toEqual([
    { name: 'Cart', value: '$52.00' },
    { name: 'Orders with a discount', value: '33%' },
    { name: 'Since the last order', value: '12 hours' },
    { name: 'Left at, in their time zone', value: '04:00' },
    { name: 'On a phone', value: 'Yes' },
    { name: 'Got as far as', value: 'Payment' },
  ]);
});

test('an input with the name of an object’s own property is no problem', () => {
  expect(knownInputs({ constructor: 1, toString: 'x' }, INPUTS, 'USD')).toEqual([
    { name: 'Constructor', value: '1' },
    { name: 'To string', value: 'X' },
  ]);
});

test('the line on the timeline says what was chosen', () => {
  const line = (model: string, chosen: string) => DECISION_MODELS[model]?.headline(chosen, String);
  expect(line('recovery', 'price-sensitive')).toBe('Kind of shopper: Price-sensitive');
  expect(line('recovery', 'a-kind-of-long-ago')).toBe('Kind of shopper: A kind of long ago');
  expect(line('offer', 'percent-10')).toBe('Offer: 10% off');
  expect(line('offer', 'none')).toBe('Offer: none');
  expect(line('recommend', 'p1')).toBe('Recommended products');
});

test('measures are explained by their meaning', () => {
  expect(rankingWords(0.842)).toContain('84 times in 100');
  expect(errorWords({ brier: 0.1, brierOfBaseRate: 0.25, baseRate: 0.35 })).toBe(
    'Its errors are 60% smaller than those of always predicting 35%.',
  );
  expect(errorWords({ brier: 0.3, brierOfBaseRate: 0.25, baseRate: 0.35 })).toContain('no smaller');
  expect(calibrationWords(0.03)).toContain('reliable');
  expect(calibrationWords(0.119)).not.toContain('reliable');
});
