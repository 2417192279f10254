import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { endStep, exitStep, isDone, landingOf, moveStep } from './cursor.ts';
import type { Cursor, Plan, TraceEntry, Wake } from './plan.ts';
import { createStep } from './step.ts';
import { event, facts, NOW } from './testing/make.ts';
import { frozen, live, randomPlan, randomTurns, type Lived } from './testing/random-flows.ts';
import { toyKinds } from './testing/toy-kinds.ts';

const step = createStep(toyKinds);
const copy = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value)) as Value;
const lives = (check: (plan: Plan, lived: readonly Lived[]) => void, runs = 60) =>
  fc.assert(
    fc.property(randomPlan, randomTurns, fc.boolean(), (plan, turns, silent) => {
      check(plan, live(step, plan, turns, silent));
    }),
    { numRuns: runs },
  );
const story = (lived: readonly Lived[]): readonly TraceEntry[] => lived.flatMap(({ after }) => after.trace);

describe('whatever the flow and whatever happens', () => {
  test('the same plan, cursor, wake and facts give the same, also when they come back from the database', () => {
    lives((plan, lived) => {
      for (const { before, wake, now, after } of lived)
        expect(createStep(toyKinds)(copy(plan), copy(before), copy(wake), facts({ now }))).toEqual(after);
    });
  });

  test('nothing that is given is changed', () => {
    lives((plan, lived) => {
      for (const { before, wake, now, after } of lived)
        expect(step(frozen(plan), frozen(before), frozen(wake), frozen(facts({ now })))).toEqual(after);
    });
  });

  test('what comes out can be stored and read again', () => {
    lives((_plan, lived) => {
      for (const { after } of lived) expect(copy(after)).toEqual(after);
    });
  });

  test('a step stands at a node of the plan until it is done, and then at none', () => {
    lives((plan, lived) => {
      const ids = new Set(plan.nodes.map(({ id }) => id));
      for (const { after } of lived) {
        expect(after.cursor.pending).toEqual(after.next);
        if (after.next.type === 'done') expect(after.cursor).toMatchObject({ node: null, memory: null });
        else expect(ids).toContain(after.cursor.node);
      }
    });
  });

  test('visits are counted as the story tells them', () => {
    lives((_plan, lived) => {
      const entered: Record<string, number> = {};
      for (const { what, node, visit } of story(lived)) {
        if (what !== 'entered') continue;
        entered[node!] = (entered[node!] ?? 0) + 1;
        expect(visit).toBe(entered[node!]);
      }
      expect(lived.at(-1)!.after.cursor.visits).toEqual(entered);
    });
  });

  test('every node that is gone from was come to, by the way that the plan draws', () => {
    lives((plan, lived) => {
      const told = story(lived);
      const ids = plan.nodes.map(({ id }) => id);
      expect(told[0]).toMatchObject({ what: 'entered', node: plan.nodes[plan.entry]!.id, visit: 1 });
      told.forEach((entry, place) => {
        if (entry.what !== 'went') return;
        const target = plan.nodes[ids.indexOf(entry.node!)]!.ports[entry.port!] ?? -1;
        expect(told[place + 1]).toMatchObject(
          target < 0 ? { what: 'done', node: entry.node } : { what: 'entered', node: ids[target] },
        );
      });
    });
  });

  test('a story ends once, and nothing is told after that', () => {
    lives((_plan, lived) => {
      const told = story(lived);
      const ends = told.flatMap(({ what }, place) => (what === 'done' ? [place] : []));
      expect(ends).toEqual(isDone(lived.at(-1)!.after.cursor) ? [told.length - 1] : []);
    });
  });

  test('no message and no call is planned twice', () => {
    lives((_plan, lived) => {
      const effects = lived.flatMap(({ after }) => after.effects);
      const keys = effects.map(({ type, key }) => `${type} ${key}`);
      expect(new Set(keys).size).toBe(keys.length);
      const ids = effects.flatMap((effect) =>
        effect.type === 'message' ? [effect.messageId] : effect.type === 'call' ? [effect.callId] : [],
      );
      expect(new Set(ids).size).toBe(ids.length);
    });
  });

  test('a step asks for the one message or call that it planned last', () => {
    lives((_plan, lived) => {
      for (const { after, before } of lived) {
        const asked = after.effects.filter(
          (effect) => (effect.type === 'message' || effect.type === 'call') && !effect.silent,
        );
        expect(asked.length).toBe(after.next.type === 'message' || after.next.type === 'call' ? 1 : 0);
        if (after.next.type === 'message')
          expect(asked[0]).toMatchObject({ messageId: after.next.messageId });
        if (after.next.type === 'call') expect(asked[0]).toMatchObject({ callId: after.next.callId });
        if (before.silent) expect(asked).toEqual([]);
      }
    });
  });
});

describe('a wake that does not fit', () => {
  const strange = (cursor: Cursor): readonly Wake[] => {
    const { pending } = cursor;
    const others: Wake[] = [
      { type: 'start' },
      { type: 'event', event: event('nobody-listens') },
      { type: 'settled', messageId: 'another', outcome: 'sent', reason: null },
      { type: 'answer', callId: 'another', outcome: 'done', result: null, reason: null },
    ];
    return pending?.type === 'wait' ? others : [...others, { type: 'timer' }];
  };

  test('changes nothing at any point of a life', () => {
    lives((plan, lived) => {
      for (const { after, now } of lived)
        for (const wake of strange(after.cursor))
          expect(step(plan, after.cursor, wake, facts({ now }))).toEqual({
            cursor: after.cursor,
            trace: [],
            effects: [],
            next: after.next,
          });
    });
  });

  test('is a timer a millisecond early, and none from the moment on', () => {
    lives((plan, lived) => {
      for (const { after } of lived) {
        if (after.next.type !== 'wait' || after.next.until === null) continue;
        const timer = (now: number) =>
          step(plan, after.cursor, { type: 'timer' }, facts({ now })).trace.length;
        expect(timer(after.next.until - 1)).toBe(0);
        expect(timer(after.next.until)).toBeGreaterThan(0);
      }
    });
  });

  test('is the same news told a second time', () => {
    lives((plan, lived) => {
      for (const { wake, after, now } of lived) {
        if (wake.type === 'timer' || wake.type === 'event') continue;
        expect(step(plan, after.cursor, wake, facts({ now }))).toMatchObject({ trace: [], effects: [] });
      }
    });
  });
});

describe('people held back', () => {
  test('take the very way of those for whom everything goes well, and nothing is done for them', () => {
    fc.assert(
      fc.property(randomPlan, fc.array(fc.boolean(), { minLength: 40, maxLength: 40 }), (plan, drawn) => {
        // An event is heard at the same waits by both, whose steps are cut differently.
        const turns = drawn.map(() => ({ outcome: 'well', hears: false }));
        const way = (silent: boolean) =>
          story(live(step, plan, turns, silent))
            .filter(({ what }) => what === 'entered' || what === 'went')
            .map(({ what, node, port, at }) => [what, node, port, at]);
        const [sent, silent] = [way(false), way(true)];
        const both = Math.min(sent.length, silent.length);
        expect(silent.slice(0, both)).toEqual(sent.slice(0, both));
        for (const { after } of live(step, plan, turns, true)) {
          expect(['wait', 'done']).toContain(after.next.type);
          for (const effect of after.effects)
            if (effect.type === 'message' || effect.type === 'call') expect(effect.silent).toBe(true);
        }
      }),
      { numRuns: 50 },
    );
  });

  test('find out the same on their way as the others', () => {
    fc.assert(
      fc.property(randomPlan, (plan) => {
        const turns = Array.from({ length: 60 }, () => ({ outcome: 'well', hears: false }));
        const end = (silent: boolean) => live(step, plan, turns, silent).at(-1)!.after.cursor;
        const [sent, silent] = [end(false), end(true)];
        if (!isDone(sent) || !isDone(silent)) return;
        expect(silent.variables).toEqual(sent.variables);
      }),
      { numRuns: 50 },
    );
  });
});

describe('leaving and moving at any point of a life', () => {
  test('an exit or an end is told once, where the person stood, and nothing follows', () => {
    lives((plan, lived) => {
      const bought = event('order-placed', { cartId: 'cart-1' });
      for (const { after } of lived) {
        const was = after.cursor;
        for (const left of [
          exitStep(plan, was, bought, 0, NOW + 9),
          endStep(was, 'flow-stopped', 'Left the flow: it was stopped.', NOW + 9),
        ]) {
          expect(isDone(left.cursor)).toBe(true);
          expect(left.trace).toHaveLength(isDone(was) ? 0 : 1);
          if (!isDone(was)) expect(left.trace[0]).toMatchObject({ node: was.node, at: NOW + 9 });
          expect({ ...left.cursor, node: null, memory: null, pending: null }).toEqual({
            ...was,
            node: null,
            memory: null,
            pending: null,
          });
          expect(endStep(left.cursor, 'again', 'Left.', NOW + 10)).toMatchObject({ trace: [], effects: [] });
          for (const wake of [{ type: 'start' }, { type: 'timer' }] as const)
            expect(step(plan, left.cursor, wake, facts({ now: NOW + 1e9 })).trace).toEqual([]);
        }
      }
    });
  });

  test('moving to the same plan changes no wait, and to another keeps only steps that both have', () => {
    fc.assert(
      fc.property(randomPlan, randomPlan, randomTurns, (from, to, turns) => {
        for (const { after } of live(step, from, turns)) {
          expect(moveStep(from, from, after.cursor, NOW)).toMatchObject({
            cursor: after.cursor,
            next: after.next,
          });
          const moved = moveStep(to, from, after.cursor, NOW);
          const stays = after.cursor.node !== null && to.nodes.some(({ id }) => id === after.cursor.node);
          expect(landingOf(to, from, after.cursor)).toBe(stays ? after.cursor.node : null);
          if (stays) expect(moved.cursor).toEqual(after.cursor);
          else expect(isDone(moved.cursor)).toBe(true);
        }
      }),
      { numRuns: 40 },
    );
  });
});
