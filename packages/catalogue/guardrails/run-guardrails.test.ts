import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { DAY, HOUR } from '@millrace/base';
import { isAllowed } from '@millrace/flow/quiet-time';
import {
  defaultGuardrailSettings,
  GUARDRAILS,
  guardrailSettingsSchema,
  readGuardrailSettings,
  reasonWords,
  runGuardrails,
} from './kinds.ts';
import { daysInWords } from './words.ts';
import { cart, customer, NOON, sendFacts, touch } from './testing/sample-facts.ts';

const run = (changes: Parameters<typeof sendFacts>[0] = {}, settings = defaultGuardrailSettings) =>
  runGuardrails(sendFacts(changes), settings);

describe('all guardrails together', () => {
  it('pass a message to a person who agreed, at noon, with room under the cap', () => {
    const result = run();
    expect(result).toMatchObject({ verdict: { verdict: 'pass' }, check: null });
    expect(result.verdicts.map((entry) => entry.check)).toEqual(GUARDRAILS.map((check) => check.id));
  });

  it('stop at the first that does not pass, and list those that ran before', () => {
    const result = run({
      customer: customer({ consent: { email: 'unsubscribed' } }),
      recent: [touch(NOON - HOUR)],
    });
    expect(result.check).toBe('consent');
    expect(result.verdicts.map((entry) => entry.check)).toEqual([
      'kill-switch',
      'flow-state',
      'ended',
      'address',
      'suppression',
      'consent',
    ]);
  });

  it('refuse a message that can never be sent at once, instead of holding it until morning', () => {
    const night = Date.UTC(2026, 10, 18, 23);
    expect(run({ now: night, enrolmentEnded: 'order-placed' }).verdict.verdict).toBe('refuse');
    expect(run({ now: night }).check).toBe('quiet-hours');
  });

  it('hold for the cap first and for quiet hours when the cap ends at night', () => {
    const recent = [touch(NOON - 13 * HOUR)];
    const first = run({ recent });
    expect(first).toMatchObject({
      check: 'frequency-cap',
      verdict: { verdict: 'hold', until: NOON + 11 * HOUR },
    });
    const second = run({ recent, now: NOON + 11 * HOUR, message: { heldSince: NOON } });
    expect(second).toMatchObject({
      check: 'quiet-hours',
      verdict: { verdict: 'hold', until: NOON + 21 * HOUR },
    });
    expect(run({ recent, now: NOON + 21 * HOUR, message: { heldSince: NOON } }).verdict.verdict).toBe('pass');
    expect(run({ recent, now: NOON + 37 * HOUR, message: { heldSince: NOON } }).check).toBe('hold-limit');
  });

  it('pass with notes about a message', () => {
    const products = [
      { productId: 'p-1', variantId: null, title: 'Linen shirt', stock: 3, price: 5_900, isActive: true },
    ];
    expect(run({ products }).verdict).toEqual({
      verdict: 'pass',
      notes: ['Price of Linen shirt is now $59.00 (was $69.00).'],
    });
  });

  it('end: checked again at each `lookAgainAt`, a message is sent, refused or skipped within days', () => {
    const facts = fc.record({
      start: fc.integer({ min: 0, max: 200 * DAY }),
      touches: fc.array(fc.integer({ min: 0, max: 7 * DAY }), { maxLength: 8 }),
      id: fc.string(),
      zone: fc.constantFrom('Europe/Berlin', 'America/Los_Angeles', 'Asia/Tokyo', 'Australia/Sydney'),
      channel: fc.constantFrom('email', 'sms'),
      limit: fc.integer({ min: 1, max: 72 }),
    });
    fc.assert(
      fc.property(facts, ({ start, touches, id, zone, channel, limit }) => {
        const settings = guardrailSettingsSchema.parse({ 'hold-limit': { hours: limit } });
        const begin = NOON + start;
        const recent = touches.map((ago) => touch(begin - ago));
        let now = begin;
        let heldSince: number | null = null;
        for (let round = 0; round < 20; round += 1) {
          const { verdict } = run(
            {
              now,
              recent,
              cart: cart({ updatedAt: begin }),
              customer: customer({ id, zone }),
              message: { channel, heldSince },
            },
            settings,
          );
          if (verdict.verdict === 'hold') {
            expect(verdict.until).toBeGreaterThan(now);
            heldSince ??= now;
            now = verdict.lookAgainAt;
            continue;
          }
          if (verdict.verdict === 'pass') {
            expect(
              isAllowed(now, zone, { from: 21 * 60, until: 9 * 60, weekdays: [1, 2, 3, 4, 5, 6, 7] }),
            ).toBe(true);
            expect(recent.filter((one) => one.at > now - DAY)).toEqual([]);
          }
          expect(now - begin).toBeLessThanOrEqual(4 * DAY);
          return;
        }
        expect.unreachable('held for ever');
      }),
      { numRuns: 500 },
    );
  });

  it('give the same verdict for the same facts', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400 * DAY }), fc.string(), (offset, id) => {
        const facts = sendFacts({ now: NOON + offset, customer: customer({ id }) });
        expect(runGuardrails(facts, defaultGuardrailSettings)).toEqual(
          runGuardrails(facts, defaultGuardrailSettings),
        );
      }),
    );
  });
});

describe('the settings of a workspace', () => {
  it('are the defaults when nothing is stored', () => {
    expect(readGuardrailSettings(null)).toEqual(defaultGuardrailSettings);
    expect(defaultGuardrailSettings['frequency-cap']).toEqual({
      on: true,
      windowHours: 24,
      perChannel: 1,
      total: 1,
      beyond: 'hold',
    });
    expect(defaultGuardrailSettings['quiet-hours']).toMatchObject({ from: '21:00', until: '09:00' });
  });

  it('refuse an unknown check or field with a sentence', () => {
    expect(guardrailSettingsSchema.safeParse({ 'no-such': {} }).success).toBe(false);
    expect(guardrailSettingsSchema.safeParse({ 'frequency-cap': { tottal: 2 } }).success).toBe(false);
  });

  it('keep the readable part of settings stored by an older version', () => {
    const read = readGuardrailSettings({
      'frequency-cap': { total: 3 },
      'quiet-hours': { from: 'late' },
      gone: {},
    });
    expect(read['frequency-cap']).toMatchObject({ total: 3, perChannel: 1 });
    expect(read['quiet-hours']).toEqual(defaultGuardrailSettings['quiet-hours']);
  });

  it('name every reason in words for tables', () => {
    expect(reasonWords('quiet-hours')).toBe('Quiet hours');
    expect(reasonWords('something-new')).toBe('something-new');
  });
});

describe('days in words', () => {
  it('are joined when they are consecutive, and otherwise listed', () => {
    expect(daysInWords([1, 2, 3, 4, 5])).toBe('Monday to Friday');
    expect(daysInWords([6, 1])).toBe('Monday and Saturday');
    expect(daysInWords([7])).toBe('Sunday');
  });
});
