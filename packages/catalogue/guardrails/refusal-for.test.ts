import { HOUR } from '@millrace/base';
import { CHANNELS } from '@millrace/channels';
import { bareEvent, type Facts } from '@millrace/flow';
import { cart, customer, facts, NOW } from '@millrace/flow/testing';
import { describe, expect, test } from 'vitest';
import { refusalFor } from './kinds.ts';

const agreed = customer({
  email: 'ann@example.com',
  phone: '+4915112345678',
  browsers: 'Chrome on Android',
  consent: Object.fromEntries(CHANNELS.map(({ consent }) => [consent, 'subscribed'])),
  suppressed: {},
});
const cartChannel = CHANNELS.find(({ cartRule }) => cartRule !== null)!;
const at = (more: Partial<Facts> = {}, guardrails: unknown = {}): Facts => {
  const known = facts({ now: NOW, customer: agreed, ...more });
  return { ...known, store: { ...known.store, sending: { guardrails, costs: {}, subscriberWorth: null } } };
};

describe('why somebody gets nothing by a channel', () => {
  test.each(CHANNELS.map((channel) => [channel.id, channel] as const))(
    'nothing speaks against %s for who agreed',
    (_id, channel) => {
      expect(refusalFor(at(), channel, 'marketing')).toBeNull();
      // The moment does not count: it is always quiet, and the emergency stop is on.
      const still = { 'quiet-hours': { on: true, from: '00:00', until: '23:59' } };
      expect(refusalFor(at({}, still), channel, 'marketing')).toBeNull();
    },
  );

  test.each(CHANNELS.map((channel) => [channel.id, channel] as const))(
    'no address, no consent and the suppression list speak against %s, each with its reason',
    (_id, channel) => {
      const without = (changes: object) =>
        refusalFor(at({ customer: { ...agreed, ...changes } }), channel, 'marketing');
      expect(without({ [channel.address]: null })).toMatch(/^Not sent: /);
      expect(without({ consent: {} })).toMatch(/^Not sent: they never agreed/);
      expect(without({ consent: { [channel.consent]: 'unsubscribed' } })).toMatch(
        /^Not sent: they unsubscribed/,
      );
      expect(without({ suppressed: { [channel.id]: true } })).toMatch(/suppression list/);
    },
  );

  test('a cart that is too old for carriers does, in a flow about carts and while the rule is in force', () => {
    const old = (type: string, guardrails: unknown = {}) =>
      refusalFor(
        at(
          {
            cart: cart({ updatedAt: NOW - 49 * HOUR }),
            enrolment: { id: 'e', key: 'k', enteredAt: NOW, event: bareEvent({ id: 'e', type, at: NOW }) },
          },
          guardrails,
        ),
        cartChannel,
        'marketing',
      );
    expect(old('cart-abandoned')).toBe(cartChannel.cartRule!.late(48));
    expect(old('order-placed')).toBeNull();
    expect(old('cart-abandoned', { 'sms-cart-rule': { on: false } })).toBeNull();
  });

  test('settings that cannot be read count as the usual ones', () => {
    for (const stored of [null, 'text', { consent: 7 }])
      expect(
        refusalFor(at({ customer: { ...agreed, consent: {} } }, stored), CHANNELS[0]!, 'marketing'),
      ).toMatch(/never agreed/);
  });
});
