import { DAY, HOUR } from '@millrace/base';
import type { Plan } from '@millrace/flow';
import { cart, customer, NOW } from '@millrace/flow/testing';
import { guardrailSettingsSchema, type GuardrailSettings } from '@millrace/guardrails';
import type { RehearsalSend } from '@millrace/rehearsal';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { guardWith, type Touch } from './guard-sends.ts';

const CURRENCY = 'EUR';
const STORE = { name: 'Fern', url: 'https://shop.test', currency: CURRENCY, zone: 'Europe/Berlin' } as never;
const FLOW = {
  id: 'flow-1',
  name: 'Carts',
  plan: { trigger: { event: 'cart-abandoned' } } as unknown as Plan,
};
const SETTINGS = guardrailSettingsSchema.parse({ 'quiet-hours': { on: false } });
const ANN = customer({ consent: { email: 'subscribed', sms: 'subscribed' }, suppressed: {} });

const send = (more: Partial<RehearsalSend> = {}, message: object = {}): RehearsalSend => ({
  at: NOW,
  message: { messageId: 'message-1', channel: 'email', purpose: 'marketing', ...message } as never,
  customer: ANN,
  cart: null,
  order: null,
  variables: {},
  enrolmentId: 'enrolment-1',
  heldSince: null,
  earlier: [],
  ...more,
});
const touch = (at: number, more: Partial<Touch> = {}): Touch =>
  ({
    at,
    channel: 'email',
    purpose: 'marketing',
    flowId: 'flow-2',
    flowName: 'Other',
    cartId: null,
    ...more,
  }) as Touch;
const guard = (
  touches: readonly Touch[] = [],
  settings: GuardrailSettings = SETTINGS,
  optIn: object = { sms: 'double' },
) =>
  guardWith(
    settings,
    STORE,
    FLOW,
    [{ customer: ANN, optIn: optIn as never }],
    new Map([[ANN.id, touches]]),
    new Set(),
  );

describe('the guardrails of a rehearsal', () => {
  test('let pass what nothing stands against', () => {
    expect(guard()(send())).toEqual({ do: 'pass' });
  });

  test('refuse what the person never agreed to, whatever else is so, with the reason in words', () => {
    const never = customer({ ...ANN, consent: {} });
    expect(guard()(send({ customer: never }))).toEqual({
      do: 'refuse',
      reason: 'consent-missing',
      sentence: expect.stringMatching(/^Not sent: /) as string,
    });
    expect(guard()(send({ customer: never }, { purpose: 'transactional' }))).toEqual({ do: 'pass' });
  });

  test.each([
    ['another flow sent', [touch(NOW - HOUR)], []],
    [
      'this flow sent earlier in the rehearsal',
      [],
      [{ at: NOW - HOUR, channel: 'email', purpose: 'marketing', cartId: null }],
    ],
  ])('hold what would be too much after what %s, and look again in time', (_what, touches, earlier) => {
    const held = guard(touches)(send({ earlier: earlier as never }));
    expect(held).toMatchObject({ do: 'hold', reason: 'frequency-cap' });
    const until = held.do === 'hold' ? held.until : 0;
    expect(until).toBeGreaterThan(NOW);
    expect(guard(touches)(send({ at: until, heldSince: NOW, earlier: earlier as never }))).toEqual({
      do: 'pass',
    });
  });

  test('count what was sent before the message and nothing that came after it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 * DAY }), (later) => {
        expect(guard([touch(NOW + later)])(send())).toEqual({ do: 'pass' });
      }),
    );
  });

  test('count for one person what was sent to them alone', () => {
    const other = customer({ ...ANN, id: 'bea' });
    expect(guard([touch(NOW - HOUR)])(send({ customer: other }))).toEqual({ do: 'pass' });
  });

  test('never let more go the more was sent before', () => {
    const touches = fc.array(
      fc.record({ ago: fc.integer({ min: 0, max: 8 * DAY }), channel: fc.constantFrom('email', 'sms') }),
      { maxLength: 6 },
    );
    const strict = { pass: 0, hold: 1, skip: 2, refuse: 3 } as const;
    fc.assert(
      fc.property(touches, fc.nat({ max: 8 * DAY }), (list, ago) => {
        const given = list.map((one) => touch(NOW - one.ago, { channel: one.channel }));
        const fewer = guard(given)(send());
        const more = guard([...given, touch(NOW - ago)])(send());
        expect(strict[more.do]).toBeGreaterThanOrEqual(strict[fewer.do]);
        if (fewer.do === 'hold' && more.do === 'hold') expect(more.until).toBeGreaterThanOrEqual(fewer.until);
      }),
    );
  });

  test('are told how the person agreed: a text about a cart needs two steps', () => {
    const text = send({ cart: cart({ currency: CURRENCY }) }, { channel: 'sms' });
    const american = {
      ...text,
      customer: customer({ ...ANN, country: 'US', phone: '+14155550101', zone: 'America/New_York' }),
    };
    expect(guard([], SETTINGS, { sms: 'double' })(american)).toEqual({ do: 'pass' });
    expect(guard([], SETTINGS, { sms: 'single' })(american)).toMatchObject({ do: 'refuse' });
  });

  test('are those that were set', () => {
    const off = guardrailSettingsSchema.parse({
      'quiet-hours': { on: false },
      'frequency-cap': { on: false },
    });
    expect(guard([touch(NOW - HOUR)], off)(send())).toEqual({ do: 'pass' });
    const night = guardrailSettingsSchema.parse({
      'quiet-hours': { on: true, from: '00:00', until: '23:00' },
    });
    expect(guard([], night)(send())).toMatchObject({ do: 'hold', reason: 'quiet-hours' });
  });
});
