import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson } from '@millrace/base';
import { changesBetween } from './changes.ts';
import { applyEdits } from './graph-edit.ts';
import type { Graph } from './graph.ts';
import { bringUp } from './kind-versions.ts';
import { createStep } from './step.ts';
import { facts, NOW } from './testing/make.ts';
import { live, randomFlow, randomPlan, randomTurns } from './testing/random-flows.ts';
import { toyKinds } from './testing/toy-kinds.ts';

const changes = (before: Graph, after: Graph) => changesBetween(before, after, toyKinds);
/** What of a flow means something, whatever it is called inside and wherever it lies. */
const meaning = ({ nodes, edges, subject, settings }: Graph) =>
  canonicalJson({
    nodes: nodes
      .map(({ id, kind, name, config }) => [id, kind, name ?? null, config] as const)
      .toSorted(([one], [other]) => (one < other ? -1 : 1)),
    edges: edges.map(({ from, port, to }) => [from, port, to].join('\n')).sort(),
    subject,
    settings,
  });

describe('what is said to have changed', () => {
  const edited = randomFlow.chain((graph) =>
    fc
      .record({
        node: fc.constantFrom(...graph.nodes),
        edge: fc.constantFrom(...graph.edges),
        what: fc.nat(6),
        minutes: fc.integer({ min: 1, max: 9 }),
      })
      .map(({ node, edge, what, minutes }): { readonly graph: Graph; readonly after: Graph } => {
        const after = [
          () => graph,
          () => applyEdits(graph, [{ do: 'remove-step', node: node.id }]),
          () => applyEdits(graph, [{ do: 'set-config', node: node.id, path: 'minutes', value: minutes }]),
          () => applyEdits(graph, [{ do: 'set-settings', change: { outcomeDays: minutes } }]),
          () => applyEdits(graph, [{ do: 'disconnect', edges: [edge] }]),
          () => ({
            ...graph,
            nodes: graph.nodes.map((one) => (one === node ? { ...one, name: 'Renamed' } : one)),
          }),
          () => ({
            ...graph,
            edges: graph.edges.map((one) => (one === edge ? { ...one, to: node.id } : one)),
          }),
        ][what]!();
        return { graph, after };
      }),
  );

  test('is nothing exactly when the two mean the same', () => {
    fc.assert(
      fc.property(edited, ({ graph, after }) => {
        expect(changes(graph, after).length === 0).toBe(meaning(graph) === meaning(after));
        expect(changes(after, graph).length === 0).toBe(meaning(graph) === meaning(after));
      }),
      { numRuns: 300 },
    );
  });

  test('is whole sentences, each once, without a hole', () => {
    fc.assert(
      fc.property(edited, randomFlow, ({ graph, after }, other) => {
        for (const said of [changes(graph, after), changes(graph, other)]) {
          for (const sentence of said) {
            expect(sentence).toMatch(/^["“A-Z0-9].*\.$/);
            expect(sentence).not.toMatch(/undefined|null|NaN|\[object/);
          }
        }
      }),
      { numRuns: 100 },
    );
  });

  test('what was added the one way round was removed the other', () => {
    fc.assert(
      fc.property(randomFlow, randomFlow, (one, other) => {
        const count = (said: readonly string[], word: string) =>
          said.filter((text) => text.startsWith(word)).length;
        const [there, back] = [changes(one, other), changes(other, one)];
        expect(count(there, 'Added')).toBe(count(back, 'Removed'));
        expect(count(there, 'Changed')).toBe(count(back, 'Changed'));
      }),
      { numRuns: 100 },
    );
  });
});

describe('the reason of a message that was held', () => {
  test('stands as long as nothing is known that was not known when it was planned', () => {
    const step = createStep(toyKinds);
    let held = 0;
    fc.assert(
      fc.property(randomPlan, randomTurns, fc.integer({ min: 0, max: 100 }), (plan, turns, hours) => {
        const trace: ReturnType<typeof step>['trace'][number][] = [];
        for (const { after } of live(step, plan, turns)) {
          trace.push(...after.trace);
          if (after.next.type !== 'message') continue;
          held += 1;
          const { cursor } = after;
          const message = { node: cursor.node!, visit: cursor.visits[cursor.node!]! };
          const later = facts({ now: NOW + hours * 3_600_000 });
          expect(step.reasonGone!(plan, cursor, trace, message, later)).toBeNull();
        }
      }),
      { numRuns: 400 },
    );
    expect(held).toBeGreaterThan(100);
  });
});

describe('a config of an older version', () => {
  const nap = toyKinds['nap']!;
  const stored = fc.record(
    { for: fc.nat(99), length: fc.nat(99), minutes: fc.nat(99), note: fc.string() },
    { requiredKeys: [] },
  );
  test('comes to the same in one go as one version after the other', () => {
    fc.assert(
      fc.property(stored, (config) => {
        const first = bringUp({ ...nap, versions: { RenameFor: 1 } }, 0, config).config;
        expect(bringUp(nap, 1, first).config).toEqual(bringUp(nap, 0, config).config);
      }),
    );
  });
  test('that is brought up is of today, and of today stays what it is', () => {
    fc.assert(
      fc.property(stored, fc.integer({ min: 0, max: 5 }), (config, version) => {
        const brought = bringUp(nap, version, config);
        expect(brought.changed).toBe(version < 2);
        if (!brought.changed) expect(brought.config).toBe(config);
        expect(bringUp(nap, 2, brought.config).config).toBe(brought.config);
      }),
    );
  });
});
