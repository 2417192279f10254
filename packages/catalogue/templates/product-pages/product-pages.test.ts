import { expect, test } from 'vitest';
import { PRODUCT_TEXTS } from '@millrace/connectors/acts';
import { castIn, walkThrough, wayOf } from '../testing/keeps-promises.ts';
import { DAY, FROM } from '../testing/people.ts';
import { expectedPaths } from './expected-path.ts';
import { DRAFT } from './graph.ts';
import { productPages } from './template.ts';

test.each(expectedPaths.map((path) => [path.promise, path] as const))('%s', (_promise, path) => {
  expect(wayOf(productPages, path)).toEqual(path.nodes);
});

test('nothing is in the store before somebody has read it', () => {
  const draft = productPages.graph.nodes.find(({ kind }) => kind === 'product-content')!;
  expect(draft.config?.['checked'] ?? true).toBe(true);
});

test('the owners are asked after two days, and nothing is written after four', () => {
  const [walked] = walkThrough(productPages, [castIn(productPages, 'nobody-reads')]);
  expect(Math.round((walked!.endedAt! - FROM) / DAY)).toBe(4);
});

test('the texts for search engines are short enough also for a long name', () => {
  const longest = DRAFT.pageTitle.replaceAll(/\{\{[^}]*truncate: (\d+)[^}]*\}\}/g, (_whole, most: string) =>
    'x'.repeat(Number(most)),
  );
  expect(longest.length).toBeLessThanOrEqual(PRODUCT_TEXTS.pageTitle);
});
