import { describe, expect, test } from 'vitest';
import { aboutPeople, aboutWeeks, planSentence } from './holdout-plan-words.ts';
import { holdoutPlan, PLAN_SHARES, smallestGain, type HoldoutQuestion } from './holdout-plan.ts';
import { peopleNeeded } from './people-needed.ts';

const QUESTION: HoldoutQuestion = {
  metric: 'conversion',
  gain: 0.3,
  base: { rate: 0.1, buyer: { mean: 2_000, spread: 1_900 } },
  weekly: 2_000,
  outcomeDays: 28,
};
const told = (question: HoldoutQuestion) => planSentence(question, holdoutPlan(question));

describe('the plan of a holdout', () => {
  test('says of each share how many people, weeks and orders it takes', () => {
    const { rows } = holdoutPlan(QUESTION);
    expect(rows.map(({ share }) => share)).toEqual([...PLAN_SHARES]);
    for (const { share, people, heldOut, weeks, forgone } of rows) {
      expect(people).toBe(peopleNeeded(QUESTION.base!, 'conversion', 0.3 * 0.1, share));
      expect(heldOut).toBe(Math.round(people! * share));
      // The window of the last one has to be over: four weeks.
      expect(weeks).toBe(Math.ceil(people! / 2_000 + 4));
      expect(forgone).toBe(Math.round(heldOut! * 0.03));
    }
  });

  test('in margin counts money', () => {
    const { rows } = holdoutPlan({ ...QUESTION, metric: 'margin' });
    for (const { share, people, heldOut, forgone } of rows) {
      expect(people).toBe(peopleNeeded(QUESTION.base!, 'margin', 0.3 * 0.1 * 2_000, share));
      expect(forgone).toBe(Math.round(heldOut! * 60));
    }
  });

  test('has a row for the share of the flow too, once', () => {
    const shares = (also: number[]) => holdoutPlan({ ...QUESTION, also }).rows.map(({ share }) => share);
    expect(shares([0.15])).toEqual([0.05, 0.1, 0.15, 0.2, 0.3, 0.5]);
    expect(shares([0.2])).toEqual([...PLAN_SHARES]);
  });

  test('suggests the smallest share that takes at most a quarter longer than the fastest, within a year', () => {
    for (const weekly of [60, 100, 150, 250, 400, 1_000, 2_000, 50_000]) {
      const { rows, suggested } = holdoutPlan({ ...QUESTION, weekly });
      const fastest = Math.min(...rows.map(({ weeks }) => weeks!));
      const first = rows.find(({ weeks }) => weeks! <= Math.min(52, 1.25 * fastest));
      expect(suggested).toEqual(first ? { share: first.share, saves: first.weeks! - fastest } : null);
    }
    const suggestedAt = (weekly: number) => holdoutPlan({ ...QUESTION, weekly }).suggested?.share;
    // With very many people time is the window of the last one; with few of them the holdout is what takes time.
    expect(suggestedAt(1e6)).toBe(0.05);
    expect(suggestedAt(500)).toBeGreaterThanOrEqual(0.2);
    expect(suggestedAt(60)).toBeUndefined();
  });

  test('knows no weeks while nobody enters, or nobody knows how many', () => {
    for (const weekly of [0, null]) {
      const { rows, suggested } = holdoutPlan({ ...QUESTION, weekly });
      expect(rows.every(({ people, weeks }) => people !== null && weeks === null)).toBe(true);
      expect(suggested).toBeNull();
    }
  });
});

describe('the smallest gain', () => {
  test('is where the weeks are just enough', () => {
    for (const metric of ['conversion', 'margin'] as const) {
      const asked = { ...QUESTION, metric, weekly: 100 };
      const gain = smallestGain(asked, 0.5, 52)!;
      const weeks = (of: number) =>
        holdoutPlan({ ...asked, gain: of }).rows.find(({ share }) => share === 0.5)!.weeks!;
      expect(weeks(gain)).toBeLessThanOrEqual(52);
      expect(weeks(gain * 0.95)).toBeGreaterThan(52);
    }
  });

  test('is unknown where even the largest does not show in time', () => {
    expect(smallestGain({ ...QUESTION, weekly: 0.5 }, 0.5, 52)).toBeNull();
    expect(smallestGain({ ...QUESTION, base: null }, 0.5, 52)).toBeNull();
    expect(smallestGain({ ...QUESTION, outcomeDays: 180 }, 0.5, 12)).toBeNull();
  });
});

describe('the sentence of a plan', () => {
  test('names the suggested share, what it needs, and how sure that is', () => {
    const { rows, suggested } = holdoutPlan(QUESTION);
    const chosen = rows.find(({ share }) => share === suggested!.share)!;
    expect(told(QUESTION)).toBe(
      `${chosen.share * 100}% held out shows a gain of 30% in people who order with ${aboutPeople(chosen.people!)} people, in ${aboutWeeks(chosen)}. A larger holdout would save ${suggested!.saves} ${suggested!.saves === 1 ? 'week' : 'weeks'} at most. If the gain is real, it shows by then in 8 of 10 cases.`,
    );
    expect(told({ ...QUESTION, weekly: 1e7 })).toContain('A larger holdout would not be faster.');
  });

  test.each([
    ['the base is unknown', { base: null }, /not known yet\. Enter it/],
    [
      'no margin is known',
      { metric: 'margin', base: { rate: 0.1, buyer: null } },
      /What a buyer brings is not known/,
    ],
    ['nobody ordered', { base: { rate: 0, buyer: null } }, /Nobody ordered/],
    ['nobody knows how many enter', { weekly: null }, /How many people enter in a week is not known/],
    ['nobody enters', { weekly: 0 }, /Nobody would have entered/],
    [
      'it takes more than a year',
      { weekly: 30 },
      /more than a year .* What helps: looking for a larger gain/,
    ],
    [
      'more than everybody would have to order',
      { gain: 10, base: { rate: 0.2, buyer: null } },
      /cannot show a gain of 1,000%/,
    ],
  ] as const)('says what to do when %s', (_when, changed, said) => {
    expect(told({ ...QUESTION, ...changed })).toMatch(said);
  });

  test('rounds people to three figures, and weeks beyond a year to a year', () => {
    expect([7, 998, 19_523, 285_154, 1_004_999].map(aboutPeople)).toEqual([
      '7',
      '998',
      '19,500',
      '285,000',
      '1,000,000',
    ]);
    expect([1, 52, 53, null].map((weeks) => aboutWeeks({ weeks }))).toEqual([
      'about 1 week',
      'about 52 weeks',
      'more than a year',
      null,
    ]);
  });
});
