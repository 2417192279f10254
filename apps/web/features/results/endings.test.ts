import { parseGraph } from '@millrace/flow';
import { expect, test } from 'vitest';
import { endingsOf } from './endings.ts';

const graph = parseGraph({
  schemaVersion: 2,
  subject: 'customer',
  nodes: [
    { id: 'trigger', kind: 'event-trigger', config: { event: 'signed-up', key: 'customer' } },
    { id: 'won', kind: 'end', config: { label: 'Bought', outcome: 'reached' } },
    { id: 'lost', kind: 'end', config: { label: 'Had enough', outcome: 'missed' } },
    { id: 'unused', kind: 'end', config: {} },
  ],
  edges: [],
});

test('each entry that ended is in one row: ends by name, branches that stop, exit rules and errors', () => {
  const endings = endingsOf(graph, {
    nodes: { won: { entered: 30, 'silent:entered': 4 }, lost: { entered: 12 }, unused: {} },
    flow: {
      entered: 70,
      done: 45,
      'done:goal-reached': 30,
      'done:goal-missed': 12,
      'done:completed': 3,
      'silent:done': 4,
      'silent:done:goal-reached': 4,
      exited: 9,
      'exited:exit:order-placed': 8,
      'exited:cancelled': 1,
      'silent:exited:exit:order-placed': 2,
      'failed:stuck': 1,
    },
  });
  expect(endings.map(({ words, mark, treated, heldOut }) => [words, mark, treated, heldOut])).toEqual([
    ['End: Bought (good)', 'good', 30, 4],
    ['End: Had enough (bad)', 'bad', 12, 0],
    ['Left early: Placed an order', null, 8, 2],
    ['Came to the end of a branch', null, 3, 0],
    ['Left early: Taken out by hand', null, 1, 0],
    ['Error: Stuck', null, 1, 0],
  ]);
});

test('nothing is told while nobody has left', () => {
  expect(endingsOf(graph, { nodes: {}, flow: { entered: 3 } })).toEqual([]);
});
