import { DECISION_MODELS, predictedFacts } from '@millrace/decisions';
import { describe, expect, test } from 'vitest';
import { dateTrigger } from './definition.ts';
import { checked } from '../testing/scene.ts';

const read = (config: Readonly<Record<string, unknown>>) =>
  dateTrigger.trigger!(dateTrigger.config.parse(config) as never);

describe('the day', () => {
  test('a birthday is a property, every year', () => {
    expect(read({ date: 'birthday' })).toMatchObject({
      event: 'date-reached',
      source: {
        type: 'date',
        fact: 'customer.properties.birthday',
        yearly: true,
        days: 0,
        time: { hour: 9, minute: 0 },
      },
    });
  });
  test('days before are negative', () => {
    expect(read({ when: 'before', days: 3 }).source).toMatchObject({ days: -3 });
    expect(read({ when: 'after', days: 3 }).source).toMatchObject({ days: 3 });
    expect(read({ when: 'on', days: 3 }).source).toMatchObject({ days: 0 });
  });
  test.each([
    ['first-order', 'customer.firstOrderAt'],
    ['last-order', 'customer.lastOrderAt'],
    ['known', 'customer.createdAt'],
    ['reorder', 'customer.reorderDueAt'],
  ])('%s is known of everybody', (date, fact) => {
    expect(read({ date }).source).toMatchObject({ fact });
  });
  test('the next order is due once, whatever the switch says, and may be looked forward to', () => {
    expect(read({ date: 'reorder', yearly: true, when: 'before', days: 3 }).source).toMatchObject({
      yearly: false,
      days: -3,
    });
    expect(checked(dateTrigger, { date: 'reorder', when: 'before' })).toEqual([]);
    expect(dateTrigger.sentence({ date: 'reorder', when: 'before', days: 3 })).toBe(
      'Enters 3 days before the day their next order is due at 09:00',
    );
  });
  test('a product is due again once after each purchase, from a chance on, and the product is the key', () => {
    expect(
      read({ date: 'product-reorder', when: 'before', days: 3, yearly: true, chance: 45 }),
    ).toMatchObject({
      key: 'product',
      source: {
        fact: 'customer.predicted.reorderAt',
        yearly: false,
        days: -3,
        products: {
          id: 'customer.predicted.reorderProductId',
          chance: 'customer.predicted.reorderChance',
          least: 0.45,
        },
      },
    });
    expect(read({ date: 'reorder' }).source).not.toHaveProperty('products');
    expect(checked(dateTrigger, { date: 'product-reorder', when: 'before', days: 3 })).toEqual([]);
    expect(dateTrigger.sentence({ date: 'product-reorder', when: 'before', days: 3 })).toBe(
      'Enters 3 days before the day they are due to buy a product again at 09:00',
    );
  });
  test('the facts it reads are predicted by a model', () => {
    const { fact, products } = read({ date: 'product-reorder' }).source as Extract<
      NonNullable<ReturnType<typeof read>['source']>,
      { type: 'date' }
    >;
    const known = predictedFacts(DECISION_MODELS);
    expect(known[fact]?.type).toBe('instant');
    expect(known[products!.id]?.type).toBe('text');
    expect(known[products!.chance]?.type).toBe('share');
  });
  test('any property may hold it', () => {
    expect(read({ date: 'property', property: ' plan.ends ', yearly: false }).source).toMatchObject({
      fact: 'customer.properties.plan.ends',
      yearly: false,
    });
  });
});

test('a property without a name, and days before a past date, are problems', () => {
  expect(checked(dateTrigger, { date: 'property' })).toEqual(['Say which property holds the date.']);
  expect(checked(dateTrigger, { date: 'last-order', yearly: false, when: 'before' })).toEqual([
    expect.stringMatching(/never come/),
  ]);
  expect(checked(dateTrigger, { date: 'last-order', yearly: true, when: 'before' })).toEqual([]);
});

test('the card reads as a sentence', () => {
  expect(dateTrigger.sentence({ date: 'birthday', when: 'before', days: 3, at: '10:00' })).toBe(
    'Enters 3 days before their birthday, every year at 10:00',
  );
  expect(dateTrigger.sentence({ date: 'known', when: 'after', days: 1, yearly: false })).toBe(
    'Enters a day after the day they were added at 09:00',
  );
  expect(dateTrigger.sentence({ date: 'property', property: '' })).toBe('Choose a date of the person');
});
