import { describe, expect, test } from 'vitest';
import { segmentTrigger } from './definition.ts';
import { checked } from '../testing/scene.ts';

const LAPSED = { fact: 'customer.lastOrderAt', operator: 'longer-ago-than-days', value: 60 };
const read = (config: Readonly<Record<string, unknown>>) =>
  segmentTrigger.trigger!(segmentTrigger.config.parse(config) as never);

describe('who enters', () => {
  test('people who begin to match, not those who match already', () => {
    expect(read({ condition: LAPSED })).toMatchObject({
      event: 'segment-entered',
      key: 'customer',
      source: { type: 'segment', condition: LAPSED, crossing: 'entered', present: false },
    });
  });
  test('people who match now as well, when that is chosen', () => {
    expect(read({ condition: LAPSED, present: true }).source).toMatchObject({ present: true });
  });
  test('people who stop matching; none have stopped when it is published', () => {
    expect(read({ condition: LAPSED, crossing: 'left', present: true })).toMatchObject({
      event: 'segment-left',
      source: { crossing: 'left', present: false },
    });
  });
});

describe('what is wrong with it', () => {
  test.each([[undefined], [{ all: [] }], [{ any: [] }]])(
    'a segment of everybody is a problem: %j',
    (condition) => {
      expect(checked(segmentTrigger, { condition })).toEqual([
        expect.stringMatching(/Without a condition everybody does/),
      ]);
    },
  );
  test.each(['cart.total', 'order.total', 'event.value', 'decision.offer', 'product.stock'])(
    'nothing brings a %s',
    (fact) => {
      expect(
        checked(segmentTrigger, { condition: { any: [LAPSED, { fact, operator: 'at-least', value: 1 }] } }),
      ).toEqual([expect.stringMatching(/cannot use a cart, an order or an event/)]);
    },
  );
  test('a count since entering is a problem, since nobody has entered when it is checked', () => {
    const condition = {
      event: 'product-viewed',
      measure: 'count',
      operator: 'at-least',
      value: 3,
      sinceEntry: true,
    };
    expect(checked(segmentTrigger, { condition })).toEqual([expect.stringMatching(/Nobody has entered yet/)]);
    expect(
      checked(segmentTrigger, { condition: { ...condition, sinceEntry: undefined, withinDays: 7 } }),
    ).toEqual([]);
  });
});

test('the card says the condition in words', () => {
  expect(segmentTrigger.sentence({ condition: LAPSED })).toBe(
    'Begins to match: last order was more than 60 days ago',
  );
  expect(segmentTrigger.sentence({ condition: LAPSED, crossing: 'left' })).toMatch(/^Stops matching/);
  expect(segmentTrigger.sentence({ condition: { half: 'done' } })).toBe('Begins to match: …');
});
