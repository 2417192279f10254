import { expect, test } from 'vitest';
import fc from 'fast-check';
import {
  isFullPriceBuyer,
  RECOVERY_SEGMENTS,
  recoveryFeatures,
  segmentOf,
  type RecoveryFeatures,
} from './index.ts';
import { exampleFacts } from '../testing/example.ts';

const features = (changes: Partial<RecoveryFeatures> = {}): RecoveryFeatures => ({
  ...recoveryFeatures(exampleFacts()),
  discountShare: 0,
  ...changes,
});

test('a person who ordered at full price before is a full-price buyer', () => {
  expect(segmentOf(features()).segment).toBe('full-price-buyer');
});

test('somebody who used a discount in every third order is price-sensitive', () => {
  expect(segmentOf(features({ discountShare: 1 / 3 })).segment).toBe('price-sensitive');
});

test('somebody trying a discount code is price-sensitive even on the first visit', () => {
  expect(segmentOf(features({ triedCode: true, ordersCount: 0, discountShare: null })).segment).toBe(
    'price-sensitive',
  );
});

test('somebody who never ordered is a new visitor', () => {
  expect(segmentOf(features({ ordersCount: 0, discountShare: null })).segment).toBe('first-visit');
});

test('a full-price customer with another category is a segment of its own', () => {
  expect(segmentOf(features({ newCategory: true })).segment).toBe('new-category');
});

test('a person who left at the payment was stopped by the checkout, not by the price', () => {
  expect(segmentOf(features({ step: 'payment', discountShare: 0.9 })).segment).toBe('checkout-friction');
  expect(segmentOf(features({ step: 'payment', triedCode: true })).segment).toBe('price-sensitive');
});

test('a full-price buyer remains one whatever segment the cart gives', () => {
  expect(isFullPriceBuyer(features({ step: 'payment' }))).toBe(true);
  expect(isFullPriceBuyer(features({ newCategory: true }))).toBe(true);
  expect(isFullPriceBuyer(features({ triedCode: true }))).toBe(false);
});

test('everybody has one segment, with a sentence that says why', () => {
  const anybody = fc.record({
    ordersCount: fc.nat(50),
    discountShare: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
    triedCode: fc.boolean(),
    newCategory: fc.boolean(),
    step: fc.constantFrom('cart', 'checkout', 'shipping', 'payment', 'elsewhere'),
  });
  fc.assert(
    fc.property(anybody, (changes) => {
      const { segment, sentence } = segmentOf(features(changes));
      expect(RECOVERY_SEGMENTS[segment].rule).toMatch(/\.$/);
      expect(sentence).toMatch(/^Counts as .+\.$/);
      if (segment === 'full-price-buyer') expect(isFullPriceBuyer(features(changes))).toBe(true);
    }),
  );
});
