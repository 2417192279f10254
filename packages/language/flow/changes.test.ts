import fc from 'fast-check';
import { expect, it } from 'vitest';
import { changesBetween } from './changes.ts';
import type { Graph } from './graph.ts';
import { flow } from './testing/make.ts';
import { toyKinds } from './testing/toy-kinds.ts';

const BEFORE = flow(['t trigger', 'w wait', 's send', 'e end'], ['t > w', 'w > s', 's > e']);
const changes = (after: Graph) => changesBetween(BEFORE, after, toyKinds);

it('moving cards is not a change of a flow', () => {
  expect(changes(BEFORE)).toEqual([]);
  expect(
    changes({ ...BEFORE, nodes: BEFORE.nodes.map((node) => ({ ...node, position: { x: 3, y: 4 } })) }),
  ).toEqual([]);
  expect(changes({ ...BEFORE, nodes: BEFORE.nodes.toReversed(), edges: BEFORE.edges.toReversed() })).toEqual(
    [],
  );
});

it('says what was added and where, without the connections that came with it', () => {
  const after = flow(
    ['t trigger', 'w wait', 'x wait', 's send', 'e end'],
    ['t > w', 'w > x', 'x > s', 's > e'],
  );
  expect(changes(after)).toEqual([expect.stringMatching(/^Added “.+” after “.+”\.$/)]);
});

it('says what was removed, renamed, changed and reconnected', () => {
  expect(changes(flow(['t trigger', 's send', 'e end'], ['t > s', 's > e']))).toEqual([
    expect.stringMatching(/^Removed “.+”\.$/),
  ]);
  const named = {
    ...BEFORE,
    nodes: BEFORE.nodes.map((node) => (node.id === 'w' ? { ...node, name: 'A nap' } : node)),
  };
  expect(changes(named)).toEqual([expect.stringMatching(/^Renamed “.+” to “A nap”\.$/)]);
  expect(
    changes(
      flow(['t trigger', 'w wait', 's send', 'e end'], ['t > w', 'w > s', 's > e'], { w: { minutes: 5 } }),
    ),
  ).toEqual([expect.stringMatching(/^Changed “.+”: .+\.$/)]);
  expect(changes(flow(['t trigger', 'w wait', 's send', 'e end'], ['t > w', 'w > e', 's > e']))).toEqual([
    expect.stringMatching(/^“.+” leads to “.+” now\.$/),
  ]);
  expect(changes(flow(['t trigger', 'w wait', 's send', 'e end'], ['t > w', 's > e']))).toEqual([
    expect.stringMatching(/^“.+” leads nowhere now\.$/),
  ]);
});

it('says a subject with its article', () => {
  expect(changes({ ...BEFORE, subject: 'order' })).toEqual([
    'The flow is about an order now, not a customer.',
  ]);
  expect(changes({ ...BEFORE, subject: 'store' })).toEqual([
    'The flow is about the store now, not a customer.',
  ]);
});

it('says how each setting changed, in a sentence of its own', () => {
  const settings = {
    ...BEFORE.settings,
    holdout: 0.2,
    owner: 'Ada',
    outcomeDays: 7,
    purpose: 'transactional' as const,
  };
  expect(changes({ ...BEFORE, settings })).toEqual([
    'Orders count for 7 days after entering.',
    'The holdout is 20% of people.',
    'Its messages are service messages.',
    'The owner is Ada.',
  ]);
});

it('is silent only when nothing differs', () => {
  const minutes = fc.integer({ min: 1, max: 5 });
  fc.assert(
    fc.property(minutes, minutes, fc.boolean(), (first, second, owner) => {
      const one = flow(['t trigger', 'w wait'], ['t > w'], { w: { minutes: first } });
      const other = flow(
        ['t trigger', 'w wait'],
        ['t > w'],
        { w: { minutes: second } },
        owner ? { settings: { owner: 'Ada' } } : {},
      );
      expect(changesBetween(one, other, toyKinds).length === 0).toBe(first === second && !owner);
    }),
  );
});
