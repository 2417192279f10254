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
  it('is merely left to do while the field is as it was when the step was added', () => {
    expect(isToDo(problem('content.subject'), mail(initial), kinds, FRESH)).toBe(true);
    expect(isToDo(problem('content.blocks.0.text'), mail(initial), kinds, FRESH)).toBe(true);
  });

  it('is loud once somebody has been in that field, and only that one', () => {
    const touched = new Set([touchedKey('mail', 'content.subject')]);
    expect(isToDo(problem('content.subject'), mail(initial), kinds, { touched, tried: false })).toBe(false);
    expect(isToDo(problem('content.blocks.0.text'), mail(initial), kinds, { touched, tried: false })).toBe(
      true,
    );
  });

  it('is loud where something wrong was written, after a reload too', () => {
    expect(
      isToDo(problem('content.subject'), mail({ ...initial, subject: '{{ customer.shoe }}' }), kinds, FRESH),
    ).toBe(false);
  });

  it('is loud everywhere once publishing was tried', () => {
    expect(
      isToDo(problem('content.subject'), mail(initial), kinds, { touched: new Set(), tried: true }),
    ).toBe(false);
    expect(
      isToDo(problem(null, 'port-unwired'), mail(initial), kinds, { touched: new Set(), tried: true }),
    ).toBe(false);
  });

  it('about how steps hang together is left to do, any other about a whole step is not', () => {
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
