import { DAY, HOUR } from '@millrace/base';
import { describe, expect, it } from 'vitest';
import { factsAtSending, type AtSending } from './facts-at-sending.ts';
import type { RecentMessage } from './send-facts.ts';
import { cart, customer, NOON, sendFacts } from './testing/sample-facts.ts';

const trigger = (event: string) =>
  ({ trigger: { event, filter: null, reentry: { rule: 'always' }, exits: [], key: 'customer' } }) as const;
const sent = (ago: number): RecentMessage => ({
  at: NOON - ago,
  channel: 'email',
  purpose: 'marketing',
  flowId: 'f',
  flowName: 'Welcome',
  cartId: null,
});
const known = (more: Partial<AtSending> = {}): AtSending => ({
  now: NOON,
  message: { id: 'm', channel: 'email', purpose: 'marketing', plannedAt: NOON, heldSince: null },
  flow: { id: 'f', name: 'Welcome' },
  plan: trigger('signed-up'),
  customer: customer(),
  optIn: 'double',
  cart: cart(),
  store: sendFacts().store,
  sent: [],
  globallyHeldOut: false,
  ...more,
});

describe('the facts of a message about to be sent, in both drivers', () => {
  it('have the messages of the last seven days, newest first, and none of the future', () => {
    const { recent } = factsAtSending(
      known({ sent: [sent(8 * DAY), sent(2 * HOUR), sent(-HOUR), sent(HOUR), sent(7 * DAY)] }),
    );
    expect(recent.map(({ at }) => NOON - at)).toEqual([HOUR, 2 * HOUR, 7 * DAY]);
  });

  it('have the cart only when the flow reminds of one', () => {
    const cartOf = (event: string) => factsAtSending(known({ plan: trigger(event) })).message.cartId;
    expect(['cart-abandoned', 'checkout-started', 'cart-updated'].map(cartOf)).toEqual([
      'cart-1',
      'cart-1',
      'cart-1',
    ]);
    expect(['order-placed', 'signed-up', 'something-of-their-own'].map(cartOf)).toEqual([null, null, null]);
  });

  it('assume no opt-in', () => {
    expect(
      ['double', 'single', 'unknown', null, undefined, 'by hand'].map(
        (optIn) => factsAtSending(known({ optIn })).optIn,
      ),
    ).toEqual(['double', 'single', 'unknown', null, null, null]);
  });

  it('have the address that the channel would use', () => {
    const on = (channel: string) =>
      factsAtSending(known({ message: { ...known().message, channel } })).message.address;
    expect(on('email')).toBe('ann@example.com');
    expect(() => on('smoke')).toThrow(/no such channel/);
  });
});
