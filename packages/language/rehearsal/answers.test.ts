import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '@millrace/base';
import { cart, customer, NOW } from '@millrace/flow/testing';
import { answering, delayAt, type Answers } from './answers.ts';
import { USUAL_ANSWERS } from './testing/usual-answers.ts';
import type { RehearsalSend } from './types.ts';

const send = (id: string, channel = 'email', more: Partial<RehearsalSend> = {}): RehearsalSend => ({
  at: NOW,
  message: {
    type: 'message',
    key: id,
    messageId: id,
    node: 'mail',
    visit: 1,
    channel,
    purpose: 'marketing',
    silent: false,
  },
  customer: customer(),
  cart: cart(),
  order: null,
  variables: {},
  enrolmentId: 'e',
  heldSince: null,
  earlier: [],
  ...more,
});
const many = (answers: Answers, seed: string, channel: string, more: Partial<RehearsalSend> = {}) =>
  Array.from({ length: 20_000 }, (_, index) =>
    answering(answers, seed)(send(`${seed}-${index}`, channel, more)),
  );
const share = (answers: ReturnType<typeof many>, type: string) =>
  answers.filter((events) => events.some(({ event }) => event.type === type)).length / answers.length;

describe('what people do after a message', () => {
  it('is as frequent as the rates say', () => {
    const answered = many(USUAL_ANSWERS, 'rates', 'email');
    expect(share(answered, 'message-opened')).toBeCloseTo(0.45, 1);
    expect(share(answered, 'message-clicked')).toBeCloseTo(0.06, 2);
    expect(share(answered, 'order-placed')).toBeCloseTo(0.06 * 0.15, 2);
    const texts = many(USUAL_ANSWERS, 'rates', 'sms');
    expect(share(texts, 'message-opened')).toBe(0);
    expect(share(texts, 'message-clicked')).toBeCloseTo(0.1, 1);
  });

  it('follows the hour of their own clock', () => {
    const byHour = USUAL_ANSWERS['email']!.byHour.map((_, hour) => (hour < 6 ? 0.5 : 1.5));
    const answers: Answers = { email: { ...USUAL_ANSWERS['email']!, byHour } };
    const at = (hour: number) =>
      many(answers, 'hours', 'email', {
        at: Date.UTC(2026, 9, 20, hour),
        customer: customer({ zone: 'UTC' }),
      });
    expect(share(at(3), 'message-opened')).toBeCloseTo(0.225, 1);
    expect(share(at(12), 'message-opened')).toBeCloseTo(0.675, 1);
  });

  it('is the same with the same seed, and different with another', () => {
    const first = answering(USUAL_ANSWERS, 'one');
    const again = answering(USUAL_ANSWERS, 'one');
    const other = answering(USUAL_ANSWERS, 'two');
    const ids = Array.from({ length: 200 }, (_, index) => `message-${index}`);
    expect(ids.map((id) => first(send(id)))).toEqual(ids.map((id) => again(send(id))));
    expect(ids.map((id) => first(send(id)).length)).not.toEqual(ids.map((id) => other(send(id)).length));
  });

  it('comes in a possible order: opened, then clicked, then bought, each after the message', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom('email', 'sms'), (id, channel) => {
        const events = answering(USUAL_ANSWERS, 'order')(send(id, channel));
        const times = events.map(({ event }) => event.at);
        expect(times).toEqual(times.toSorted((left, right) => left - right));
        for (const { event } of events) {
          expect(event.at).toBeGreaterThan(NOW);
          if (event.type.startsWith('message-')) expect(event.messageId).toBe(id);
        }
        const types = events.map(({ event }) => event.type);
        if (types.includes('order-placed')) expect(types).toContain('message-clicked');
        if (channel === 'email' && types.includes('message-clicked'))
          expect(types).toContain('message-opened');
      }),
      { numRuns: 2_000 },
    );
  });

  it('buys the cart the message was about', () => {
    const sure: Answers = { email: { ...USUAL_ANSWERS['email']!, opened: 1, clicked: 1, bought: 1 } };
    const order = answering(sure, 'buy')(send('m')).at(-1);
    expect(order).toMatchObject({
      event: { type: 'order-placed', cartId: 'cart-1', value: 12_000 },
      order: { total: 12_000, cartId: 'cart-1' },
      because: 'm',
    });
    expect(order?.cart?.completedAt).toBe(order?.event.at);
  });

  it('is nothing on a channel without rates', () => {
    expect(answering(USUAL_ANSWERS, 'x')(send('m', 'pigeon'))).toEqual([]);
  });

  it('takes as long as people take', () => {
    const delays = { quarter: 10, half: 60, threeQuarters: 600, most: 3_000 };
    expect([0.25, 0.5, 0.75].map((place) => delayAt(delays, place) / 60_000)).toEqual([10, 60, 600]);
    expect(delayAt(delays, 1)).toBeLessThan(3 * DAY);
    expect(delayAt(delays, 0)).toBeGreaterThan(0);
    expect(delayAt(delays, 0.5)).toBe(HOUR);
  });
});
