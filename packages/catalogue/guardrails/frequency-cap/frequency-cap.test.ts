import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { DAY, HOUR, MINUTE } from '@millrace/base';
import { NOON, sendFacts, touch } from '../testing/sample-facts.ts';
import { frequencyCapCheck } from './check.ts';

const settings = (given: object = {}) => frequencyCapCheck.settings.parse(given);
const check = (recent: ReturnType<typeof touch>[], given: object = {}, message: object = {}) =>
  frequencyCapCheck.check(sendFacts({ recent, message }), settings(given));

describe('the frequency cap over all flows', () => {
  it('holds a message until a day after the last one, and names that message', () => {
    expect(check([touch(NOON - 3 * HOUR)])).toEqual({
      verdict: 'hold',
      until: NOON + 21 * HOUR,
      lookAgainAt: NOON + 21 * HOUR,
      reason: 'frequency-cap',
      sentence:
        'Held until Thursday 9:00 in their time zone (Berlin): they had an e-mail from “Win-back” 3 hours ago.',
    });
  });

  it('skips it instead when the workspace says so', () => {
    expect(check([touch(NOON - 20 * MINUTE, { channel: 'sms' })], { beyond: 'skip' })).toEqual({
      verdict: 'skip',
      reason: 'frequency-cap',
      sentence: 'Not sent: they had a text from “Win-back” 20 minutes ago.',
    });
  });

  it('counts no message that is exactly a day old, and every one that is a moment younger', () => {
    expect(check([touch(NOON - DAY)]).verdict).toBe('pass');
    expect(check([touch(NOON - DAY + 1)])).toMatchObject({ verdict: 'hold', until: NOON + 1 });
  });

  it('counts marketing only and holds marketing only', () => {
    expect(check([touch(NOON - HOUR, { purpose: 'transactional' })]).verdict).toBe('pass');
    expect(check([touch(NOON - HOUR)], {}, { purpose: 'transactional' }).verdict).toBe('pass');
    expect(check([touch(NOON - HOUR)], { on: false }).verdict).toBe('pass');
  });

  it('has a limit for one channel and one for all together', () => {
    const two = { perChannel: 1, total: 2 };
    expect(check([touch(NOON - HOUR, { channel: 'sms' })], two).verdict).toBe('pass');
    expect(check([touch(NOON - HOUR)], two)).toMatchObject({ verdict: 'hold', until: NOON + 23 * HOUR });
    expect(
      check([touch(NOON - 2 * HOUR, { channel: 'sms' }), touch(NOON - 5 * HOUR, { channel: 'push' })], two),
    ).toMatchObject({
      verdict: 'hold',
      until: NOON + 19 * HOUR,
    });
  });

  it('passes a message only while fewer than allowed are in the window, and holds until then', () => {
    const recent = fc.array(
      fc.record({
        ago: fc.integer({ min: 0, max: 7 * DAY }),
        channel: fc.constantFrom('email', 'sms', 'push'),
        purpose: fc.constantFrom('marketing' as const, 'transactional' as const),
      }),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(
        recent,
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 1, max: 168 }),
        (list, perChannel, total, windowHours) => {
          const touches = list.map(({ ago, ...more }) => touch(NOON - ago, more));
          const counted = (now: number) =>
            touches.filter((one) => one.purpose === 'marketing' && one.at > now - windowHours * HOUR);
          const hasRoom = (now: number) =>
            counted(now).length < total &&
            counted(now).filter((one) => one.channel === 'email').length < perChannel;
          const verdict = check(touches, { perChannel, total, windowHours });
          expect(verdict.verdict === 'pass').toBe(hasRoom(NOON));
          if (verdict.verdict === 'hold') {
            expect(verdict.until).toBeGreaterThan(NOON);
            expect(hasRoom(verdict.until)).toBe(true);
            expect(hasRoom(verdict.until - 1)).toBe(false);
          }
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('never allows more messages in any day, however many flows plan them', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 10 * DAY }), { maxLength: 60 }),
        fc.integer({ min: 1, max: 3 }),
        (plans, total) => {
          const sent: number[] = [];
          for (const now of plans.toSorted((left, right) => left - right).map((offset) => NOON + offset)) {
            const facts = sendFacts({
              now,
              recent: sent.filter((at) => at > now - 7 * DAY).map((at) => touch(at)),
            });
            if (
              frequencyCapCheck.check(facts, settings({ total, perChannel: total, beyond: 'skip' }))
                .verdict === 'pass'
            )
              sent.push(now);
          }
          for (const end of sent)
            expect(sent.filter((at) => at > end - DAY && at <= end).length).toBeLessThanOrEqual(total);
        },
      ),
      { numRuns: 200 },
    );
  });
});
