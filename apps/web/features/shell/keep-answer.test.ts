import { QueryClient } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import { keepAnswer } from './keep-answer.ts';

test.each([
  ['the first read', undefined],
  ['a later read', 'read before'],
])('what a change answered is not overwritten by %s that was under way', async (_title, known) => {
  const queries = new QueryClient();
  if (known !== undefined) queries.setQueryData(['state'], known);
  let end: (state: string) => void = () => {};
  const read = queries
    .fetchQuery({ queryKey: ['state'], queryFn: () => new Promise<string>((resolve) => (end = resolve)) })
    .catch(() => undefined);
  keepAnswer(queries, ['state'], 'changed');
  end('read before the change');
  await read;
  expect(queries.getQueryData(['state'])).toBe('changed');
  expect(queries.getQueryState(['state'])).toMatchObject({ status: 'success', fetchStatus: 'idle' });
});
