import {
  type Context,
  answered,
  composeVerb,
  defineVerb,
  instant,
  notShown,
  pageShape,
} from '@millrace/core/verb';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { allVerbs } from './all-verbs.ts';
import { checkAnswers } from './check-answers.ts';
import { openParts } from './open-parts.ts';

test('every verb declares its output, and no part of it is open', async () => {
  const verbs = await allVerbs();
  expect(verbs.length).toBeGreaterThan(60);
  const open = verbs.flatMap(([name, { definition }]) => {
    const output: z.ZodType | undefined = definition.output;
    return output ? openParts(output).map((place) => `${name}: ${place}`) : [`${name} declares no output`];
  });
  expect(open).toEqual([]);
});

const anybody = { actor: { permissions: 'all' } } as unknown as Context;
const rows = pageShape(z.strictObject({ id: z.string(), at: instant, ...notShown }));
const answering = (answer: unknown) =>
  composeVerb({ name: 'rows-read', permission: 'flows:read', input: z.strictObject({}), output: rows }, () =>
    Promise.resolve(answer as z.output<typeof rows>),
  )(anybody, {});

test('an output that differs from its schema fails in every test that calls the verb', async () => {
  const off = checkAnswers();
  const whole = { items: [{ id: 'a', at: 0 }], next: null };
  expect(await answering(whole)).toBe(whole);
  await expect(answering({ ...whole, more: 1 })).rejects.toThrow('rows-read');
  await expect(answering({ ...whole, items: [{ id: 'a', at: 0, sentAt: 1 }] })).rejects.toThrow('items.0');
  await expect(answering({ ...whole, items: [{ id: 'a' }] })).rejects.toThrow('items.0.at');
  off();
  await expect(answering({ ...whole, more: 1 })).resolves.toMatchObject({ more: 1 });
});

test('a row that says it cannot be shown is not checked, and the rows beside it are', async () => {
  const off = checkAnswers();
  const poisoned = { id: 'a', notShown: 'This row cannot be shown.', at: 'never' };
  expect(await answering({ items: [poisoned, { id: 'b', at: 0 }], next: null })).toBeDefined();
  await expect(answering({ items: [poisoned, { id: 'b' }], next: null })).rejects.toThrow('items.1.at');
  off();
});

test('an open part is found', () => {
  expect(openParts(z.object({ a: z.strictObject({}) }))).toEqual([
    'the answer is an object that is not closed',
  ]);
  expect(openParts(z.strictObject({ a: z.array(z.looseObject({})).nullable() }))).toEqual([
    '.a[] is an object that is not closed',
  ]);
  expect(openParts(z.strictObject({ a: z.unknown().optional() }))).toEqual(['.a is declared as unknown']);
});

test('an undeclared field of an output is a type error', () => {
  const output = z.strictObject({ id: z.string() });
  const read = { name: 'thing-read', permission: 'flows:read', input: z.strictObject({}), output } as const;
  defineVerb({ ...read, run: () => Promise.resolve({ id: 'a' }) });
  // @ts-expect-error A field that is not declared.
  defineVerb({ ...read, run: () => Promise.resolve({ id: 'a', more: 1 }) });
  // @ts-expect-error A field that is missing.
  defineVerb({ ...read, run: () => Promise.resolve({}) });
  // @ts-expect-error A field of another type.
  defineVerb({ ...read, run: () => Promise.resolve({ id: 1 }) });
  expect(answered({ name: 'thing-read', output }, 'as it came')).toBe('as it came');
});
