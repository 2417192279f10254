import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { OPERATIONS } from './operations/all.ts';

const page = readFileSync(new URL('../../../../docs/using/api.md', import.meta.url), 'utf8');

it('the page about the API names every operation with its scope, and no other', () => {
  const told = [...page.matchAll(/^\| `([A-Z]+ \/[^`]*)` \| ([\w:]+) \|/gm)].map(
    ([, operation, scope]) => `${operation} ${scope}`,
  );
  expect(told.toSorted()).toEqual(
    OPERATIONS.map((operation) => `${operation.method} ${operation.path} ${operation.scope}`).toSorted(),
  );
});
