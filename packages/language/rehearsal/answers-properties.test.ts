import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY, MINUTE } from '@millrace/base';
import { delayAt, type Answers, type ChannelAnswers, type Delays } from './answers.ts';
import { measureAnswers, type AnsweredMessage } from './measure-answers.ts';
import { samplePeople } from './sample-people.ts';
import { MAIL, USUAL_ANSWERS } from './testing/usual-answers.ts';

const FROM = Date.UTC(2026, 9, 1);
const delays: fc.Arbitrary<Delays> = fc
  .array(fc.integer({ min: 0, max: 5_000 }), { minLength: 4, maxLength: 4 })
  .map((minutes) => {
    const [quarter, half, threeQuarters, most] = minutes.toSorted((one, other) => one - other) as [
      number,
      number,
      number,
      number,
    ];
    return { quarter, half, threeQuarters, most };
  });
const share = fc.double({ min: 0, max: 1, noNaN: true });
const message: fc.Arbitrary<AnsweredMessage> = fc
  .record({
    channel: fc.constantFrom('email', 'sms', 'pigeon'),
    hour: fc.integer({ min: 0, max: 23 }),
    did: fc.nat(3),
    after: fc.tuple(fc.nat(3_000), fc.nat(300), fc.nat(3_000)),
  })
  .map(({ channel, hour, did, after: [open, click, buy] }) => ({
    channel,
    hour,
    openedAfter: did >= 1 ? open : null,
    clickedAfter: did >= 2 ? click : null,
    boughtAfter: did >= 3 ? buy : null,
  }));
const messages = fc.array(message, { maxLength: 60 });
const inOrder = ({ quarter, half, threeQuarters, most }: Delays) =>
  quarter <= half && half <= threeQuarters && threeQuarters <= most;

describe('how long people take', () => {
  test('is longer the slower they are, and never longer than the slowest', () => {
    fc.assert(
      fc.property(delays, share, share, (marks, one, other) => {
        const [quick, slow] = [delayAt(marks, Math.min(one, other)), delayAt(marks, Math.max(one, other))];
        expect(quick).toBeLessThanOrEqual(slow);
        expect(quick).toBeGreaterThanOrEqual(1);
        expect(slow).toBeLessThanOrEqual(Math.max(1, marks.most * MINUTE));
      }),
    );
  });
  test('is what the marks say at the quarters', () => {
    fc.assert(
      fc.property(delays, (marks) => {
        const at = (lot: number) => delayAt(marks, lot) / MINUTE;
        if (marks.quarter === 0) return;
        expect([at(0.25), at(0.5), at(0.75)]).toEqual([marks.quarter, marks.half, marks.threeQuarters]);
      }),
    );
  });
});

describe('rates drawn from messages', () => {
  const each = (answers: Answers, check: (rates: ChannelAnswers) => void) =>
    Object.values(answers).forEach((rates) => check(rates));

  test('are shares, in an order that can be, with delays in order', () => {
    fc.assert(
      fc.property(messages, share, (list, caused) => {
        each(measureAnswers(list, caused, USUAL_ANSWERS).answers, (rates) => {
          for (const rate of [rates.opened, rates.clicked, rates.bought]) {
            expect(rate).toBeGreaterThanOrEqual(0);
            expect(rate).toBeLessThanOrEqual(1);
          }
          if (rates.opened > 0) expect(rates.clicked).toBeLessThanOrEqual(rates.opened);
          for (const marks of [rates.openAfter, rates.clickAfter, rates.buyAfter])
            expect(inOrder(marks)).toBe(true);
          expect(rates.byHour).toHaveLength(24);
          for (const times of rates.byHour) {
            expect(times).toBeGreaterThanOrEqual(0.5);
            expect(times).toBeLessThanOrEqual(2);
          }
        });
      }),
    );
  });

  test('do not depend on the order of the messages, nor on those of other channels', () => {
    fc.assert(
      fc.property(messages, share, (list, caused) => {
        const whole = measureAnswers(list, caused, USUAL_ANSWERS);
        expect(measureAnswers(list.toReversed(), caused, USUAL_ANSWERS)).toEqual(whole);
        const mails = list.filter(({ channel }) => channel === 'email');
        expect(measureAnswers(mails, caused, USUAL_ANSWERS).answers['email']).toEqual(whole.answers['email']);
        expect(Object.keys(whole.answers)).toEqual(Object.keys(USUAL_ANSWERS));
        expect(whole.messages['email']).toBe(mails.length);
      }),
    );
  });

  test('rise with one more who answered, and fall with one more who did not', () => {
    const sent: AnsweredMessage = {
      channel: 'email',
      hour: 9,
      openedAfter: null,
      clickedAfter: null,
      boughtAfter: null,
    };
    fc.assert(
      fc.property(messages, (list) => {
        const opened = (more: AnsweredMessage[]) =>
          measureAnswers([...list, ...more], 1, USUAL_ANSWERS).answers['email']!.opened;
        expect(opened([{ ...sent, openedAfter: 5 }])).toBeGreaterThan(opened([]));
        expect(opened([sent])).toBeLessThan(opened([]));
      }),
    );
  });

  test('of an hour in which nobody answers are half the usual at least, and of one in which all do twice at most', () => {
    const at = (hour: number, openedAfter: number | null): AnsweredMessage[] =>
      Array.from({ length: 5_000 }, () => ({
        channel: 'email',
        hour,
        openedAfter,
        clickedAfter: null,
        boughtAfter: null,
      }));
    const list = [...at(3, null), ...at(4, null), ...at(5, null), ...at(20, 5)];
    const { byHour } = measureAnswers(list, 1, USUAL_ANSWERS).answers['email']!;
    expect([byHour[3], byHour[20], byHour[12]]).toEqual([0.5, 2, 1]);
  });

  test('of a channel that does not know who opens keep it so', () => {
    fc.assert(
      fc.property(messages, (list) => {
        expect(measureAnswers(list, 1, { sms: { ...MAIL, opened: 0 } }).answers['sms']!.opened).toBe(0);
      }),
    );
  });
});

describe('sample people', () => {
  const options = fc.record({
    seed: fc.string(),
    count: fc.integer({ min: 1, max: 8 }),
    carts: fc.double({ min: 0, max: 3, noNaN: true }),
    trigger: fc.constantFrom(
      undefined,
      'customer-subscribed',
      'product-viewed',
      'made-a-wish',
      'cart-abandoned',
      '',
    ),
  });
  const of = (drawn: { seed: string; count: number; carts: number; trigger: string | undefined }) => [
    ...samplePeople({
      ...drawn,
      triggers: drawn.trigger === undefined ? [] : [drawn.trigger],
      from: FROM,
      until: FROM + 60 * DAY,
      channels: { email: { agreed: 0.8, suppressed: 0.1 } },
    }),
  ];

  test('stay who they are when more of them are asked for', () => {
    fc.assert(
      fc.property(options, (drawn) => {
        expect(of({ ...drawn, count: drawn.count + 3 }).slice(0, drawn.count)).toEqual(of(drawn));
      }),
    );
  });

  test('know of themselves what goes together', () => {
    fc.assert(
      fc.property(options, (drawn) => {
        for (const { customer } of of(drawn)) {
          const { ordersCount, totalSpent, averageOrder, firstOrderAt, lastOrderAt, discountShare } =
            customer;
          expect(totalSpent).toBe(ordersCount * averageOrder);
          expect([firstOrderAt, lastOrderAt, discountShare].map((known) => known === null)).toEqual(
            Array.from({ length: 3 }, () => ordersCount === 0),
          );
          if (firstOrderAt !== null && lastOrderAt !== null)
            expect(firstOrderAt).toBeLessThanOrEqual(lastOrderAt);
          expect(customer.orderGapDays === null).toBe(ordersCount < 2);
          if (discountShare !== null) expect(discountShare >= 0 && discountShare <= 1).toBe(true);
        }
      }),
    );
  });

  test('have ids of their own for everything they do', () => {
    fc.assert(
      fc.property(options, (drawn) => {
        const ids = of(drawn).flatMap(({ events }) => events.map(({ event }) => event.id));
        expect(new Set(ids).size).toBe(ids.length);
      }),
    );
  });

  test('all meet an event that carts do not bring by themselves', () => {
    fc.assert(
      fc.property(options, (drawn) => {
        const { trigger } = drawn;
        if (!trigger || trigger === 'cart-abandoned') return;
        for (const { events } of of(drawn))
          expect(events.some(({ event }) => event.type === trigger)).toBe(true);
      }),
    );
  });

  test('put into a cart what it comes to', () => {
    fc.assert(
      fc.property(options, (drawn) => {
        for (const { events } of of(drawn))
          for (const { cart, order, event } of events) {
            if (cart)
              expect(cart.total).toBe(cart.lines.reduce((sum, line) => sum + line.price * line.quantity, 0));
            if (order) expect([order.total, order.cartId]).toEqual([event.value, event.cartId]);
          }
      }),
    );
  });
});
