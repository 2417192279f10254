import { expect, it } from 'vitest';
import { toPreview } from './landings.ts';
import { insideOf, toFlowCounts } from './to-counts.ts';

const counts = {
  '': { entered: 90, 'silent:entered': 10 },
  wait: {
    entered: 90,
    'silent:entered': 10,
    here: 7,
    'silent:here': 1,
    'went:next': 80,
    'silent:went:next': 9,
  },
  mail: { entered: 80, sent: 70, refused: 6, 'refused:consent-missing': 6, skipped: 2, orders: 3 },
};

it('shows on the canvas only people the flow speaks to', () => {
  const { nodes, ways } = toFlowCounts(counts);
  expect(nodes['wait']).toMatchObject({ entered: 90, waiting: 7 });
  expect(ways).toEqual({ 'wait.next': 80 });
  expect(nodes['']).toBeUndefined();
});

it('counts a message that was refused or left out as not sent', () => {
  expect(toFlowCounts(counts).nodes['mail']).toMatchObject({ sent: 70, refused: 8, converted: 3 });
});

it('counts those held back among the people a stop would touch', () => {
  expect(insideOf(counts)).toBe(8);
});

it('adds up people who would land on the same step and those whose step is gone', () => {
  const preview = toPreview({
    inside: 12,
    landings: [
      { people: 3, landsAt: 'a' },
      { people: 4, landsAt: 'b' },
      { people: 2, landsAt: 'a' },
      { people: 3, landsAt: null },
    ],
  });
  expect(preview).toEqual({
    inside: 12,
    homeless: 3,
    landing: [
      { node: 'a', people: 5 },
      { node: 'b', people: 4 },
    ],
  });
});
