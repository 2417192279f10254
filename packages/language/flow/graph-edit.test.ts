import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyEdits, type GraphEdit } from './graph-edit.ts';
import { graphSchema, type Graph } from './graph.ts';
import { randomFlow } from './testing/random-flows.ts';
import { flow } from './testing/make.ts';
import { frozen } from './testing/random-flows.ts';

const LINE = flow(['t trigger', 'a wait', 'b send', 'e end'], ['t > a', 'a > b', 'b > e']);
const drawn = ({ edges }: Graph) => edges.map(({ from, port, to }) => `${from}:${port} > ${to}`);
const step = (id: string, kind = 'wait') => ({ id, kind, version: 0, config: { minutes: 5 } });

/** An edit of one of the steps, or connections, of a flow; sometimes of one that is not there. */
const editOf = (graph: Graph): fc.Arbitrary<GraphEdit> => {
  const node = fc.constantFrom(...graph.nodes.map(({ id }) => id), 'gone');
  const place = fc.constantFrom(...graph.edges.map(({ from, port }) => ({ from, port })));
  return fc.oneof(
    node.map((id): GraphEdit => ({ do: 'remove-step', node: id })),
    fc
      .tuple(node, fc.constantFrom('minutes', 'when.value', 'list.2.name'))
      .map(([id, path]): GraphEdit => ({ do: 'set-config', node: id, path, value: 7 })),
    fc
      .tuple(fc.option(place), fc.option(fc.constant('next')), fc.constantFrom('new', 'end', 't'))
      .map(([at, onward, id]): GraphEdit => ({ do: 'add-step', step: step(id), at, onward })),
    fc.tuple(place, node).map(([at, to]): GraphEdit => ({ do: 'connect', ...at, to })),
    fc.subarray([...graph.edges]).map((edges): GraphEdit => ({ do: 'disconnect', edges })),
    fc.constantFrom(0, 0.5).map((holdout): GraphEdit => ({ do: 'set-settings', change: { holdout } })),
  );
};
const edited = randomFlow.chain((graph) =>
  fc.array(editOf(graph), { maxLength: 6 }).map((edits) => ({ graph, edits })),
);

describe('whatever is edited', () => {
  test('the drawing that was there is not changed, and what comes out can be saved', () => {
    fc.assert(
      fc.property(edited, ({ graph, edits }) => {
        const after = applyEdits(frozen(graph), edits);
        expect(graphSchema.safeParse(JSON.parse(JSON.stringify(after))).success).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  test('no two steps and no two connections get the same id', () => {
    fc.assert(
      fc.property(edited, ({ graph, edits }) => {
        const { nodes, edges } = applyEdits(graph, edits);
        for (const ids of [nodes.map(({ id }) => id), edges.map(({ id }) => id)])
          expect(new Set(ids).size).toBe(ids.length);
      }),
      { numRuns: 200 },
    );
  });

  test('edits one after the other are the same as all at once', () => {
    fc.assert(
      fc.property(edited, ({ graph, edits }) => {
        expect(edits.reduce((current, edit) => applyEdits(current, [edit]), graph)).toEqual(
          applyEdits(graph, edits),
        );
      }),
      { numRuns: 100 },
    );
  });

  test('taking a step away leaves no connection to it, and no other step loses one that led elsewhere', () => {
    fc.assert(
      fc.property(randomFlow, fc.nat(100), (graph, place) => {
        const { id } = graph.nodes[place % graph.nodes.length]!;
        const after = applyEdits(graph, [{ do: 'remove-step', node: id }]);
        expect(after.nodes).toEqual(graph.nodes.filter((node) => node.id !== id));
        expect(after.edges.filter((edge) => edge.from === id || edge.to === id)).toEqual([]);
        const apart = (edge: Graph['edges'][number]) => edge.from !== id && edge.to !== id;
        for (const edge of graph.edges.filter(apart)) expect(after.edges).toContainEqual(edge);
      }),
      { numRuns: 200 },
    );
  });
});

describe('adding a step', () => {
  test('puts it at the way out that is named, and what was there goes on behind it', () => {
    const after = applyEdits(LINE, [
      { do: 'add-step', step: step('new'), at: { from: 'a', port: 'next' }, onward: 'next' },
    ]);
    expect(drawn(after).sort()).toEqual(['a:next > new', 'b:next > e', 'new:next > b', 't:next > a']);
  });

  test('without a way onward lets go of what was there', () => {
    const after = applyEdits(LINE, [
      { do: 'add-step', step: step('new', 'end'), at: { from: 'a', port: 'next' }, onward: null },
    ]);
    expect(drawn(after)).toEqual(['t:next > a', 'b:next > e', 'a:next > new']);
  });

  test('without a place lets it stand loose', () => {
    const after = applyEdits(LINE, [{ do: 'add-step', step: step('new'), at: null, onward: null }]);
    expect([after.nodes.length, drawn(after)]).toEqual([5, drawn(LINE)]);
  });

  test('whose id is taken gives it another, and connects that one', () => {
    const at = { from: 'b', port: 'not-sent' };
    const once = applyEdits(LINE, [{ do: 'add-step', step: step('a'), at, onward: null }]);
    const twice = applyEdits(once, [{ do: 'add-step', step: step('a'), at, onward: 'next' }]);
    expect(once.nodes.at(-1)!.id).toBe('a.2');
    expect(twice.nodes.at(-1)!.id).toBe('a.3');
    expect(drawn(twice).slice(-2)).toEqual(['b:not-sent > a.3', 'a.3:next > a.2']);
  });
});

describe('taking a step away', () => {
  test('closes the gap', () => {
    expect(drawn(applyEdits(LINE, [{ do: 'remove-step', node: 'a' }]))).toEqual(['t:next > b', 'b:next > e']);
  });

  test('that led nowhere leaves the ways to it open', () => {
    expect(drawn(applyEdits(LINE, [{ do: 'remove-step', node: 'e' }]))).toEqual(['t:next > a', 'a:next > b']);
  });

  test('that led back to where people came from makes no loop of one step', () => {
    const round = flow(['t trigger', 'a wait', 'b send'], ['t > a', 'a > b', 'b > a']);
    expect(drawn(applyEdits(round, [{ do: 'remove-step', node: 'b' }]))).toEqual(['t:next > a']);
  });

  test('that led to itself leads people on by its other way', () => {
    const own = flow(['t trigger', 'l listen', 'e end'], ['t > l', 'l:heard > l', 'l:timeout > e']);
    expect(drawn(applyEdits(own, [{ do: 'remove-step', node: 'l' }]))).toEqual(['t:next > e']);
  });
});

describe('setting part of a config', () => {
  const at = (config: Record<string, unknown>, path: string, value: unknown = 'new') =>
    applyEdits({ ...LINE, nodes: [{ ...LINE.nodes[1]!, config }] }, [
      { do: 'set-config', node: 'a', path, value: value as never },
    ]).nodes[0]!.config;

  test.each<[string, Record<string, unknown>, string, Record<string, unknown>]>([
    ['a field', { text: 'old', kept: 1 }, 'text', { text: 'new', kept: 1 }],
    [
      'a field of a record',
      { content: { subject: 'old', kept: 1 } },
      'content.subject',
      {
        content: { subject: 'new', kept: 1 },
      },
    ],
    [
      'an entry of a list',
      { paths: [{ when: 1 }, { when: 2 }] },
      'paths.1.when',
      {
        paths: [{ when: 1 }, { when: 'new' }],
      },
    ],
    ['a record that is not there yet', {}, 'content.subject', { content: { subject: 'new' } }],
    ['what was no record', { content: 'text' }, 'content.subject', { content: { subject: 'new' } }],
  ])('changes %s and nothing else', (_name, before, path, after) => {
    expect(at(before, path)).toEqual(after);
  });

  test('is asked of a step that is not there, and changes nothing', () => {
    expect(applyEdits(LINE, [{ do: 'set-config', node: 'gone', path: 'text', value: 1 }])).toEqual(LINE);
  });
});
