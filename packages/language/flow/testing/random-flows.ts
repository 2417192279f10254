import fc from 'fast-check';
import { compile } from '../compile.ts';
import { initialCursor } from '../cursor.ts';
import type { Condition } from '../condition.ts';
import type { Graph } from '../graph.ts';
import type { Plan, StepResult, Wake } from '../plan.ts';
import type { Step } from '../step.ts';
import { event, facts, flow, NOW } from './make.ts';
import { toyKinds } from './toy-kinds.ts';

/** A step that can stand in a drawn flow: its kind, its ways out, and whether time passes there. */
interface Choice {
  readonly kind: string;
  readonly ports: readonly string[];
  readonly config: Readonly<Record<string, unknown>>;
  readonly waits: boolean;
}

const minutes = fc.integer({ min: 1, max: 600 });
const condition: fc.Arbitrary<Condition> = fc.oneof(
  fc
    .integer({ min: 0, max: 6 })
    .map((value): Condition => ({ fact: 'customer.ordersCount', operator: 'at-least', value })),
  fc.constantFrom('deep', 'shallow').map((value): Condition => ({
    fact: 'decision.depth',
    operator: 'is',
    value,
  })),
  fc.record({ withinDays: fc.integer({ min: 1, max: 60 }), value: fc.nat(2) }).map((drawn): Condition => ({
    event: 'product-viewed',
    measure: 'count',
    operator: 'at-least',
    ...drawn,
  })),
);

const choice: fc.Arbitrary<Choice> = fc.oneof(
  minutes.map((length) => ({
    kind: 'wait',
    ports: ['next'],
    config: { minutes: length },
    waits: true,
  })),
  minutes.map((length) => ({ kind: 'nap', ports: ['next'], config: { for: length }, waits: true })),
  fc.record({ event: fc.constantFrom('product-viewed', 'made-a-wish'), minutes }).map((config) => ({
    kind: 'listen',
    ports: ['heard', 'timeout'],
    config,
    waits: true,
  })),
  condition.map((when) => ({ kind: 'when', ports: ['yes', 'no'], config: { when }, waits: false })),
  fc.constantFrom('Hello', 'Again').map((text) => ({
    kind: 'send',
    ports: ['next', 'not-sent'],
    config: { text },
    waits: false,
  })),
  fc.constantFrom('deep', 'shallow').map((value) => ({
    kind: 'decide',
    ports: ['next'],
    config: { value },
    waits: false,
  })),
  fc.boolean().map((twice) => ({
    kind: 'ask',
    ports: ['next', 'not-done'],
    config: { twice },
    waits: false,
  })),
);

/**
 * Flows of toy kinds that can be published: every step reached, every way wired, loops only through waits. Steps 0, 1, ... each
 * hang on a way of an earlier one; the ways left over lead onwards, to the end, or, from a wait, back to a wait.
 */
export const randomFlow: fc.Arbitrary<Graph> = fc
  .record({
    choices: fc.array(choice, { minLength: 1, maxLength: 9 }),
    leads: fc.infiniteStream(fc.nat(1_000)),
    holdout: fc.constantFrom(0, 0.1, 0.5),
  })
  .map(({ choices, leads, holdout }) => {
    const id = (index: number) => (index === choices.length ? 'end' : `${choices[index]!.kind}-${index}`);
    const pick = (of: number) => Number(leads.next().value) % of;
    const open: { from: number; port: string }[] = [{ from: -1, port: 'next' }];
    const edges: string[] = [];
    const wire = (from: number, port: string, to: number) =>
      edges.push(`${from < 0 ? 't' : id(from)}:${port} > ${id(to)}`);
    choices.forEach(({ ports }, index) => {
      const [way] = open.splice(pick(open.length), 1);
      wire(way!.from, way!.port, index);
      for (const port of ports) open.push({ from: index, port });
    });
    for (const { from, port } of open) {
      const onwards = choices.map((_, index) => index).filter((index) => index > from);
      const back = choices[from]!.waits
        ? choices.flatMap(({ waits }, index) => (waits && index <= from ? [index] : []))
        : [];
      const targets = [...onwards, ...back, choices.length];
      wire(from, port, targets[pick(targets.length)]!);
    }
    const ends = edges.some((edge) => edge.endsWith('> end'));
    return flow(
      [
        't trigger',
        ...choices.map(({ kind }, index) => `${id(index)} ${kind}`),
        ...(ends ? ['end end'] : []),
      ],
      edges,
      Object.fromEntries(choices.map(({ config }, index) => [id(index), config])),
      { settings: { holdout } },
    );
  });

export const randomPlan: fc.Arbitrary<Plan> = randomFlow.map((graph) => compile(graph, toyKinds));

/** One step of a life: what stood before, why it was looked at, what came of it. */
export interface Lived {
  readonly before: StepResult['cursor'];
  readonly wake: Wake;
  readonly now: number;
  readonly after: StepResult;
}

/** How a driver answers what a step asks for, drawn once for each step of a life. */
export const randomTurns = fc.array(
  fc.record({
    outcome: fc.constantFrom('well', 'refused', 'failed', 'unknown', 'skipped'),
    hears: fc.boolean(),
  }),
  { minLength: 25, maxLength: 25 },
);
export type Turn = { readonly outcome: string; readonly hears: boolean };

/** What a driver would wake the enrolment with, after what the last step said; null when it is done. */
export function wakeFor(
  { next, effects }: StepResult,
  { outcome, hears }: Turn,
): { wake: Wake; wait: boolean } | null {
  switch (next.type) {
    case 'done':
      return null;
    case 'message':
      return {
        wake: {
          type: 'settled',
          messageId: next.messageId,
          outcome: outcome === 'well' ? 'sent' : (outcome as 'refused'),
          reason: null,
        },
        wait: false,
      };
    case 'call': {
      const asked = effects.find((effect) => effect.type === 'call' && effect.callId === next.callId);
      return {
        wake: {
          type: 'answer',
          callId: next.callId,
          outcome: outcome === 'well' ? 'done' : (outcome as 'refused'),
          result: asked?.type === 'call' ? asked.assumed : null,
          reason: null,
        },
        wait: false,
      };
    }
    case 'wait': {
      const [listen] = next.listens;
      return listen && hears
        ? { wake: { type: 'event', event: event(listen.event, { messageId: listen.id }) }, wait: false }
        : { wake: { type: 'timer' }, wait: true };
    }
  }
}

/** A whole life, or its first steps, as a driver would live it that answers as the turns say. */
export function live(step: Step, plan: Plan, turns: readonly Turn[], silent = false): readonly Lived[] {
  const lived: Lived[] = [];
  let now = NOW;
  const take = (before: StepResult['cursor'], wake: Wake) => {
    const after = step(plan, before, wake, facts({ now }));
    lived.push({ before, wake, now, after });
    return after;
  };
  let last = take(initialCursor(silent), { type: 'start' });
  for (const turn of turns) {
    const woken = wakeFor(last, turn);
    if (woken === null) break;
    if (woken.wait && last.next.type === 'wait') now = last.next.until ?? now;
    last = take(last.cursor, woken.wake);
  }
  return lived;
}

/** Makes a value refuse every change, however deep. */
export function frozen<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) frozen(inner);
  }
  return value;
}
