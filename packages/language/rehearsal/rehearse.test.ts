import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { DAY, HOUR, MINUTE } from '@millrace/base';
import { compile, createStep, type Plan } from '@millrace/flow';
import { cart, customer, event, flow, store, toyKinds } from '@millrace/flow/testing';
import { answering, type Answers } from './answers.ts';
import { USUAL_ANSWERS } from './testing/usual-answers.ts';
import { beginRehearsal, rehearse } from './rehearse.ts';
import { samplePeople } from './sample-people.ts';
import type {
  RehearsalEvent,
  RehearsalHost,
  RehearsalOptions,
  RehearsalPerson,
  RehearsedEnrolment,
} from './types.ts';

const FROM = Date.UTC(2026, 9, 1);
const planOf = (...args: Parameters<typeof flow>): Plan => compile(flow(...args), toyKinds);
const MAIL = planOf(
  ['t trigger', 'w wait', 's send', 'x wait', 'e end', 'r end'],
  ['t > w', 'w > s', 's > x', 's:not-sent > r', 'x > e'],
);

const left = (after: number, cartId = 'cart-1'): RehearsalEvent => ({
  event: event('cart-abandoned', { id: `left-${cartId}-${after}`, at: FROM + after, cartId }),
  cart: cart({ id: cartId, total: 9_000 }),
});
const bought = (after: number, cartId: string | null = 'cart-1', total = 9_000): RehearsalEvent => ({
  event: event('order-placed', {
    id: `bought-${cartId}-${after}`,
    at: FROM + after,
    cartId,
    orderId: `order-${after}`,
  }),
  order: {
    id: `order-${after}`,
    number: null,
    currency: 'EUR',
    total,
    discount: 500,
    margin: 1,
    lines: [],
    placedAt: FROM + after,
    status: 'paid',
    fulfilment: null,
    cartId,
  },
});
const person = (events: RehearsalEvent[], id = 'ann'): RehearsalPerson => ({
  customer: customer({
    id,
    ordersCount: 0,
    totalSpent: 0,
    averageOrder: 0,
    discountShare: null,
    firstOrderAt: null,
    lastOrderAt: null,
    orderGapDays: null,
  }),
  events,
});

function run(
  plan: Plan,
  people: Iterable<RehearsalPerson>,
  host: Partial<RehearsalHost> = {},
  more: Partial<RehearsalOptions> = {},
) {
  const enrolments: RehearsedEnrolment[] = [];
  const result = rehearse({
    plan,
    step: createStep(toyKinds),
    store,
    from: FROM,
    until: FROM + 30 * DAY,
    people,
    onEnrolment: (enrolment) => enrolments.push(enrolment),
    ...more,
    host: { heldOut: () => false, ...host },
  });
  return { result, enrolments };
}
const times = ({ trace }: RehearsedEnrolment) =>
  trace.filter(({ what }) => what === 'entered').map(({ node, at }) => `${node} ${(at - FROM) / MINUTE}`);

const SHARES = { email: { agreed: 0.85, suppressed: 0.01 }, sms: { agreed: 0.4, suppressed: 0 } };

describe('time in a rehearsal', () => {
  test('passes as the plan says, without real waiting', () => {
    const { enrolments } = run(MAIL, [person([left(0)])]);
    expect(times(enrolments[0]!)).toEqual(['t 0', 'w 0', 's 60', 'x 60', 'e 120']);
    expect(enrolments[0]).toMatchObject({
      enteredAt: FROM,
      endedAt: FROM + 2 * HOUR,
      endReason: 'completed',
    });
  });
  test('an event at the instant a wait ends is handled first', () => {
    const plan = planOf(
      ['t trigger', 'l listen', 'a end', 'b end'],
      ['t > l', 'l:heard > a', 'l:timeout > b'],
      {
        l: { event: 'product-viewed', minutes: 60 },
      },
    );
    const seen = (after: number): RehearsalEvent => ({
      event: event('product-viewed', { at: FROM + after }),
    });
    expect(times(run(plan, [person([left(0), seen(HOUR)])]).enrolments[0]!)).toContain('a 60');
    expect(times(run(plan, [person([left(0), seen(HOUR + 1)])]).enrolments[0]!)).toContain('b 60');
  });
  test('ends with the rehearsal: people who wait longer are counted as waiting', () => {
    const { result, enrolments } = run(MAIL, [person([left(0)])], {}, { until: FROM + 90 * MINUTE });
    expect(result.running).toBe(1);
    expect(result.nodes['x']).toMatchObject({ entered: 1, waiting: 1 });
    expect(enrolments[0]).toMatchObject({ endedAt: null, endReason: null });
  });
  test('events before its beginning change facts and start nothing', () => {
    const plan = planOf(['t trigger', 'c when', 'a end', 'b end'], ['t > c', 'c:yes > a', 'c:no > b'], {
      c: {
        when: {
          all: [
            { fact: 'customer.ordersCount', operator: 'is', value: 2 },
            { event: 'order-placed', measure: 'count', operator: 'is', value: 2 },
          ],
        },
      },
    });
    const { result, enrolments } = run(plan, [
      person([left(-9 * DAY), bought(-8 * DAY), bought(-2 * DAY), left(HOUR)]),
    ]);
    expect(result.entered).toBe(1);
    expect(times(enrolments[0]!)).toContain('a 60');
  });
});

describe('entering and leaving', () => {
  test('an order of the cart ends it, an order of another cart or of none does not', () => {
    expect(run(MAIL, [person([left(0), bought(HOUR / 2)])]).enrolments[0]).toMatchObject({
      endReason: 'exit:order-placed',
      messages: [],
    });
    expect(
      run(MAIL, [person([left(0), bought(HOUR / 2, 'cart-2'), bought(HOUR / 2 + 1, null)])]).enrolments[0],
    ).toMatchObject({
      endReason: 'completed',
    });
  });
  test('two carts of one person are two enrolments at once', () => {
    const { enrolments } = run(MAIL, [person([left(0), left(MINUTE, 'cart-2'), bought(HOUR / 2, 'cart-2')])]);
    expect(enrolments.map(({ key, endReason }) => [key, endReason])).toEqual([
      ['cart-1', 'completed'],
      ['cart-2', 'exit:order-placed'],
    ]);
  });
  test('a second event for an enrolled cart is refused, and counted with its reason', () => {
    const { result } = run(MAIL, [person([left(0), left(HOUR / 2), left(3 * HOUR)])]);
    expect([result.entered, result.notEntered]).toEqual([2, { 're-entry': 1 }]);
  });
  test('entries and those who made them are counted apart: people, or the things a flow is about', () => {
    const events = [left(0), left(MINUTE, 'cart-2'), left(3 * HOUR)];
    const counted = (subject: Plan['subject'], heldOut = false) =>
      run({ ...MAIL, subject }, [person(events), person([left(0, 'cart-3')], 'bea')], {
        heldOut: (id) => heldOut && id === 'ann',
      }).result;
    expect(counted('customer')).toMatchObject({ entered: 4, subjects: { entered: 2, heldOut: 0 } });
    expect(counted('order')).toMatchObject({ entered: 4, subjects: { entered: 3, heldOut: 0 } });
    expect(counted('order', true)).toMatchObject({ heldOut: 3, subjects: { entered: 3, heldOut: 2 } });
  });
  test('who does not pass the filter, or has no cart, is counted with the reason', () => {
    const plan = planOf(['t trigger', 's send'], ['t > s'], {
      t: { event: 'cart-abandoned', filter: { fact: 'cart.total', operator: 'more-than', value: 10_000 } },
    });
    const none = { event: event('cart-abandoned', { id: 'none', at: FROM + 5, cartId: null }) };
    expect(run(plan, [person([left(0), none])]).result.notEntered).toEqual({ filter: 1, 'key-missing': 1 });
  });
});

describe('guardrails in a rehearsal', () => {
  test('a held message waits at its node and is sent when it may be, to the minute', () => {
    const host: Partial<RehearsalHost> = {
      guard: ({ at, heldSince }) =>
        heldSince === null ? { do: 'hold', until: at + 3 * HOUR, reason: 'quiet-hours' } : { do: 'pass' },
    };
    const { result, enrolments } = run(MAIL, [person([left(0)])], host);
    expect(enrolments[0]!.messages).toEqual([
      expect.objectContaining({ node: 's', outcome: 'sent', at: FROM + 4 * HOUR }),
    ]);
    expect(times(enrolments[0]!)).toContain('x 240');
    expect(result.nodes['s']).toMatchObject({ held: 1, sent: 1 });
    expect(result.reasons).toEqual({ 'quiet-hours': 1 });
  });
  test('somebody who buys while a message is held never gets it', () => {
    const host: Partial<RehearsalHost> = {
      guard: ({ at }) => ({ do: 'hold', until: at + DAY, reason: 'cap' }),
    };
    const { enrolments } = run(MAIL, [person([left(0), bought(2 * HOUR)])], host);
    expect(enrolments[0]!.messages).toEqual([
      expect.objectContaining({ outcome: 'skipped', reason: 'exit:order-placed' }),
    ]);
  });
  test('a refusal takes its port and is counted with its reason', () => {
    const sentence = 'Not sent: they never agreed.';
    const { result, enrolments } = run(MAIL, [person([left(0)])], {
      guard: () => ({ do: 'refuse', reason: 'consent', sentence }),
    });
    expect(times(enrolments[0]!)).toContain('r 60');
    expect(enrolments[0]!.trace.find(({ what }) => what === 'settled')?.sentence).toBe(sentence);
    expect([result.nodes['s']!.refused, result.reasons, result.sent]).toEqual([1, { consent: 1 }, {}]);
  });
  test('a guardrail that holds for ever does not hold up the rehearsal', () => {
    const { enrolments } = run(MAIL, [person([left(0)])], {
      guard: ({ at }) => ({ do: 'hold', until: at + 1, reason: 'cap' }),
    });
    expect(enrolments[0]!.endReason).toBe('completed');
    expect(enrolments[0]!.messages[0]!.outcome).toBe('skipped');
  });
  test('guardrails see what the person got before, over all their enrolments', () => {
    const seen: number[] = [];
    run(MAIL, [person([left(0), left(MINUTE, 'cart-2')])], {
      guard: ({ earlier }) => (seen.push(earlier.length), { do: 'pass' }),
    });
    expect(seen).toEqual([0, 1]);
  });
  test('what people do after a message comes back into the flow', () => {
    const plan = planOf(
      ['t trigger', 's send', 'l listen', 'a end', 'b end'],
      ['t > s', 's > l', 'l:heard > a', 'l:timeout > b'],
      {
        l: { event: 'message-opened', match: 'message', minutes: 60 },
      },
    );
    const opens = (after: number): Partial<RehearsalHost> => ({
      react: ({ at, message }) => [
        { event: event('message-opened', { at: at + after, messageId: message.messageId }) },
      ],
    });
    expect(times(run(plan, [person([left(0)])], opens(10 * MINUTE)).enrolments[0]!)).toContain('a 10');
    expect(times(run(plan, [person([left(0)])], opens(70 * MINUTE)).enrolments[0]!)).toContain('b 60');
  });
});

describe('people in the holdout', () => {
  test('are sent nothing, never reach a guardrail, and are counted separately', () => {
    const { result, enrolments } = run(MAIL, [person([left(0)])], {
      heldOut: () => true,
      guard: () => expect.unreachable(),
    });
    expect(result).toMatchObject({ entered: 1, heldOut: 1, sent: {} });
    expect(enrolments[0]!.messages).toEqual([
      expect.objectContaining({ outcome: 'silent', at: FROM + HOUR }),
    ]);
    expect(result.nodes['s']).toMatchObject({ entered: 1, silent: 1, sent: 0 });
  });
  test('are as many as the flow says, and always the same people', () => {
    const people = Array.from({ length: 2_000 }, (_, index) => person([left(index)], `person-${index}`));
    const held = (salt: string) => {
      const all: string[] = [];
      rehearse({
        plan: MAIL,
        step: createStep(toyKinds),
        store,
        from: FROM,
        until: FROM + DAY,
        people,
        salt,
        onEnrolment: ({ heldOut, customerId }) => void (heldOut && all.push(customerId)),
      });
      return all;
    };
    expect(Math.abs(held('a').length - 200)).toBeLessThan(70);
    expect(held('a')).toEqual(held('a'));
    expect(held('a')).not.toEqual(held('b'));
  });
});

describe('the counts', () => {
  const people = [
    ...samplePeople({
      count: 300,
      seed: 'counts',
      from: FROM,
      until: FROM + 20 * DAY,
      carts: 1.5,
      channels: SHARES,
    }),
  ];
  const moody: Partial<RehearsalHost> = {
    guard: ({ message, at, heldSince }) =>
      message.messageId < '6'
        ? { do: 'pass' }
        : message.messageId < '9' && heldSince === null
          ? { do: 'hold', until: at + HOUR, reason: 'cap' }
          : { do: 'refuse', reason: 'consent' },
  };

  test('agree with a recount of every enrolment', () => {
    const { result, enrolments } = run(MAIL, people, { ...moody, heldOut: (id) => id.endsWith('7') });
    expect(result.people).toBe(300);
    expect(result.entered).toBe(enrolments.length);
    expect(result.subjects.entered).toBe(new Set(enrolments.map(({ customerId }) => customerId)).size);
    expect(result.entered).toBe(
      result.running + Object.values(result.ended).reduce((sum, count) => sum + count, 0),
    );
    for (const [node, counts] of Object.entries(result.nodes)) {
      const entries = enrolments.flatMap(({ trace }) => trace).filter((entry) => entry.node === node);
      expect(counts.entered).toBe(entries.filter(({ what }) => what === 'entered').length);
      expect(counts.exited).toBe(entries.filter(({ what }) => what === 'exited').length);
      for (const [port, count] of Object.entries(counts.went))
        expect(count).toBe(entries.filter((entry) => entry.what === 'went' && entry.port === port).length);
      for (const outcome of ['sent', 'refused', 'skipped', 'silent'] as const)
        expect(counts[outcome]).toBe(
          enrolments
            .flatMap(({ messages }) => messages)
            .filter((message) => message.node === node && message.outcome === outcome).length,
        );
    }
  });

  test('are the same whether people are added one by one or all at once, in any order', () => {
    const whole = run(MAIL, people, moody).result;
    const bit = beginRehearsal({
      plan: MAIL,
      step: createStep(toyKinds),
      store,
      from: FROM,
      until: FROM + 30 * DAY,
      host: { heldOut: () => false, ...moody },
    });
    for (const one of people.toReversed()) bit.add(one);
    const { enrolments: _, messages: __, ...counts } = bit.result();
    expect(counts).toEqual(
      Object.fromEntries(Object.entries(whole).filter(([key]) => key !== 'enrolments' && key !== 'messages')),
    );
  });

  test('no more enrolments and messages are kept than requested', () => {
    const { result } = run(MAIL, people, {}, { keep: { enrolments: 3, messages: 5 } });
    expect([result.enrolments.length, result.messages.length]).toEqual([3, 5]);
  });
});

describe('sample people', () => {
  const options = { count: 200, seed: 'x', from: FROM, until: FROM + 60 * DAY, channels: SHARES };
  test('are the same for the same seed, and others for another', () => {
    expect([...samplePeople(options)]).toEqual([...samplePeople(options)]);
    expect([...samplePeople(options)]).not.toEqual([...samplePeople({ ...options, seed: 'y' })]);
  });
  test('are of all sorts: new and regular, with and without discounts and consents', () => {
    const people = [...samplePeople(options)].map(({ customer: known }) => known);
    expect(people.some(({ ordersCount }) => ordersCount === 0)).toBe(true);
    expect(people.some(({ discountShare }) => (discountShare ?? 0) > 0.5)).toBe(true);
    expect(people.some(({ discountShare, ordersCount }) => ordersCount > 0 && discountShare === 0)).toBe(
      true,
    );
    expect(new Set(people.map(({ consent }) => consent['sms'])).size).toBe(3);
    expect(new Set(people.map(({ zone }) => zone)).size).toBeGreaterThan(5);
    expect(people.some(({ suppressed }) => suppressed['email'])).toBe(true);
    expect(people.some(({ suppressed }) => suppressed['sms'])).toBe(false);
  });
  test('were never asked about channels that are not listed', () => {
    const [person] = [
      ...samplePeople({ ...options, count: 1, channels: undefined, triggers: ['customer-subscribed'] }),
    ];
    expect(person!.customer).toMatchObject({ consent: {}, suppressed: {} });
    expect(
      person!.events.find(({ event }) => event.type === 'customer-subscribed')?.event.properties,
    ).toEqual({});
  });
  test('do things one after the other, within the time, and buy only what they left', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 0, max: 3 }), (seed, carts) => {
        for (const { events } of samplePeople({ ...options, count: 5, seed, carts })) {
          const at = events.map((happened) => happened.event.at);
          expect(at).toEqual(at.toSorted((one, other) => one - other));
          for (const moment of at) expect(moment >= options.from && moment <= options.until + DAY).toBe(true);
          const abandoned = new Set(
            events
              .filter((happened) => happened.event.type === 'cart-abandoned')
              .map((happened) => happened.event.cartId),
          );
          for (const { order } of events) if (order) expect(abandoned).toContain(order.cartId);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('answers that are drawn', () => {
  const sure = { ...USUAL_ANSWERS['email']!, opened: 1, clicked: 1, bought: 1 };
  const react = (answers: Answers, seed = 'seed') => ({ react: answering(answers, seed) });

  test('are counted at their message, and recorded in it', () => {
    const { result, enrolments } = run(MAIL, [person([left(0)])], react({ email: sure }));
    expect(result.nodes['s']).toMatchObject({ sent: 1, opened: 1, clicked: 1, bought: 1 });
    const [message] = enrolments[0]!.messages;
    const { openedAt = 0, clickedAt = 0, boughtAt = 0 } = message!.answered;
    expect(message!.at < openedAt && openedAt < clickedAt && clickedAt < boughtAt).toBe(true);
  });

  test('include no purchase by a person who buys the cart without the message', () => {
    for (const after of [2 * HOUR, 5 * DAY]) {
      const { result } = run(MAIL, [person([left(0), bought(after)])], react({ email: sure }));
      expect(result.nodes['s']).toMatchObject({ sent: 1, clicked: 1, bought: 0 });
    }
    const { result } = run(
      MAIL,
      [person([left(0), bought(2 * DAY, 'cart-of-another-day')])],
      react({ email: sure }),
    );
    expect(result.nodes['s']?.bought).toBe(1);
  });

  test('are the same with the same seed, whoever else is rehearsed and in whatever order', () => {
    const people = Array.from({ length: 60 }, (_, index) =>
      person([left(index * MINUTE, `cart-${index}`)], `person-${index}`),
    );
    const outcome = (crowd: readonly RehearsalPerson[], seed: string) =>
      run(MAIL, crowd, react({ email: { ...sure, opened: 0.5, clicked: 0.3, bought: 0.5 } }, seed))
        .enrolments.map(
          ({ customerId, messages }) => [customerId, messages.map(({ answered }) => answered)] as const,
        )
        .toSorted(([one], [other]) => (one < other ? -1 : 1));
    expect(outcome(people, 'a')).toEqual(outcome(people.toReversed(), 'a'));
    expect(outcome(people, 'a').slice(0, 1)).toEqual(outcome([...people].slice(0, 1), 'a'));
    expect(outcome(people, 'a')).not.toEqual(outcome(people, 'b'));
  });

  test('are reported as they happen, separate from recorded events', () => {
    const told: string[] = [];
    run(MAIL, [person([left(0), bought(4 * DAY, null)])], react({ email: { ...sure, bought: 0 } }), {
      onEvent: ({ type }, drawn) => told.push(`${type}${drawn ? ' drawn' : ''}`),
    });
    expect(told).toEqual(['cart-abandoned', 'message-opened drawn', 'message-clicked drawn', 'order-placed']);
  });
});

describe('history', () => {
  test('an order that is already known is not counted again with a later event', () => {
    const earlier = bought(-3 * DAY, 'cart-0').order!;
    const paid: RehearsalEvent = {
      event: event('order-paid', { id: 'paid', at: FROM + 1, orderId: earlier.id }),
      order: earlier,
    };
    const someone = {
      ...person([paid, left(HOUR)]),
      customer: customer({ ordersCount: 4 }),
      orders: [earlier],
    };
    let known = -1;
    run(MAIL, [someone], {
      guard: (send) => {
        known = send.customer.ordersCount;
        return { do: 'pass' };
      },
    });
    expect(known).toBe(4);
  });

  test('a person whose own time ends sooner is not rehearsed beyond it', () => {
    const { enrolments } = run(MAIL, [{ ...person([left(0)]), until: FROM + 1 * MINUTE }]);
    expect(enrolments[0]).toMatchObject({ node: 'w', endedAt: null, messages: [] });
  });
});
