import { applyEdits, parseGraph, validate, type Graph } from '@millrace/flow';
import { kinds } from '@millrace/nodes';
import { templates } from '@millrace/templates';
import { expect, it } from 'vitest';
import { fixesAlike } from './fixes-alike.ts';

it('ends every open branch at once, and leaves a single problem to its own button', () => {
  const graph = parseGraph(templates['abandoned-cart-ai']!.graph);
  const cut: Graph = { ...graph, edges: graph.edges.filter(({ to }) => to !== 'end') };
  const open = validate(cut, kinds).filter(({ code }) => code === 'port-unwired');
  expect(open.length).toBeGreaterThan(1);
  const [all, ...others] = fixesAlike(open);
  expect(all?.title).toBe(`${open[0]?.fix?.title}: all ${open.length}`);
  expect(others).toEqual([]);
  expect(
    validate(applyEdits(cut, all?.edits ?? []), kinds).filter(({ code }) => code === 'port-unwired'),
  ).toEqual([]);
  expect(fixesAlike(open.slice(0, 1))).toEqual([]);
});
