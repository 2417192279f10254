import { describe, expect, test } from 'vitest';
import { parseGraph } from '@millrace/flow';
import { TEMPLATES } from '@millrace/templates';
import { toDocument } from '../store/document.ts';
import { adaptItems } from './adapted.ts';

const each = TEMPLATES.map((template) => [template.id, template] as const);

describe.each(each)('%s', (_id, { adapt, graph: written }) => {
  const graph = parseGraph(written);
  const template = { adapt, nodes: graph.nodes };
  const { nodes } = toDocument(graph);

  test('as it came, everything is still to adapt, and each leads to a step', () => {
    const items = adaptItems(template, nodes);
    expect(items.length).toBeGreaterThan(0);
    for (const item of items) {
      expect(item.isDone).toBe(false);
      expect(item.nodes.length).toBeGreaterThan(0);
    }
  });

  test('a change of one step does what it is for, and nothing else', () => {
    for (const [index, { nodes: places }] of adapt.entries())
      for (const place of places) {
        const node = nodes[place]!;
        const changed = { ...nodes, [place]: { ...node, config: { ...node.config, note: 'ours' } } };
        const done = adaptItems(template, changed).map(({ isDone }) => isDone);
        expect(done).toEqual(adapt.map((one, at) => at === index || one.nodes.includes(place)));
      }
  });

  test('a step that was removed has nothing to adapt', () => {
    const { [adapt[0]!.nodes[0]!]: _gone, ...rest } = nodes;
    const [first] = adaptItems(template, rest);
    expect(first?.isDone).toBe(true);
    expect(first?.nodes).not.toContain(adapt[0]!.nodes[0]);
  });
});
