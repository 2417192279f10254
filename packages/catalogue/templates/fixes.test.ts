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

it('applying the fix of a problem fixes it, and causes no other problem than an open branch', () => {
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
        // An added trigger still needs its event.
        const before = errorsIn(graph);
        const fresh = errorsIn(next).filter((error) => !before.some(same(error)));
        if (problem.code === 'no-trigger') continue;
        expect(errorsIn(next).length).toBeLessThanOrEqual(
          before.length - (problem.severity === 'error' && fresh.length === 0 ? 1 : 0),
        );
        // A loop inside a loop is reported once the outer loop is fixed, and a loop that got shorter is
        // reported again.
        expect(fresh.filter(({ code }) => !['port-unwired', 'loop-without-wait'].includes(code))).toEqual([]);
      }
    }),
    { numRuns: 150 },
  );
}, 120_000);

it('the drafts of this test have every problem that has a fix', () => {
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

it('applying fixes one after the other leaves no problem with a fix', () => {
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
