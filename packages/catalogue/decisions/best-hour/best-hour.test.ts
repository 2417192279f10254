import { DAY, HOUR, localParts, MINUTE } from '@millrace/base';
import type { DecisionRecord, EventFact } from '@millrace/flow';
import { isAllowed } from '@millrace/flow/quiet-time';
import { seededRandom } from '@millrace/measure';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PastDecision } from '../history.ts';
import { exampleFacts } from '../testing/example.ts';
import { visitsOf } from '../visits.ts';
import { learnAnswers } from './answers.ts';
import { chooseHour } from './choose.ts';
import { ownShares } from './own-hours.ts';
import type { HourParameters } from './parameters.ts';
import { hourPolicies } from './policies.ts';
import { fitHours } from './report.ts';
import { hourSamples } from './samples.ts';
import type { HourSettings } from './slots.ts';
import { drawn, NOW, STORE, visitors } from './testing/visitors.ts';
import { trainHours } from './train.ts';

const SETTINGS: HourSettings = { from: 8, to: 20, otherwise: 10, within: DAY, exploration: 0 };
const seen = (at: number, type = 'product-viewed'): EventFact => ({
  id: String(at),
  type,
  at,
  value: null,
  cartId: null,
  orderId: null,
  productId: null,
  messageId: null,
  properties: {},
});
const LEARNED: HourParameters = {
  version: 1,
  week: { shares: STORE, concentration: 6 },
  weekend: null,
  answers: null,
  people: 400,
  visits: 4_000,
};
const facts = (
  changes: { now?: number; hours?: readonly number[]; quiet?: object; learned?: object | null } = {},
) => {
  const now = changes.now ?? NOW;
  const midnight = NOW - (NOW % DAY);
  const { learned = LEARNED } = changes;
  return {
    ...exampleFacts({
      now,
      customer: { zone: 'UTC' },
      store: changes.quiet ? { quiet: [changes.quiet as never] } : {},
      models: learned === null ? {} : { 'best-hour': learned as never },
    }),
    events: (changes.hours ?? []).map((hour, index) =>
      seen(midnight - (index + 1) * DAY + hour * HOUR + MINUTE),
    ),
  };
};
const NIGHT = { from: 21 * 60, until: 9 * 60, weekdays: [1, 2, 3, 4, 5, 6, 7] };

describe('visits', () => {
  test('are events without a pause of half an hour, and of one day each hour counts once', () => {
    const at = Date.UTC(2026, 9, 10, 19, 50);
    const times = [0, 20, 45, 70, 180, 185, 215, 220].map((minutes) => at + minutes * MINUTE);
    // 19:50 to 21:00 is one visit; 22:50 begins another, and 23:25 a third.
    expect(visitsOf([...times, at + 300 * DAY], 'UTC', NOW).map(({ hour }) => hour)).toEqual([19, 22, 23]);
    expect(visitsOf([at, at + 31 * MINUTE], 'Asia/Kathmandu', NOW)).toMatchObject([
      { hour: 1, isWeekend: true },
      { hour: 2 },
    ]);
    expect(visitsOf([at, at + 5 * MINUTE, at + 9 * MINUTE], 'UTC', NOW)).toHaveLength(1);
    expect(visitsOf([at - 200 * DAY], 'UTC', NOW)).toEqual([]);
  });
});

describe('what is learned', () => {
  test.each([2, 8, 30])('of people with a concentration of %d is that concentration', (concentration) => {
    const past = visitors({ people: 1_500, concentration, visits: 14 }, seededRandom(7));
    const { week } = fitHours(
      hourSamples(past).map((one) => one.visits),
      false,
    );
    expect(week.concentration / concentration).toBeGreaterThan(0.85);
    expect(week.concentration / concentration).toBeLessThan(1.18);
    for (const hour of [3, 12, 20]) expect(Math.abs(week.shares[hour]! - STORE[hour]!)).toBeLessThan(0.02);
  });

  test('is used when people have hours of their own, and foretells later visits better', () => {
    const past = visitors({ people: 500, concentration: 5, visits: 14 }, seededRandom(2));
    const { parameters, report } = trainHours(hourSamples(past));
    expect(parameters).not.toBeNull();
    expect(report.lossOfOwn).toBeLessThan(report.lossOfStore - 0.1);
    expect(report.gain).toBeCloseTo(report.lossOfStore - report.lossOfOwn, 9);
    expect(report.areApart).toBe(false);
  });

  test('is used at most about once in forty trainings by chance, when all people are alike', () => {
    const stores = 200;
    let used = 0;
    for (let seed = 0; seed < stores; seed += 1) {
      const past = visitors({ people: 260, concentration: Infinity, visits: 8 }, seededRandom(seed));
      if (trainHours(hourSamples(past)).parameters !== null) used += 1;
    }
    // Five are expected at one in forty; eleven or more come by chance once in a hundred.
    expect(used).toBeLessThanOrEqual(11);
  });

  test('of weekends is apart when they differ', () => {
    const weekend = STORE.map((_share, hour) => (hour >= 10 && hour < 16 ? 0.16 : 0.04 / 18));
    const past = visitors({ people: 500, concentration: 8, visits: 16, weekend }, seededRandom(5));
    const { parameters, report } = trainHours(hourSamples(past));
    expect(report.areApart).toBe(true);
    expect(parameters?.weekend?.shares[13]).toBeGreaterThan(0.1);
    expect(parameters?.week.shares[20]).toBeGreaterThan(0.1);
  });

  test('is nothing with too few people or days, and says so', () => {
    expect(
      trainHours(hourSamples(visitors({ people: 60, concentration: 3, visits: 9 }, seededRandom(1)))),
    ).toMatchObject({ parameters: null, reason: expect.stringMatching(/^60 customers were there more/) });
    const young = visitors({ people: 300, concentration: 3, visits: 9 }, seededRandom(1)).map((one) => ({
      ...one,
      times: one.times.map((at) => NOW - ((NOW - at) % (15 * DAY))).toSorted((a, b) => b - a),
    }));
    expect(trainHours(hourSamples(young))).toMatchObject({
      parameters: null,
      reason: expect.stringMatching(/^The first visit is 1\d days old, and 21 days are needed/),
    });
  });
});

describe('the choice', () => {
  test('is the mean of the posterior: the hours of the store weigh as the concentration says', () => {
    const counts = STORE.map((_share, hour) => (hour === 9 ? 3 : hour === 20 ? 1 : 0));
    const own = ownShares(LEARNED.week, counts);
    expect(own[9]).toBeCloseTo((6 * STORE[9]! + 3) / 10, 12);
    expect(own[3]).toBeCloseTo((6 * STORE[3]!) / 10, 12);
    expect(own.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
  });

  test('is the store’s hour for somebody without a past, and their own for somebody with one', () => {
    const stranger = chooseHour(facts(), SETTINGS, 0.5);
    expect(stranger).toMatchObject({ hour: 20, record: { by: 'model', chosen: '20' } });
    expect(stranger.why).toBe('Nothing is known of their own hours, so 20:00 is that of all customers');
    const one = chooseHour(facts({ hours: [9] }), SETTINGS, 0.5);
    expect(one.hour).toBe(9);
    expect(chooseHour(facts({ hours: [9, 9, 9, 14] }), SETTINGS, 0.5).why).toBe(
      'Their best hour is 09:00: 3 of their 4 visits began then',
    );
    const late = { from: 0, until: 12 * 60, weekdays: NIGHT.weekdays };
    expect(chooseHour(facts({ hours: [9, 9, 9], quiet: late }), SETTINGS, 0.5).why).toBe(
      'The best hour that fits is 20:00, by the hours of all customers: none of their 3 visits began then',
    );
    // With a store of which people hardly differ, one visit is not enough.
    const alike = { ...LEARNED, week: { ...LEARNED.week, concentration: 200 } };
    expect(chooseHour(facts({ hours: [9], learned: alike }), SETTINGS, 0.5).hour).toBe(20);
  });

  test('is never within quiet hours, nor after the longest wait, for any time, zone and draw', () => {
    const zones = ['UTC', 'Europe/Berlin', 'America/Los_Angeles', 'Asia/Kolkata', 'Australia/Lord_Howe'];
    fc.assert(
      fc.property(
        fc.integer({ min: NOW, max: NOW + 300 * DAY }),
        fc.constantFrom(...zones),
        fc.record({
          from: fc.integer({ min: 0, max: 1_439 }),
          until: fc.integer({ min: 0, max: 1_439 }),
          weekdays: fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 }),
        }),
        fc.integer({ min: 1, max: 72 }),
        fc.double({ min: 0, max: 0.999999, noNaN: true }),
        fc.boolean(),
        (now, zone, quiet, hours, draw, isTrained) => {
          const at = { ...facts({ now, quiet, learned: isTrained ? LEARNED : null }) };
          const choice = chooseHour(
            { ...at, customer: { ...at.customer, zone } },
            { ...SETTINGS, within: hours * HOUR, exploration: 0.3 },
            draw,
          );
          if (choice.record.chosen === 'now') {
            expect(choice.latest).toBe(now);
            return;
          }
          expect(isAllowed(choice.at, zone, quiet)).toBe(true);
          expect(choice.at).toBeGreaterThanOrEqual(now);
          expect(choice.latest).toBeGreaterThanOrEqual(choice.at);
          expect(choice.latest).toBeLessThanOrEqual(now + hours * HOUR);
          if (choice.at > now) expect(isAllowed(choice.latest - 1, zone, quiet)).toBe(true);
          expect(choice.hour).toBeGreaterThanOrEqual(8);
          expect(choice.hour).toBeLessThanOrEqual(20);
        },
      ),
      { numRuns: 400 },
    );
  });

  test('says what would be better and why it does not fit', () => {
    const early = { from: 19 * 60, until: 9 * 60, weekdays: NIGHT.weekdays };
    const { record, hour } = chooseHour(facts({ quiet: early }), SETTINGS, 0.5);
    expect(hour).toBe(12);
    expect(record.explanation.at(-1)).toBe(
      '20:00 would be better, but does not fit. Within the quiet hours.',
    );
    expect(record.options.find(({ id }) => id === '8')).toEqual({
      id: '8',
      probability: 0,
      score: null,
      note: 'Within the quiet hours.',
    });
    // It is half past four; twelve is tomorrow.
    const short = chooseHour(facts({ quiet: early }), { ...SETTINGS, within: 2 * HOUR }, 0.5);
    expect([16, 17, 18]).toContain(short.hour);
    expect(short.record.options.find(({ id }) => id === '12')?.note).toBe(
      'After the 2 hours that this step may take.',
    );
  });

  test('is at once when no hour fits, and the next working day when the step may take so long', () => {
    const saturday = Date.UTC(2026, 9, 17, 10, 30);
    const workdays = { ...NIGHT, weekdays: [1, 2, 3, 4, 5] };
    expect(chooseHour(facts({ now: saturday, quiet: workdays }), SETTINGS, 0.5)).toMatchObject({
      at: saturday,
      record: { chosen: 'now', options: expect.arrayContaining([expect.objectContaining({ id: 'now' })]) },
    });
    const long = chooseHour(facts({ now: saturday, quiet: workdays }), { ...SETTINGS, within: 4 * DAY }, 0.5);
    // Noon and evening are alike, and noon comes first.
    expect(localParts(long.at, 'UTC')).toMatchObject({ weekday: 1, hour: 12 });
  });

  test('tries every hour that fits, with the probabilities it records', () => {
    const counts = new Map<string, number>();
    let record: DecisionRecord | undefined;
    for (let index = 0; index < 1_300; index += 1) {
      record = chooseHour(facts({ quiet: NIGHT }), { ...SETTINGS, exploration: 0.24 }, index / 1_300).record;
      counts.set(record.chosen, (counts.get(record.chosen) ?? 0) + 1);
    }
    for (const { id, probability } of record!.options)
      expect(Math.abs((counts.get(id) ?? 0) / 1_300 - probability)).toBeLessThan(0.002);
    expect(counts.size).toBe(12);
    const tried = chooseHour(facts({ quiet: NIGHT }), { ...SETTINGS, exploration: 0.24 }, 0);
    expect(tried.why).toBe('Tries 09:00 to learn, as in 24% of the choices; the best guess is 20:00');
  });

  test('goes to hours that earn more than visits let expect', () => {
    const answers = STORE.map((_share, hour) => (hour === 12 ? 1.3 : 1));
    const { hour, record } = chooseHour(facts({ learned: { ...LEARNED, answers } }), SETTINGS, 0.5);
    expect(hour).toBe(12);
    expect(record.explanation).toContain(
      'Messages at this hour were followed by 30% more orders than visits let expect.',
    );
  });
});

/**
 * Choices in the past, mostly of each person's own hour, with orders in proportion to visits and to what an hour earns.
 * @param earns factor of the morning
 */
function choices(people: number, earns: number, doVisitsMatter: boolean): readonly PastDecision[] {
  const random = seededRandom(31);
  const open = [9, 12, 18, 20];
  return Array.from({ length: people }, (_unused, index): PastDecision => {
    const own = random() < 0.7 ? 20 : 9;
    const shares = open.map((hour) => (hour === own ? 0.4 : 0.1));
    const probabilities = open.map((hour) => (hour === own ? 0.7 + 0.3 / 4 : 0.3 / 4));
    const place = drawn(probabilities, random);
    const chance = 0.3 * (doVisitsMatter ? shares[place]! * 2 : 0.3) * (open[place] === 9 ? earns : 1);
    return {
      record: {
        model: 'best-hour',
        by: 'model',
        inputs: { ownHour: own, storeHour: 20, soonest: 9 },
        options: open.map((hour, at) => ({
          id: String(hour),
          probability: probabilities[at]!,
          score: shares[at]!,
          note: null,
        })),
        chosen: String(open[place]),
        score: shares[place]!,
      },
      at: NOW - 10 * DAY,
      now: NOW,
      heldOut: false,
      reward: random() < chance ? 3_000 : null,
      person: `p${index}`,
      flow: 'f',
      node: 'n',
    };
  });
}

describe('what hours earn', () => {
  const ratio = (log: readonly PastDecision[]) => {
    const { factors } = learnAnswers(log, STORE);
    return factors![9]! / factors![20]!;
  };
  test('is learned from the logged probabilities, whoever was mostly written to at that hour', () => {
    expect(Math.abs(ratio(choices(60_000, 1, true)) - 1)).toBeLessThan(0.08);
    expect(ratio(choices(60_000, 1.8, true))).toBeGreaterThan(1.5);
    expect(ratio(choices(60_000, 0.5, true))).toBeLessThan(0.65);
  });

  test('makes up for visits when they do not matter for orders', () => {
    const { factors } = learnAnswers(choices(60_000, 1, false), STORE);
    // Morning people are three in ten: an hour that is many people's own is expected to earn more, and does not.
    const expected = [9, 20].map((hour) => 0.4 * (hour === 9 ? 0.3 : 0.7) + 0.1 * (hour === 9 ? 0.7 : 0.3));
    expect(Math.abs((factors![9]! * expected[0]!) / (factors![20]! * expected[1]!) - 1)).toBeLessThan(0.1);
  });

  test('is not learned from people in the holdout, open results, choices without a choice, or few orders', () => {
    const log = choices(8_000, 1, true);
    expect(learnAnswers(log, STORE).factors).not.toBeNull();
    for (const change of [
      (one: PastDecision) => ({ ...one, heldOut: true }),
      (one: PastDecision) => ({ ...one, at: NOW - 2 * DAY }),
      (one: PastDecision) => ({
        ...one,
        record: {
          ...one.record,
          options: one.record.options.map((option) => ({
            ...option,
            probability: Number(option.id === one.record.chosen),
          })),
        },
      }),
    ])
      expect(learnAnswers(log.map(change), STORE)).toEqual({ factors: null, decisions: 0, orders: 0 });
    expect(learnAnswers(log.slice(0, 300), STORE).factors).toBeNull();
  });

  test('is compared with other ways of deciding: their own hour earns more than the store’s', () => {
    const decisions = choices(20_000, 1, true);
    const [report] = hourPolicies([{ zone: 'UTC', times: [], decisions, now: NOW }]);
    const of = (id: string) => report!.policies.find((policy) => policy.id === id)!;
    expect(report!.policies.map(({ id }) => id)).toEqual(['as-it-ran', 'store', 'own', 'soonest']);
    // Own: 0.24 orders of 3,000 each; the store's hour: 0.7 of them, and 0.06 for the others.
    expect(of('own').value!.lower).toBeLessThan(720);
    expect(of('own').value!.upper).toBeGreaterThan(720);
    expect(of('store').difference!.estimate).toBeLessThan(0);
    expect(of('own').difference!.lower).toBeGreaterThan(0);
  });
});
