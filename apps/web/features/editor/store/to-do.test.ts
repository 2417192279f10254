import { describe, expect, it } from 'vitest';
import type { Problem } from '@millrace/flow';
import { kinds } from '@millrace/nodes';
import { changedPaths, isToDo, touchedKey } from './to-do.ts';

const problem = (field: string | null, code = 'config-invalid', node: string | null = 'mail'): Problem => ({
  severity: 'error',
  node,
  code,
  sentence: 'Something is missing.',
  field,
});
const mail = (content: unknown) => ({
  mail: { id: 'mail', kind: 'send-email', version: 0, config: { content } },
});
const FRESH = { touched: new Set<string>(), tried: false };
const initial = structuredClone(kinds['send-email']!.initial['content']) as Record<string, unknown>;

describe('a problem of a field', () => {
  it('is shown as a to-do while the field is unchanged since the step was added', () => {
    expect(isToDo(problem('content.subject'), mail(initial), kinds, FRESH)).toBe(true);
    expect(isToDo(problem('content.blocks.0.text'), mail(initial), kinds, FRESH)).toBe(true);
  });

  it('is shown as a problem once the user has left that field, and only for that field', () => {
    const touched = new Set([touchedKey('mail', 'content.subject')]);
    expect(isToDo(problem('content.subject'), mail(initial), kinds, { touched, tried: false })).toBe(false);
    expect(isToDo(problem('content.blocks.0.text'), mail(initial), kinds, { touched, tried: false })).toBe(
      true,
    );
  });

  it('is shown as a problem where the value is wrong, also after a reload', () => {
    expect(
      isToDo(problem('content.subject'), mail({ ...initial, subject: '{{ customer.shoe }}' }), kinds, FRESH),
    ).toBe(false);
  });

  it('is shown as a problem everywhere after an attempt to publish', () => {
    expect(
      isToDo(problem('content.subject'), mail(initial), kinds, { touched: new Set(), tried: true }),
    ).toBe(false);
    expect(
      isToDo(problem(null, 'port-unwired'), mail(initial), kinds, { touched: new Set(), tried: true }),
    ).toBe(false);
  });

  it('is a to-do when it is about connections, and a problem when it is about a whole step', () => {
    expect(isToDo(problem(null, 'port-unwired'), mail(initial), kinds, FRESH)).toBe(true);
    expect(isToDo(problem(null, 'unreachable'), mail(initial), kinds, FRESH)).toBe(true);
    expect(isToDo(problem(null, 'loop-without-wait'), mail(initial), kinds, FRESH)).toBe(false);
  });
});

it('names exactly the values that changed', () => {
  expect(changedPaths({ a: 1, b: { c: 2, d: 3 } }, { a: 1, b: { c: 9, d: 3 }, e: 4 })).toEqual(['b.c', 'e']);
  expect(changedPaths({ list: [1, 2] }, { list: [1] })).toEqual(['list']);
  expect(changedPaths({ list: [{ x: 1 }] }, { list: [{ x: 2 }] })).toEqual(['list.0.x']);
  expect(changedPaths({ a: undefined }, {})).toEqual([]);
});
