import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { isStorable, storableProblem } from './storable.ts';

const LIMITS = { depth: 4, values: 20, text: 50, name: 10, size: 120 };
const nested = (levels: number): unknown =>
  Array.from({ length: levels }).reduce<unknown>((inner) => [inner], 1);

describe('text that a database can hold', () => {
  test('has no zero byte and no half of a surrogate pair; everything else is text', () => {
    for (const text of ['\0', 'a\0b', '\ud800', 'x\udc00', '\udc00\ud800', '\ud83d x'])
      expect(isStorable(text)).toBe(false);
    for (const text of ['', '😀', 'שלום', '\u0001', '\ufffd', '\u202e']) expect(isStorable(text)).toBe(true);
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => isStorable(text) === !text.includes('\0')),
    );
  });

  test('is told by the place where it stands', () => {
    expect(storableProblem({ customer: { name: 'a\0b' } }, LIMITS)).toMatchObject({ field: 'customer.name' });
    expect(storableProblem([1, { 'a\0': 1 }], LIMITS)).toMatchObject({ field: '1' });
  });
});

describe('limits of what senders name as they like', () => {
  test('depth, count, length of a text and of a name, and all of it together, each by its place', () => {
    expect(storableProblem(nested(4), LIMITS)).toBeNull();
    expect(storableProblem(nested(5), LIMITS)).toMatchObject({
      field: '0.0.0.0',
      problem: expect.stringContaining('4 levels'),
    });
    expect(
      storableProblem(
        Array.from({ length: 19 }, () => 1),
        LIMITS,
      ),
    ).toBeNull();
    expect(
      storableProblem(
        Array.from({ length: 20 }, () => 1),
        LIMITS,
      ),
    ).toMatchObject({ problem: expect.stringContaining('20 values') });
    expect(storableProblem({ a: 'x'.repeat(51) }, LIMITS)).toMatchObject({
      field: 'a',
      problem: expect.stringContaining('50 characters'),
    });
    expect(storableProblem({ elevenchars: 1 }, LIMITS)).toMatchObject({
      problem: expect.stringContaining('10 characters'),
    });
    expect(storableProblem(['x'.repeat(50), 'x'.repeat(50), 'x'.repeat(50)], LIMITS)).toMatchObject({
      field: '2',
      problem: expect.stringContaining('120 characters'),
    });
  });

  test('something nested in itself without end is too deep, and nothing worse', () => {
    const circle: unknown[] = [];
    circle.push(circle);
    expect(storableProblem(circle, LIMITS)?.problem).toContain('nested too deeply');
  });

  test('what is refused is really beyond a limit, what passes is within all', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
        const text = JSON.stringify(value);
        if (text.length < 20 && !text.includes('\\u'))
          expect(storableProblem(value, LIMITS)?.problem ?? '').not.toContain('values');
        if (storableProblem(value, LIMITS) === null) expect(text.length).toBeLessThan(2_000);
      }),
    );
  });
});
