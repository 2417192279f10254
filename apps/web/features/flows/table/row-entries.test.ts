import { expect, it } from 'vitest';
import type { FlowRow } from './arrange.ts';
import { rowEntries } from './row-entries.ts';

const verbs = {
  mayEdit: true,
  mayPublish: true,
  go: () => {},
  duplicate: () => {},
  exportFile: () => {},
  saveAsTemplate: () => {},
  ask: () => {},
};
const row = (state: FlowRow['state'], entered = 0) =>
  ({ id: 'f', name: 'F', subject: 'customer', state, entered, inside: 0 }) as FlowRow;
const labels = (state: FlowRow['state'], who = verbs, entered = 0) =>
  rowEntries(row(state, entered), who).flatMap((entry) => (entry ? [entry.label] : []));

it('offers to pause what is live and to resume what is paused', () => {
  expect(labels('live')).toContain('Pause');
  expect(labels('live')).not.toContain('Resume');
  expect(labels('paused')).toContain('Resume');
  expect(labels('stopped')).not.toContain('Stop');
});

it('offers to delete a draft only while nobody ever entered it', () => {
  expect(labels('draft')).toContain('Delete');
  expect(labels('draft', verbs, 3)).not.toContain('Delete');
  expect(labels('live')).not.toContain('Delete');
});

it('offers a viewer nothing that changes a flow', () => {
  expect(labels('live', { ...verbs, mayEdit: false, mayPublish: false })).toEqual([
    'Open the canvas',
    'Results',
    'People',
    'Export as a file',
  ]);
});
