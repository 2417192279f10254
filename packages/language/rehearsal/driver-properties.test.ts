import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY, HOUR } from '@millrace/base';
import { createStep, evaluate, type Condition, type EventFact } from '@millrace/flow';
import { cart, customer, event, facts, randomPlan, store, toyKinds } from '@millrace/flow/testing';
import { Counters } from './counters.ts';
import { PersonState } from './person-state.ts';
import { beginRehearsal, rehearse } from './rehearse.ts';
import { answering } from './answers.ts';
import { samplePeople } from './sample-people.ts';
import { USUAL_ANSWERS } from './testing/usual-answers.ts';
import type { RehearsalHost, RehearsedEnrolment, Rehearsal } from './types.ts';

const FROM = Date.UTC(2026, 9, 1);
const step = createStep(toyKinds);
const people = [...samplePeople({ count: 8, seed: 'driver', from: FROM, until: FROM + 5 * DAY, carts: 1.5 })];
const options = (host: Partial<RehearsalHost> = {}) => ({
  step,
  store,
  from: FROM,
  until: FROM + 4 * DAY,
  host,
});

function both(plan: Parameters<typeof rehearse>[0]['plan'], host: Partial<RehearsalHost>, salt = '') {
  const enrolments: RehearsedEnrolment[] = [];
  const result = rehearse({
    ...options(host),
    plan,
    salt,
    people,
    onEnrolment: (one) => enrolments.push(one),
  });
  return { result, enrolments };
}
const counts = (result: Rehearsal) => ({ ...result, enrolments: null, messages: null });

describe('a guardrail', () => {
  test('that holds every message the same time lets each go just so much later', () => {
    fc.assert(
      fc.property(randomPlan, fc.integer({ min: 1, max: 48 }), (plan, hours) => {
        const hold: RehearsalHost['guard'] = ({ at, heldSince }) =>
          heldSince === null
            ? { do: 'hold', until: at + hours * HOUR, reason: 'quiet-hours' }
            : { do: 'pass' };
        const { enrolments, result } = both(plan, { heldOut: () => false, guard: hold });
        const messages = enrolments.flatMap((one) => one.messages);
        for (const { outcome, heldSince, at } of messages.filter((one) => one.outcome === 'sent'))
          expect([outcome, at - heldSince!]).toEqual(['sent', hours * HOUR]);
        const held = Object.values(result.nodes).reduce((sum, node) => sum + node.held, 0);
        expect(held).toBeGreaterThanOrEqual(messages.filter(({ heldSince }) => heldSince !== null).length);
        expect(result.reasons['quiet-hours'] ?? 0).toBe(held);
      }),
      { numRuns: 15 },
    );
  });

  test('that refuses everything lets nothing out, whatever the flow', () => {
    fc.assert(
      fc.property(randomPlan, (plan) => {
        const { result, enrolments } = both(plan, {
          heldOut: () => false,
          guard: () => ({ do: 'refuse', reason: 'kill-switch' }),
        });
        const refused = Object.values(result.nodes).reduce((sum, node) => sum + node.refused, 0);
        expect(refused).toBe(enrolments.flatMap(({ messages }) => messages).length);
        expect(result.sent).toEqual({});
        for (const { messages } of enrolments)
          for (const { outcome } of messages) expect(outcome).toBe('refused');
      }),
      { numRuns: 15 },
    );
  });
});

describe('the same rehearsal again', () => {
  test('comes to the same, answers drawn and all', () => {
    fc.assert(
      fc.property(randomPlan, fc.string(), (plan, seed) => {
        const run = () => both(plan, { react: answering(USUAL_ANSWERS, seed) }, seed);
        expect(JSON.stringify(run())).toBe(JSON.stringify(run()));
      }),
      { numRuns: 10 },
    );
  });

  test('is the same when people are added one by one', () => {
    fc.assert(
      fc.property(randomPlan, (plan) => {
        const bit = beginRehearsal({ ...options(), plan });
        for (const one of people) {
          bit.add(one);
          expect(bit.result().entered).toBeGreaterThanOrEqual(0);
        }
        expect(counts(bit.result())).toEqual(counts(rehearse({ ...options(), plan, people })));
      }),
      { numRuns: 15 },
    );
  });
});

describe('answers that are drawn', () => {
  test('are never more than what was sent, each step of the way', () => {
    fc.assert(
      fc.property(randomPlan, fc.string(), (plan, seed) => {
        const { result, enrolments } = both(plan, {
          heldOut: () => false,
          react: answering(USUAL_ANSWERS, seed),
        });
        for (const { sent, opened, clicked, bought } of Object.values(result.nodes)) {
          expect(opened).toBeLessThanOrEqual(sent);
          expect(clicked).toBeLessThanOrEqual(opened);
          expect(bought).toBeLessThanOrEqual(clicked);
        }
        for (const { at, answered, outcome } of enrolments.flatMap((one) => one.messages)) {
          const times = [at, answered.openedAt, answered.clickedAt, answered.boughtAt].filter(
            (one) => one !== undefined,
          );
          expect(times).toEqual(times.toSorted((one, other) => one - other));
          if (outcome !== 'sent') expect(answered).toEqual({});
        }
      }),
      { numRuns: 15 },
    );
  });
});

describe('what is known of a person', () => {
  const happening = fc.record({
    type: fc.constantFrom('order-placed', 'product-viewed', 'made-a-wish'),
    daysAgo: fc.nat(60),
    value: fc.nat(5),
  });
  test('answers a condition as if all events were at hand', () => {
    const condition: fc.Arbitrary<Condition> = fc.record({
      event: fc.constantFrom('order-placed', 'product-viewed'),
      measure: fc.constantFrom('count' as const, 'sum' as const),
      operator: fc.constantFrom('at-least' as const, 'is' as const),
      value: fc.nat(6),
      withinDays: fc.option(fc.integer({ min: 1, max: 70 }), { nil: undefined }),
    });
    fc.assert(
      fc.property(condition, fc.array(happening, { maxLength: 8 }), (asked, drawn) => {
        const now = FROM + 90 * DAY;
        const events = drawn
          .toSorted((one, other) => other.daysAgo - one.daysAgo)
          .map(({ type, daysAgo, value }, index): EventFact =>
            event(type, { id: `${index}`, at: now - daysAgo * DAY, value }),
          );
        const needs = { events: { [(asked as { event: string }).event]: 3_650 }, models: [] };
        const state = new PersonState({ customer: customer(), events: [] }, needs, store, {});
        for (const one of events) state.apply({ event: one });
        const known = state.facts(now, facts().enrolment);
        expect(evaluate(asked, known)).toBe(evaluate(asked, facts({ now, events })));
      }),
    );
  });

  test('of a cart is its last word, and of none named the cart touched last', () => {
    const told = fc.array(fc.record({ id: fc.constantFrom('one', 'two', 'three'), total: fc.nat(900) }), {
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(told, (carts) => {
        const state = new PersonState(
          { customer: customer(), events: [] },
          { events: {}, models: [] },
          store,
          {},
        );
        for (const { id, total } of carts)
          state.apply({ event: event('cart-updated'), cart: cart({ id, total }) });
        for (const id of ['one', 'two', 'three'])
          expect(state.cart(id)?.total).toBe(carts.findLast((one) => one.id === id)?.total);
        expect(state.cart(null)?.id).toBe(carts.at(-1)!.id);
      }),
    );
  });
});

test('counts of a node begin at nothing, and a node that no plan has is counted all the same', () => {
  const counters = new Counters(['a'], 0, 0);
  expect(Object.keys(counters.result().nodes)).toEqual(['a']);
  counters.at('b').sent += 1;
  expect(counters.result().nodes['b']).toMatchObject({ sent: 1, entered: 0, went: {} });
  expect(counters.at('b')).toBe(counters.at('b'));
});
