import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '@millrace/base';
import { addressCheck } from './address/check.ts';
import { consentCheck } from './consent/check.ts';
import { endedCheck } from './ended/check.ts';
import { flowStateCheck } from './flow-state/check.ts';
import { holdLimitCheck } from './hold-limit/check.ts';
import { killSwitchCheck } from './kill-switch/check.ts';
import { smsCartRuleCheck } from './sms-cart-rule/check.ts';
import { suppressionCheck } from './suppression/check.ts';
import { cart, customer, NOON, sendFacts, touch } from './testing/sample-facts.ts';

const none = { all: false, flows: [], channels: [] };

describe('the emergency stop', () => {
  const check = (killSwitch: object, meanwhile?: string) =>
    killSwitchCheck.check(
      sendFacts({ killSwitch: { ...none, ...killSwitch } }),
      killSwitchCheck.settings.parse(meanwhile ? { meanwhile } : {}),
    );
  it('holds everything, one channel or one flow, and nothing else', () => {
    expect(check({}).verdict).toBe('pass');
    expect(check({ all: true })).toMatchObject({
      verdict: 'hold',
      reason: 'kill-switch',
      sentence: 'Held while all sending is stopped by the emergency stop.',
    });
    expect(check({ channels: ['email'] }).verdict).toBe('hold');
    expect(check({ channels: ['sms'] }).verdict).toBe('pass');
    expect(check({ flows: ['f-1'] })).toMatchObject({
      sentence: 'Held while sending from “Abandoned cart” is stopped by the emergency stop.',
    });
    expect(check({ flows: ['f-2'] }).verdict).toBe('pass');
  });
  it('drops messages instead when the workspace says so', () => {
    expect(check({ all: true }, 'refuse')).toMatchObject({
      verdict: 'refuse',
      sentence: 'Not sent: all sending is stopped by the emergency stop.',
    });
  });
});

describe('a flow that is paused or stopped', () => {
  it('holds its messages while paused and sends none once stopped', () => {
    expect(flowStateCheck.check(sendFacts({ flowState: 'paused' }), {})).toMatchObject({
      verdict: 'hold',
      sentence: 'Held while “Abandoned cart” is paused.',
    });
    expect(flowStateCheck.check(sendFacts({ flowState: 'stopped' }), {})).toMatchObject({
      verdict: 'refuse',
      reason: 'flow-stopped',
    });
    expect(flowStateCheck.check(sendFacts(), {}).verdict).toBe('pass');
  });
});

describe('a person who bought or left in the meantime', () => {
  it('gets nothing more from the flow, with the reason in words', () => {
    expect(endedCheck.check(sendFacts({ enrolmentEnded: 'exit:order-placed' }), {})).toMatchObject({
      verdict: 'refuse',
      sentence: 'Not sent: they have bought in the meantime.',
    });
    expect(endedCheck.check(sendFacts({ enrolmentEnded: 'exit:ticket-opened' }), {})).toMatchObject({
      reason: 'ended',
      sentence: 'Not sent: they left the flow in the meantime (opened a ticket).',
    });
    expect(endedCheck.check(sendFacts({ enrolmentEnded: 'flow-stopped' }), {})).toMatchObject({
      sentence: 'Not sent: the flow was stopped in the meantime.',
    });
    expect(endedCheck.check(sendFacts({ enrolmentEnded: 'some-code' }), {})).toMatchObject({
      sentence: 'Not sent: they left the flow in the meantime.',
    });
  });
  it('is not reminded of a cart that has been bought', () => {
    expect(endedCheck.check(sendFacts({ cart: cart({ completedAt: NOON - 1 }) }), {})).toMatchObject({
      verdict: 'refuse',
      reason: 'cart-bought',
    });
    expect(
      endedCheck.check(sendFacts({ cart: cart({ completedAt: NOON - 1 }), message: { cartId: null } }), {})
        .verdict,
    ).toBe('pass');
  });
});

describe('an address that is missing, invalid or suppressed', () => {
  it('stops the message, and says whether it is missing or invalid', () => {
    expect(
      addressCheck.check(sendFacts({ message: { address: null }, customer: customer({ email: null }) }), {}),
    ).toMatchObject({
      reason: 'address-missing',
      sentence: 'Not sent: we do not have their e-mail address.',
    });
    expect(
      addressCheck.check(
        sendFacts({ message: { address: null }, customer: customer({ email: 'ann@' }) }),
        {},
      ),
    ).toMatchObject({
      reason: 'address-unusable',
    });
    expect(
      addressCheck.check(
        sendFacts({ message: { address: null, channel: 'sms' }, customer: customer({ phone: '  ' }) }),
        {},
      ),
    ).toMatchObject({ sentence: 'Not sent: we do not have their phone number.' });
  });
  it('gets nothing after a bounce, and only order messages after a complaint', () => {
    const check = (suppression: string | null, purpose: 'marketing' | 'transactional') =>
      suppressionCheck.check(sendFacts({ suppression, message: { purpose } }), {});
    expect(check(null, 'marketing').verdict).toBe('pass');
    expect(check('bounced', 'marketing')).toMatchObject({
      verdict: 'refuse',
      sentence:
        'Not sent: the address is on the suppression list, because a message to this address bounced.',
    });
    expect(check('bounced', 'transactional').verdict).toBe('refuse');
    expect(check('complained', 'marketing').verdict).toBe('refuse');
    expect(check('complained', 'transactional').verdict).toBe('pass');
    expect(check('stop', 'transactional').verdict).toBe('refuse');
    expect(
      suppressionCheck.check(sendFacts({ customer: customer({ suppressed: { email: true } }) }), {}).verdict,
    ).toBe('refuse');
    expect(
      suppressionCheck.check(sendFacts({ customer: customer({ suppressed: { sms: true } }) }), {}).verdict,
    ).toBe('pass');
  });
});

describe('consent, channel by channel', () => {
  const check = (state: string | undefined, message: object = {}, given: object = {}, more: object = {}) =>
    consentCheck.check(
      sendFacts({
        customer: customer({
          consent: state ? { [(message as { channel?: string }).channel ?? 'email']: state as never } : {},
          ...more,
        }),
        message,
      }),
      consentCheck.settings.parse(given),
    );
  it('allows marketing only to people who subscribed', () => {
    expect(check('subscribed').verdict).toBe('pass');
    expect(check('unsubscribed')).toMatchObject({
      verdict: 'refuse',
      sentence: 'Not sent: they unsubscribed from e-mail.',
    });
    expect(check('pending')).toMatchObject({ reason: 'consent-pending' });
    expect(check('never-asked')).toMatchObject({ reason: 'consent-missing' });
    expect(check(undefined)).toMatchObject({ reason: 'consent-missing' });
    expect(check(undefined, { channel: 'sms' }).verdict).toBe('refuse');
  });
  it('is not needed for a message about an order', () => {
    expect(check('unsubscribed', { purpose: 'transactional' }).verdict).toBe('pass');
  });
  it('may allow e-mail to people never asked, but never texts to them or messages to people who unsubscribed', () => {
    const allowed = { emailNeverAsked: true };
    expect(check(undefined, {}, allowed).verdict).toBe('pass');
    expect(check('unsubscribed', {}, allowed).verdict).toBe('refuse');
    expect(check(undefined, { channel: 'sms' }, allowed).verdict).toBe('refuse');
  });
  it('requires a double opt-in before a cart text in the US, when it is known to be single', () => {
    const text = (optIn: 'single' | 'double' | 'unknown' | null, more: object = {}, message: object = {}) =>
      consentCheck.check(
        sendFacts({
          optIn,
          customer: customer({ country: 'US', ...more }),
          message: { channel: 'sms', ...message },
        }),
        consentCheck.settings.parse({}),
      );
    expect(text('single')).toMatchObject({ verdict: 'refuse', reason: 'double-opt-in-missing' });
    expect(text('double').verdict).toBe('pass');
    expect(text('unknown').verdict).toBe('pass');
    expect(text('single', { country: null, phone: '+12025550100' }).verdict).toBe('refuse');
    expect(text('single', { country: 'DE' }).verdict).toBe('pass');
    expect(text('single', {}, { cartId: null }).verdict).toBe('pass');
  });
});

describe('one text for a cart, while it is fresh', () => {
  const check = (changes: Parameters<typeof sendFacts>[0] = {}, given: object = {}) =>
    smsCartRuleCheck.check(
      sendFacts({ ...changes, message: { channel: 'sms', ...changes?.message } }),
      smsCartRuleCheck.settings.parse(given),
    );
  it('refuses the second text about the same cart, from any flow', () => {
    const before = touch(NOON - 30 * HOUR, { channel: 'sms', cartId: 'cart-1' });
    expect(check({ recent: [before] })).toMatchObject({ verdict: 'refuse', reason: 'cart-texted' });
    expect(check({ recent: [{ ...before, cartId: 'cart-2' }] }).verdict).toBe('pass');
    expect(check({ recent: [{ ...before, channel: 'email' }] }).verdict).toBe('pass');
  });
  it('skips a text about a cart older than two days', () => {
    expect(check({ cart: cart({ updatedAt: NOON - 46 * HOUR }) }).verdict).toBe('pass');
    expect(check({ cart: cart({ updatedAt: NOON - 49 * HOUR }) })).toMatchObject({
      verdict: 'skip',
      reason: 'cart-text-late',
    });
    expect(check({ cart: cart({ updatedAt: NOON - 49 * HOUR }) }, { on: false }).verdict).toBe('pass');
  });
  it('does not concern e-mail or order texts', () => {
    expect(
      smsCartRuleCheck.check(
        sendFacts({ cart: cart({ updatedAt: NOON - 9 * DAY }) }),
        smsCartRuleCheck.settings.parse({}),
      ).verdict,
    ).toBe('pass');
    expect(
      check({ cart: cart({ updatedAt: NOON - 9 * DAY }), message: { purpose: 'transactional' } }).verdict,
    ).toBe('pass');
  });
});

describe('a message held for too long', () => {
  const check = (hours: number | null, given: object = {}) =>
    holdLimitCheck.check(
      sendFacts({ message: { heldSince: hours === null ? null : NOON - hours * HOUR } }),
      holdLimitCheck.settings.parse(given),
    );
  it('is skipped, and the sentence says how long it was held', () => {
    expect(check(null).verdict).toBe('pass');
    expect(check(36).verdict).toBe('pass');
    expect(check(37)).toEqual({
      verdict: 'skip',
      reason: 'held-too-long',
      sentence: 'Not sent: it was held for 37 hours, longer than the 36 hours you allow.',
    });
    expect(check(2, { hours: 1 })).toMatchObject({
      sentence: 'Not sent: it was held for 2 hours, longer than the 1 hour you allow.',
    });
    expect(check(100, { on: false }).verdict).toBe('pass');
  });
});
