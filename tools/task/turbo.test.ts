import { expect, test } from 'vitest';
import { readSummary } from './turbo.mjs';

test('a run reports what was done, what was reused, and what failed, without dependency tasks', () => {
  const one = (name: string, task: string, status: string, exitCode: number) => ({
    task,
    package: name,
    directory: `packages/${name}`,
    cache: { status },
    execution: { exitCode },
  });
  const text = JSON.stringify({
    tasks: [
      one('base', 'transit', 'MISS', 0),
      one('base', 'unit', 'HIT', 0),
      one('flow', 'unit', 'MISS', 1),
      { task: 'unit', package: 'web', cache: { status: 'MISS' } },
    ],
  });
  expect(readSummary(text, 'unit')).toEqual([
    { name: 'base', folder: 'packages/base', reused: true, exitCode: 0 },
    { name: 'flow', folder: 'packages/flow', reused: false, exitCode: 1 },
    { name: 'web', folder: '', reused: false, exitCode: 1 },
  ]);
});
