import { expect, test } from 'vitest';
import { wayOf } from '../testing/keeps-promises.ts';
import { expectedPaths } from './expected-path.ts';
import { crossSell } from './template.ts';

test.each(expectedPaths.map((path) => [path.promise, path] as const))('%s', (_promise, path) => {
  expect(wayOf(crossSell, path)).toEqual(path.nodes);
});

test('what is bought once is followed by no recommendation', () => {
  const { content } = crossSell.graph.nodes.find(({ id }) => id === 'keep-it')!.config as {
    readonly content: { readonly blocks: readonly { readonly type: string }[] };
  };
  expect(content.blocks.map(({ type }) => type)).not.toContain('recommendations');
});
