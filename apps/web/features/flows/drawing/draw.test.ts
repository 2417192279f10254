import { graphSchema } from '@millrace/flow';
import { kinds } from '@millrace/nodes';
import { TEMPLATES } from '@millrace/templates';
import { describe, expect, it } from 'vitest';
import { draw } from './draw.ts';

const measures = { between: 20, below: 40, lane: 20, size: () => ({ width: 80, height: 30 }) };

describe.each(TEMPLATES.map((template) => [template.id, graphSchema.parse(template.graph)] as const))(
  'the template %s drawn small',
  (_id, graph) => {
    const drawing = draw(graph, kinds, measures);

    it('shows every step and every branch inside the picture', () => {
      expect(drawing.nodes).toHaveLength(graph.nodes.length);
      expect(drawing.ways).toHaveLength(graph.edges.length);
      for (const node of drawing.nodes) {
        expect(node.x).toBeGreaterThanOrEqual(0);
        expect(node.x + node.width).toBeLessThanOrEqual(drawing.width);
        expect(node.y + node.height).toBeLessThanOrEqual(drawing.height);
      }
    });

    it('has room for the words beside its lines', () => {
      const reach = (label: string) => Math.min(72, label.length * 4);
      const worded = draw(graph, kinds, { ...measures, labelReach: reach });
      for (const { label, labelAt } of worded.ways) {
        if (label === null) continue;
        expect(labelAt.x - reach(label)).toBeGreaterThanOrEqual(-1e-6);
        expect(labelAt.x + reach(label)).toBeLessThanOrEqual(worded.width + 1e-6);
      }
      for (const [index, node] of worded.nodes.entries())
        expect(node.x - drawing.nodes[index]!.x).toBeCloseTo(worded.nodes[0]!.x - drawing.nodes[0]!.x, 6);
    });

    it('puts no step on another', () => {
      const clash = drawing.nodes.some((one, place) =>
        drawing.nodes
          .slice(place + 1)
          .some(
            (two) =>
              one.x < two.x + two.width &&
              two.x < one.x + one.width &&
              one.y < two.y + two.height &&
              two.y < one.y + one.height,
          ),
      );
      expect(clash).toBe(false);
    });

    it('names branches only where there is more than one', () => {
      for (const way of drawing.ways)
        expect(way.label === null).toBe(graph.edges.filter((edge) => edge.from === way.from).length === 1);
    });
  },
);
