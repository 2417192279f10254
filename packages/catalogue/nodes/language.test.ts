import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import {
  compile,
  createStep,
  initialCursor,
  parseGraph,
  validate,
  type EnrolmentFacts,
  type Facts,
  type Plan,
  type StoreFacts,
} from '@millrace/flow';
import { rehearse, type RehearsedEnrolment, type Verdict } from '@millrace/rehearsal';
import { AFTERWARDS, arbitraryGraph, arbitraryPeople } from '@millrace/rehearsal/arbitraries';
import { kinds } from './kinds.ts';

const FROM = Date.UTC(2026, 9, 20);
const STORE: StoreFacts = {
  name: 'Shop',
  currency: 'USD',
  zone: 'America/New_York',
  url: 'https://shop.example',
  marginFloor: 0.2,
  assumedCostShare: 0.5,
  shippingCost: 500,
  freeShippingFrom: null,
};
const step = createStep(kinds);
const planOf = (graph: unknown): Plan => compile(parseGraph(graph), kinds);

/**
 * Sends, holds for two hours, refuses or skips each message at random, always the same for the same message.
 */
const moody = ({
  message,
  heldSince,
  at,
}: {
  message: { messageId: string };
  heldSince: number | null;
  at: number;
}): Verdict => {
  const mood = Number.parseInt(message.messageId.slice(0, 2), 16) % 4;
  if (mood === 1 && heldSince === null) return { do: 'hold', until: at + 7_200_000, reason: 'quiet-hours' };
  return mood === 2
    ? { do: 'refuse', reason: 'consent' }
    : mood === 3
      ? { do: 'skip', reason: 'stock' }
      : { do: 'pass' };
};

function enrolmentsOf(
  plan: Plan,
  people: readonly Parameters<typeof Array.of>[0][],
  more: object = {},
): RehearsedEnrolment[] {
  const all: RehearsedEnrolment[] = [];
  rehearse({
    plan,
    step,
    store: STORE,
    from: FROM,
    until: FROM + AFTERWARDS,
    salt: 'salt',
    people: people as never,
    host: { guard: moody as never, ...more },
    onEnrolment: (enrolment) => all.push(enrolment),
  });
  return all;
}

describe('any flow the generator draws', () => {
  test('has no problem that would stop it from being published', () => {
    fc.assert(
      fc.property(arbitraryGraph, (graph) => {
        expect(validate(parseGraph(graph), kinds).filter(({ severity }) => severity === 'error')).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test('compiles to a plan that is the same after being stored and read again', () => {
    fc.assert(
      fc.property(arbitraryGraph, (graph) => {
        const plan = planOf(graph);
        expect(JSON.parse(JSON.stringify(plan))).toEqual(plan);
      }),
      { numRuns: 200 },
    );
  });

  test('compiles to the same plan in whatever order its nodes and connections are listed', () => {
    fc.assert(
      fc.property(arbitraryGraph, (graph) => {
        const [trigger, ...others] = graph.nodes;
        const turned = {
          ...graph,
          nodes: [...others.toReversed(), trigger!],
          edges: graph.edges.toReversed(),
        };
        expect(planOf(turned)).toEqual(planOf(graph));
      }),
      { numRuns: 100 },
    );
  });
});

describe('people going through any flow', () => {
  test('either reach an end or wait for something that can happen', () => {
    fc.assert(
      fc.property(arbitraryGraph, arbitraryPeople(FROM), (graph, people) => {
        for (const { trace, endedAt, endReason } of enrolmentsOf(planOf(graph), people)) {
          const last = trace.at(-1)!;
          if (endedAt === null) expect(['waits', 'message']).toContain(last.what);
          else expect(['done', 'exited']).toContain(last.what);
          expect(endedAt === null).toBe(endReason === null);
        }
      }),
      { numRuns: 200 },
    );
  });

  test('have the same history when every event is repeated', () => {
    fc.assert(
      fc.property(arbitraryGraph, arbitraryPeople(FROM), (graph, people) => {
        expect(enrolmentsOf(planOf(graph), people)).toEqual(enrolmentsOf(planOf(graph), people));
      }),
      { numRuns: 100 },
    );
  });

  test('never get two messages for one visit to a node', () => {
    fc.assert(
      fc.property(arbitraryGraph, arbitraryPeople(FROM), (graph, people) => {
        const ids = enrolmentsOf(planOf(graph), people).flatMap(({ messages }) =>
          messages.map(({ messageId }) => messageId),
        );
        expect(new Set(ids).size).toBe(ids.length);
        for (const id of ids)
          expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      }),
      { numRuns: 200 },
    );
  });

  test('are never sent anything when they are in the holdout, though they walk the same plan', () => {
    fc.assert(
      fc.property(arbitraryGraph, arbitraryPeople(FROM), (graph, people) => {
        const held = enrolmentsOf(planOf(graph), people, { heldOut: () => true });
        for (const { heldOut, messages } of held) {
          expect(heldOut).toBe(true);
          for (const { outcome } of messages) expect(outcome).toBe('silent');
        }
        const open = enrolmentsOf(planOf(graph), people, {
          heldOut: () => false,
          guard: () => ({ do: 'pass' }),
        });
        const path = ({ trace }: RehearsedEnrolment) =>
          trace.filter(({ what }) => what === 'entered').map(({ node, at }) => `${node}@${at}`);
        expect(held.map(path)).toEqual(open.map(path));
      }),
      { numRuns: 150 },
    );
  });

  test('leave by an order of their own cart, and not by an order of another', () => {
    fc.assert(
      fc.property(arbitraryGraph, arbitraryPeople(FROM), (graph, people) => {
        const plan = planOf(graph);
        if (plan.trigger.exits[0]?.match !== 'cart') return;
        const events = new Map(
          people.flatMap((person) => person.events.map(({ event }) => [event.id, event] as const)),
        );
        for (const { trace, enteredAt, endedAt, customerId } of enrolmentsOf(plan, people)) {
          const entry = people
            .find(({ customer }) => customer.id === customerId)!
            .events.find(({ event }) => event.at === enteredAt && event.type === 'cart-abandoned')!.event;
          const last = trace.at(-1)!;
          if (last.what === 'exited')
            expect(events.get((last.data as { eventId: string }).eventId)!.cartId).toBe(entry.cartId);
          const bought = [...events.values()].filter(
            (event) => event.type === 'order-placed' && event.cartId === entry.cartId && event.at > enteredAt,
          );
          if (bought.length === 0) continue;
          expect(endedAt).not.toBeNull();
          expect(endedAt!).toBeLessThanOrEqual(Math.min(...bought.map(({ at }) => at)));
        }
      }),
      { numRuns: 200 },
    );
  });

  test('are in once at a time for each key, however often they meet the trigger', () => {
    fc.assert(
      fc.property(arbitraryGraph, arbitraryPeople(FROM), (graph, people) => {
        const all = enrolmentsOf(planOf(graph), people);
        for (const one of all) {
          const others = all.filter(
            (other) => other !== one && other.customerId === one.customerId && other.key === one.key,
          );
          for (const other of others) {
            const [first, second] = one.enteredAt < other.enteredAt ? [one, other] : [other, one];
            expect(first.endedAt).not.toBeNull();
            expect(first.endedAt!).toBeLessThanOrEqual(second.enteredAt);
          }
        }
      }),
      { numRuns: 150 },
    );
  });

  test('only go forwards in time, one node after the other', () => {
    fc.assert(
      fc.property(arbitraryGraph, arbitraryPeople(FROM), (graph, people) => {
        for (const { trace } of enrolmentsOf(planOf(graph), people)) {
          for (let index = 1; index < trace.length; index += 1) {
            expect(trace[index]!.at).toBeGreaterThanOrEqual(trace[index - 1]!.at);
            if (trace[index]!.what === 'went') expect(trace[index - 1]!.node).toBe(trace[index]!.node);
          }
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe('one step', () => {
  const factsAt = (now: number, enrolment: EnrolmentFacts): Facts => ({
    now,
    enrolment,
    customer: {
      id: 'ann',
      zone: 'Europe/Berlin',
      consent: {},
      suppressed: {},
      properties: {},
      tags: [],
      ordersCount: 1,
    } as unknown as Facts['customer'],
    cart: null,
    order: null,
    events: [],
    store: STORE,
    models: {},
  });

  test('does not change the cursor, the plan and the facts it was given', () => {
    fc.assert(
      fc.property(arbitraryGraph, (graph) => {
        const plan = planOf({
          ...graph,
          nodes: graph.nodes.map((node) =>
            node.kind === 'decide-recovery'
              ? { id: node.id, kind: 'discount-code', config: { from: 'fixed' } }
              : node,
          ),
        });
        const facts = factsAt(FROM, { id: 'e', key: 'k', enteredAt: FROM, event: null });
        const cursor = initialCursor(false);
        const before = JSON.stringify([plan, cursor, facts]);
        const first = step(plan, cursor, { type: 'start' }, facts);
        expect(JSON.stringify([plan, cursor, facts])).toBe(before);
        const kept = JSON.stringify(first.cursor);
        step(plan, first.cursor, { type: 'timer' }, { ...facts, now: FROM + AFTERWARDS });
        expect(JSON.stringify(first.cursor)).toBe(kept);
      }),
      { numRuns: 150 },
    );
  });

  test('gives a cursor that is the same after being stored and read again', () => {
    fc.assert(
      fc.property(arbitraryGraph, (graph) => {
        const plan = planOf({
          ...graph,
          nodes: graph.nodes.map((node) =>
            node.kind === 'decide-recovery'
              ? { id: node.id, kind: 'discount-code', config: { from: 'fixed' } }
              : node,
          ),
        });
        const facts = factsAt(FROM, { id: 'e', key: 'k', enteredAt: FROM, event: null });
        const first = step(plan, initialCursor(false), { type: 'start' }, facts);
        const stored = JSON.parse(JSON.stringify(first.cursor));
        expect(stored).toEqual(first.cursor);
        const later = { ...facts, now: FROM + AFTERWARDS };
        expect(step(plan, stored, { type: 'timer' }, later)).toEqual(
          step(plan, first.cursor, { type: 'timer' }, later),
        );
      }),
      { numRuns: 150 },
    );
  });
});
