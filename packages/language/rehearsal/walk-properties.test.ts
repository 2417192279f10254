import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY, HOUR, MINUTE } from '@millrace/base';
import { createStep, type Plan } from '@millrace/flow';
import { cart, customer, event, randomPlan, store, toyKinds } from '@millrace/flow/testing';
import { add } from './counters.ts';
import { rehearse } from './rehearse.ts';
import type {
  Rehearsal,
  RehearsalEvent,
  RehearsalHost,
  RehearsalPerson,
  RehearsedEnrolment,
  Verdict,
} from './types.ts';

const FROM = Date.UTC(2026, 9, 1);
const UNTIL = FROM + 20 * DAY;
const step = createStep(toyKinds);

const happening = fc.record({
  type: fc.constantFrom('cart-abandoned', 'product-viewed', 'made-a-wish', 'order-placed'),
  gap: fc.integer({ min: 1, max: 2 * 24 * 60 }),
  cartId: fc.constantFrom('cart-1', 'cart-2'),
});

/** Somebody who leaves carts, looks at things and sometimes buys, at instants that are all different. */
const person = (id: string): fc.Arbitrary<RehearsalPerson> =>
  fc.array(happening, { minLength: 1, maxLength: 8 }).map((drawn) => {
    let at = FROM;
    const events = drawn.map(({ type, gap, cartId: name }, index): RehearsalEvent => {
      at += gap * MINUTE;
      const cartId = `${id}-${name}`;
      const orderId = type === 'order-placed' ? `${id}-order-${index}` : null;
      const about = type.startsWith('cart') || orderId !== null ? { cartId, orderId } : {};
      const known = cart({ id: cartId, updatedAt: at, lines: [] });
      return {
        event: event(type, { id: `${id}-${index}`, at, ...about }),
        cart: type === 'cart-abandoned' ? known : undefined,
        order:
          orderId === null
            ? undefined
            : {
                id: orderId,
                number: null,
                currency: 'EUR',
                total: 9_000,
                discount: 0,
                margin: null,
                lines: [],
                placedAt: at,
                status: 'paid',
                fulfilment: null,
                cartId,
              },
      };
    });
    return { customer: customer({ id, ordersCount: 0 }), events };
  });
const people = fc
  .integer({ min: 1, max: 4 })
  .chain((count) => fc.tuple(...Array.from({ length: count }, (_, index) => person(`person-${index}`))));

/** A guardrail that lets pass, holds, refuses and skips, by the message and nothing else. */
const moody: RehearsalHost['guard'] = ({ message, at, heldSince }): Verdict => {
  const lot = Number.parseInt(message.messageId.slice(0, 1), 16);
  if (lot < 8) return { do: 'pass' };
  if (lot < 11 && heldSince === null) return { do: 'hold', until: at + 5 * HOUR, reason: 'quiet-hours' };
  return lot < 14 ? { do: 'refuse', reason: 'consent' } : { do: 'skip', reason: 'cap' };
};

function lived(
  plan: Plan,
  crowd: readonly RehearsalPerson[],
  until = UNTIL,
): { readonly result: Rehearsal; readonly enrolments: readonly RehearsedEnrolment[] } {
  const enrolments: RehearsedEnrolment[] = [];
  const result = rehearse({
    plan,
    step,
    store,
    from: FROM,
    until,
    people: crowd,
    onEnrolment: (enrolment) => enrolments.push(enrolment),
    host: { guard: moody, heldOut: (id) => id.endsWith('2') },
  });
  return { result, enrolments };
}
const sum = (counts: Readonly<Record<string, number>>) =>
  Object.values(counts).reduce((total, count) => total + count, 0);
const checked = (
  check: (run: ReturnType<typeof lived>, plan: Plan, crowd: readonly RehearsalPerson[]) => void,
  runs = 40,
) =>
  fc.assert(
    fc.property(randomPlan, people, (plan, crowd) => {
      check(lived(plan, crowd), plan, crowd);
    }),
    { numRuns: runs },
  );

describe('whatever the flow and whoever the people', () => {
  test('everybody who met the trigger came in or was counted with a reason, and everybody who came in is somewhere', () => {
    checked(({ result, enrolments }, _plan, crowd) => {
      const met = crowd
        .flatMap(({ events }) => events)
        .filter(({ event: { type } }) => type === 'cart-abandoned');
      expect(result.entered + sum(result.notEntered)).toBe(met.length);
      expect(result.entered).toBe(enrolments.length);
      expect(result.entered).toBe(result.running + sum(result.ended));
      expect(result.people).toBe(crowd.length);
      expect(result.heldOut).toBe(enrolments.filter(({ heldOut }) => heldOut).length);
    });
  });

  test('what comes in at a node goes out of it, waits there, or ends there', () => {
    checked(({ result, enrolments }) => {
      for (const [node, { entered, waiting, went }] of Object.entries(result.nodes)) {
        const ended = enrolments.filter(({ trace, endedAt }) => {
          const last = trace.at(-1);
          const way = trace.at(-2);
          return endedAt !== null && last?.node === node && !(last.what === 'done' && way?.what === 'went');
        }).length;
        expect([node, entered]).toEqual([node, waiting + sum(went) + ended]);
      }
    });
  });

  test('a story never goes back in time, and ends when it is said to', () => {
    checked(({ enrolments }) => {
      for (const { trace, enteredAt, endedAt } of enrolments) {
        const times = trace.map(({ at }) => at);
        expect(times).toEqual(times.toSorted((one, other) => one - other));
        expect(times[0]).toBe(enteredAt);
        if (endedAt !== null) expect(times.at(-1)).toBe(endedAt);
        expect(times.at(-1)).toBeLessThanOrEqual(UNTIL);
      }
    });
  });

  test('what is yet to come changes nothing of what was: a shorter rehearsal is the beginning of the longer', () => {
    fc.assert(
      fc.property(randomPlan, people, fc.integer({ min: 0, max: 20 * 24 }), (plan, crowd, hours) => {
        const [short, long] = [lived(plan, crowd, FROM + hours * HOUR), lived(plan, crowd)];
        const whole = new Map(long.enrolments.map((enrolment) => [enrolment.id, enrolment]));
        for (const { id, trace, endedAt } of short.enrolments) {
          const later = whole.get(id)!;
          expect(later.trace.slice(0, trace.length)).toEqual(trace);
          expect(later.trace.slice(trace.length).every(({ at }) => at > FROM + hours * HOUR)).toBe(true);
          if (endedAt !== null) expect(later.endedAt).toBe(endedAt);
        }
        expect(long.result.entered).toBeGreaterThanOrEqual(short.result.entered);
      }),
      { numRuns: 40 },
    );
  });

  test('nobody’s story depends on who else is rehearsed', () => {
    checked(({ enrolments }, plan, crowd) => {
      const alone = crowd.toReversed().flatMap((one) => [...lived(plan, [one]).enrolments]);
      const byId = (list: readonly RehearsedEnrolment[]) =>
        list.toSorted((one, other) => (one.id < other.id ? -1 : 1));
      expect(byId(alone)).toEqual(byId(enrolments));
    });
  });

  test('nobody is in twice at once with one cart', () => {
    checked(({ enrolments }) => {
      for (const one of enrolments)
        for (const other of enrolments) {
          if (one === other || one.customerId !== other.customerId || one.key !== other.key) continue;
          expect((one.endedAt ?? UNTIL) <= other.enteredAt || (other.endedAt ?? UNTIL) <= one.enteredAt).toBe(
            true,
          );
        }
    });
  });

  test('every message is told once, with what the guardrail said', () => {
    checked(({ enrolments, result }) => {
      const messages = enrolments.flatMap((enrolment) => enrolment.messages);
      expect(new Set(messages.map(({ messageId }) => messageId)).size).toBe(messages.length);
      for (const { outcome, reason, messageId, heldSince, at } of messages) {
        const lot = Number.parseInt(messageId.slice(0, 1), 16);
        if (outcome === 'sent') expect(lot).toBeLessThan(8);
        if (outcome === 'refused') expect([reason, lot >= 8]).toEqual(['consent', true]);
        if (heldSince !== null) expect(at).toBeGreaterThanOrEqual(heldSince);
        expect(reason === null).toBe(outcome === 'sent' || outcome === 'silent');
      }
      expect(sum(result.sent)).toBe(messages.filter(({ outcome }) => outcome === 'sent').length);
    });
  });

  test('people held back are sent nothing at all', () => {
    checked(({ enrolments }) => {
      for (const { heldOut, messages } of enrolments)
        for (const { outcome } of messages) expect(outcome === 'silent').toBe(heldOut);
    });
  });
});

test('counts are right under any name', () => {
  const counts: Record<string, number> = {};
  for (const name of ['toString', 'constructor', 'toString', 'sent']) add(counts, name);
  expect(counts).toEqual({ toString: 2, constructor: 1, sent: 1 });
});
