import fc from 'fast-check';
import { expect, it } from 'vitest';
import { applyEdits, parseGraph, validate, type Graph, type Problem } from '@millrace/flow';
import { kinds } from '@millrace/nodes';
import { arbitraryDraft } from './testing/mutate.ts';

const errorsIn = (graph: Graph) => validate(graph, kinds).filter(({ severity }) => severity === 'error');
const same = (left: Problem) => (right: Problem) =>
  left.code === right.code &&
  left.node === right.node &&
  left.sentence === right.sentence &&
  left.field === right.field;

it('a press on what mends a problem mends it, and breaks nothing else but a way that is open then', () => {
  fc.assert(
    fc.property(arbitraryDraft(), (graph) => {
      for (const problem of validate(graph, kinds)) {
        if (!problem.fix) continue;
        const next = parseGraph(JSON.parse(JSON.stringify(applyEdits(graph, problem.fix.edits))));
        const left = validate(next, kinds).filter(same(problem)).length;
        expect([problem.code, left]).toEqual([
          problem.code,
          validate(graph, kinds).filter(same(problem)).length - 1,
        ]);
        // A trigger that was missing has its own event still to be chosen.
        const before = errorsIn(graph);
        const fresh = errorsIn(next).filter((error) => !before.some(same(error)));
        if (problem.code === 'no-trigger') continue;
        expect(errorsIn(next).length).toBeLessThanOrEqual(
          before.length - (problem.severity === 'error' && fresh.length === 0 ? 1 : 0),
        );
        // A loop inside a loop is told of once the outer one is mended, and one that got shorter is told of anew.
        expect(fresh.filter(({ code }) => !['port-unwired', 'loop-without-wait'].includes(code))).toEqual([]);
      }
    }),
    { numRuns: 150 },
  );
}, 120_000);

it('drafts as they are drawn here meet every problem that a press mends', () => {
  const drafts = fc.sample(arbitraryDraft(), { numRuns: 400, seed: 1 });
  const met = new Set(
    drafts.flatMap((graph) => validate(graph, kinds).flatMap(({ code, fix }) => (fix ? [code] : []))),
  );
  for (const code of [
    'edge-dangling',
    'exit-missing',
    'no-holdout',
    'no-trigger',
    'port-unwired',
    'several-triggers',
    'unreachable',
  ])
    expect(met, code).toContain(code);
}, 60_000);

it('pressed one after the other they leave nothing that could have been mended by a press', () => {
  fc.assert(
    fc.property(arbitraryDraft(3), (graph) => {
      let current = graph;
      for (let round = 0; round < 300; round += 1) {
        const next = validate(current, kinds).find((problem) => problem.severity === 'error' && problem.fix);
        if (!next?.fix) return;
        current = applyEdits(current, next.fix.edits);
      }
      expect(
        validate(current, kinds).filter((problem) => problem.severity === 'error' && problem.fix),
      ).toEqual([]);
    }),
    { numRuns: 150 },
  );
}, 120_000);
