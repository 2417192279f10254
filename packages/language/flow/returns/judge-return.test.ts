import { DAY, dayIn, dayNumber, HOUR } from '@millrace/base';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  judgeReturn,
  RETURN_ANSWERS,
  returnableUntil,
  worstOf,
  type ReturnQuestion,
} from './judge-return.ts';
import { readReturnPolicy, returnPolicySchema, type ReturnPolicy } from './policy.ts';

const policy = returnPolicySchema.parse({});
const PLACED = Date.UTC(2026, 2, 1, 10);
const asked = (change: Partial<ReturnQuestion> = {}): ReturnQuestion => ({
  order: { placedAt: PLACED, deliveredAt: PLACED + 3 * DAY, cancelled: false, isUnsent: false },
  line: {
    products: ['P1', 'Linen shirt'],
    category: 'Shirts',
    tags: [],
    isGoods: true,
    quantity: 2,
    taken: 0,
  },
  customer: { tags: [], returns: 0 },
  quantity: 1,
  reason: 'too-small',
  now: PLACED + 5 * DAY,
  zone: 'America/New_York',
  ...change,
});
const line = (change: Partial<ReturnQuestion['line']>) => asked({ line: { ...asked().line, ...change } });
const order = (change: Partial<ReturnQuestion['order']>) => asked({ order: { ...asked().order, ...change } });
const rule = (question: ReturnQuestion, by: ReturnPolicy = policy) => judgeReturn(by, question).rule;

describe('what the policy says', () => {
  test('a line in time, of the right goods, can come back', () => {
    expect(judgeReturn(policy, asked())).toEqual({
      answer: 'accepted',
      rule: 'within-policy',
      sentence: expect.stringMatching(/^This can be returned until Friday,? 3 April\.$/) as string,
      why: 'It is within the policy.',
    });
  });

  test.each([
    ['order-cancelled', order({ cancelled: true })],
    ['not-goods', line({ isGoods: false })],
    ['excluded', line({ category: 'final SALE ' })],
    ['already-returned', line({ taken: 2 })],
    ['already-returned', line({ quantity: 0 })],
    ['too-many', asked({ quantity: 3 })],
    ['too-many', { ...line({ taken: 1 }), quantity: 2 }],
    ['too-late', asked({ now: PLACED + 60 * DAY })],
  ])('not possible: %s', (expected, question) => {
    expect(judgeReturn(policy, question)).toMatchObject({ answer: 'refused', rule: expected });
  });

  test.each([
    ['not-delivered', order({ isUnsent: true, deliveredAt: null })],
    ['late', asked({ now: PLACED + 40 * DAY })],
    ['reason', asked({ reason: 'damaged' })],
    ['watched', asked({ customer: { tags: ['Returns-Watch'], returns: 0 } })],
    ['many-returns', asked({ customer: { tags: [], returns: 10 } })],
  ])('a person looks: %s', (expected, question) => {
    expect(judgeReturn(policy, question)).toMatchObject({ answer: 'person', rule: expected });
  });

  test('the customer does not read what the store thinks of them', () => {
    const watched = judgeReturn(policy, asked({ customer: { tags: ['returns-watch'], returns: 99 } }));
    const reason = judgeReturn(policy, asked({ reason: 'damaged' }));
    expect(watched.sentence).toBe(reason.sentence);
    expect(watched.why).toContain('returns-watch');
  });

  test('goods are left out by product, title, category or tag, in the words of the store', () => {
    const by = (kind: 'product' | 'category' | 'tag', value: string) =>
      returnPolicySchema.parse({ excluded: [{ by: kind, value, sentence: 'For your hygiene.' }] });
    expect(judgeReturn(by('product', 'p1'), asked()).sentence).toBe('For your hygiene.');
    expect(rule(asked(), by('product', 'linen shirt'))).toBe('excluded');
    expect(rule(asked(), by('product', 'P'))).toBe('within-policy');
    expect(rule(line({ tags: ['Hygiene'] }), by('tag', 'hygiene'))).toBe('excluded');
    expect(rule(line({ category: null }), by('category', 'Shirts'))).toBe('within-policy');
  });

  test('no limit is no limit, and no tag watches nobody', () => {
    const open = returnPolicySchema.parse({ mostPerYear: null, watchedTag: '' });
    expect(rule(asked({ customer: { tags: [''], returns: 5_000 } }), open)).toBe('within-policy');
  });
});

describe('the window', () => {
  const zones = fc.constantFrom('America/New_York', 'Europe/Berlin', 'Asia/Kolkata', 'Pacific/Apia', 'UTC');
  const days = fc.integer({ min: 1, max: 400 });
  const instants = fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2028, 0, 1) });

  test('closes at the end of its last day where the store is, in summer and in winter', () => {
    fc.assert(
      fc.property(zones, days, instants, (zone, length, deliveredAt) => {
        const end = returnableUntil({ placedAt: 0, deliveredAt }, length, zone);
        const last = dayNumber(dayIn(end - 1, zone));
        expect(last - dayNumber(dayIn(deliveredAt, zone))).toBe(length);
        expect(dayNumber(dayIn(end, zone))).toBe(last + 1);
        expect(end - deliveredAt).toBeGreaterThanOrEqual(length * DAY - 2 * HOUR);
      }),
    );
  });

  test('the last instant is accepted, the next is for a person, and the one after the grace is too late', () => {
    fc.assert(
      fc.property(zones, days, fc.integer({ min: 0, max: 60 }), instants, (zone, length, lateDays, at) => {
        const by = returnPolicySchema.parse({ days: length, lateDays });
        const of = order({ placedAt: at - 2 * DAY, deliveredAt: at }).order;
        const closes = returnableUntil(of, length, zone);
        const over = returnableUntil(of, length + lateDays, zone);
        const when = (now: number) => rule(asked({ order: of, zone, now }), by);
        expect(when(closes - 1)).toBe('within-policy');
        expect(when(closes)).toBe(lateDays === 0 ? 'too-late' : 'late');
        expect(when(over)).toBe('too-late');
      }),
    );
  });

  test('counts from the order where no delivery is known, which is never later', () => {
    fc.assert(
      fc.property(zones, days, instants, fc.integer({ min: 0, max: 30 }), (zone, length, placedAt, way) => {
        const delivered = returnableUntil({ placedAt, deliveredAt: placedAt + way * DAY }, length, zone);
        expect(returnableUntil({ placedAt, deliveredAt: null }, length, zone)).toBeLessThanOrEqual(delivered);
      }),
    );
  });
});

describe('units', () => {
  test('never more come back than were bought, whatever came back before', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 20 }),
        fc.integer({ min: 0, max: 30 }),
        fc.integer({ min: 1, max: 30 }),
        (quantity, taken, wanted) => {
          const { answer } = judgeReturn(policy, { ...line({ quantity, taken }), quantity: wanted });
          expect(answer === 'accepted').toBe(wanted + taken <= quantity);
        },
      ),
    );
  });
});

test('a whole return has the worst answer of its lines, in any order', () => {
  const verdicts = RETURN_ANSWERS.map((answer) => ({ ...judgeReturn(policy, asked()), answer }));
  fc.assert(
    fc.property(fc.shuffledSubarray(verdicts, { minLength: 1 }), (some) => {
      const worst = RETURN_ANSWERS.find((answer) => some.some((one) => one.answer === answer));
      expect(worstOf(some)?.answer).toBe(worst);
    }),
  );
  expect(worstOf([])).toBeNull();
});

describe('the policy as it is stored', () => {
  test('has defaults that work, and keeps what is valid of an older one', () => {
    expect(readReturnPolicy(null)).toEqual(policy);
    expect(readReturnPolicy({ days: 0, lateDays: 3, gone: true })).toEqual({ ...policy, lateDays: 3 });
  });

  test.each([
    [{ days: 0 }],
    [{ offers: [] }],
    [{ offers: ['refund', 'refund'] }],
    [{ reasons: [] }],
    [{ reasons: [policy.reasons[0], policy.reasons[0]] }],
    [{ contact: 'nobody' }],
    [{ excluded: [{ by: 'tag', value: ' ', sentence: 'No.' }] }],
    [{ unknown: 1 }],
  ])('refuses %j', (settings) => {
    expect(returnPolicySchema.safeParse(settings).success).toBe(false);
  });
});
