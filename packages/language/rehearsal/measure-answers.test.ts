import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { measureAnswers as measureBy, WEIGHT_OF_USUAL, type AnsweredMessage } from './measure-answers.ts';
import { USUAL_ANSWERS } from './testing/usual-answers.ts';

const measureAnswers = (messages: readonly AnsweredMessage[], caused: number) =>
  measureBy(messages, caused, USUAL_ANSWERS);

const sent = (count: number, more: Partial<AnsweredMessage> = {}): AnsweredMessage[] =>
  Array.from({ length: count }, () => ({
    channel: 'email',
    hour: 12,
    openedAfter: null,
    clickedAfter: null,
    boughtAfter: null,
    ...more,
  }));
const emailOf = (messages: readonly AnsweredMessage[], caused = 1) =>
  measureAnswers(messages, caused).answers['email']!;
const usual = USUAL_ANSWERS['email']!;

describe('the rates of a store', () => {
  it('are the usual ones while it has sent nothing', () => {
    expect(emailOf([])).toEqual(usual);
    expect(measureAnswers([], 1).messages).toEqual({ email: 0, sms: 0 });
  });

  it('are the store’s own once it has sent many', () => {
    const own = emailOf([
      ...sent(14_000),
      ...sent(6_000, { openedAfter: 5 }),
      ...sent(2_000, { openedAfter: 5, clickedAfter: 1, boughtAfter: 9 }),
    ]);
    expect(own.opened).toBeCloseTo(8_000 / 22_000, 2);
    expect(own.clicked).toBeCloseTo(2_000 / 22_000, 2);
    expect(own.bought).toBeCloseTo(1, 1);
    expect(own.openAfter.half).toBeCloseTo(5, 0);
    expect(measureAnswers(sent(3), 1).messages['email']).toBe(3);
  });

  it('lie half-way when it has sent as many messages as the usual rates weigh', () => {
    const own = emailOf(sent(WEIGHT_OF_USUAL, { openedAfter: 1 }));
    expect(own.opened).toBeCloseTo((1 + usual.opened) / 2, 5);
  });

  it('count an order only as far as messages cause orders', () => {
    const bought = sent(10_000, { openedAfter: 1, clickedAfter: 1, boughtAfter: 1 });
    expect(emailOf(bought, 0.25).bought).toBeCloseTo(0.25, 1);
    expect(emailOf(bought, 0).bought).toBeLessThan(0.01);
  });

  it('differ by hour only when there are enough messages in each', () => {
    const evening = [
      ...sent(4_000, { hour: 20, openedAfter: 1 }),
      ...sent(1_000, { hour: 20 }),
      ...sent(4_000, { hour: 4 }),
      ...sent(1_000, { hour: 4, openedAfter: 1 }),
    ];
    const { byHour } = emailOf(evening);
    expect(byHour[20]).toBeGreaterThan(1.4);
    expect(byHour[4]).toBe(0.5);
    expect(byHour[9]).toBe(1);
    expect(
      emailOf([...sent(100, { hour: 3 }), ...sent(100, { hour: 9, openedAfter: 1 })]).byHour[9],
    ).toBeLessThan(1.7);
  });

  it('are shares, and delays are not negative, for any messages', () => {
    const minutes = fc.option(fc.integer({ min: 0, max: 10_000 }), { nil: null });
    const message = fc.record({
      channel: fc.constantFrom('email', 'sms'),
      hour: fc.nat(23),
      openedAfter: minutes,
      clickedAfter: minutes,
      boughtAfter: minutes,
    });
    fc.assert(
      fc.property(
        fc.array(message, { maxLength: 60 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (messages, caused) => {
          for (const { opened, clicked, bought, byHour, openAfter, clickAfter, buyAfter } of Object.values(
            measureAnswers(messages, caused).answers,
          )) {
            for (const rate of [opened, clicked, bought]) expect(rate >= 0 && rate <= 1).toBe(true);
            expect(byHour).toHaveLength(24);
            expect(Math.min(...byHour)).toBeGreaterThanOrEqual(0.5);
            expect(Math.max(...byHour)).toBeLessThanOrEqual(2);
            for (const delays of [openAfter, clickAfter, buyAfter])
              expect(
                delays.quarter <= delays.half &&
                  delays.half <= delays.threeQuarters &&
                  delays.threeQuarters <= delays.most &&
                  delays.quarter >= 0,
              ).toBe(true);
          }
        },
      ),
    );
  });
});
