import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { containing } from './containing.ts';
import { decodeCursor, encodeCursor, pageOf } from './cursor.ts';

const instants = fc.integer({ min: -8.64e15, max: 8.64e15 });
const ids = fc.uuid();
const keys = fc
  .string({ unit: 'grapheme', maxLength: 100 })
  .filter((key) => key.length <= 100 && !key.includes('\0'));
const refusal = { code: 'input-invalid', details: { fields: [{ field: 'cursor' }] } };
const refused = (cursor: string, told?: 'id' | 'key') => {
  try {
    return decodeCursor(cursor, told);
  } catch (error) {
    expect(error).toMatchObject(refusal);
    return 'refused';
  }
};

describe('a cursor', () => {
  test('leads back to the row it was made of', () => {
    fc.assert(
      fc.property(instants, ids, (at, id) => {
        expect(decodeCursor(encodeCursor([at, id]))).toEqual([at, id]);
      }),
    );
    fc.assert(
      fc.property(instants, keys, (at, key) => {
        expect(decodeCursor(encodeCursor([at, key]), 'key')).toEqual([at, key]);
      }),
    );
    expect(decodeCursor(undefined)).toBeNull();
  });

  test('goes through an address as it is', () => {
    fc.assert(
      fc.property(instants, keys, (at, key) => {
        const cursor = encodeCursor([at, key]);
        expect(encodeURIComponent(cursor)).toBe(cursor);
      }),
    );
  });

  test('that was changed anywhere is another place of the list, or none', () => {
    fc.assert(
      fc.property(instants, ids, fc.nat(), fc.constantFrom(...'aZ09-_=+/ .'), (at, id, where, letter) => {
        const cursor = encodeCursor([at, id]);
        const place = where % (cursor.length + 1);
        const changed = cursor.slice(0, place) + letter + cursor.slice(place + 1);
        if (changed === cursor) return;
        const found = refused(changed);
        if (found !== 'refused') expect(encodeCursor(found!)).toBe(changed);
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    ['nothing', ''],
    ['words', 'the second page'],
    ['no list', encodeCursor('x' as never)],
    ['too little', encodeCursor([1])],
    ['too much', encodeCursor([1, '01a1fced-09e3-7e35-b690-000000000000', 1])],
    ['no id', encodeCursor([1, 'x'])],
    ['no instant', encodeCursor(['x', '01a1fced-09e3-7e35-b690-000000000000'])],
    ['half a millisecond', encodeCursor([0.5, '01a1fced-09e3-7e35-b690-000000000000'])],
    ['beyond the calendar', encodeCursor([8.64e15 + 1, '01a1fced-09e3-7e35-b690-000000000000'])],
    ['a statement', encodeCursor([1, "'; drop table flows; --"])],
  ])('that is %s is refused', (_what, cursor) => {
    expect(refused(cursor)).toBe('refused');
  });

  test('with a key that cannot be stored, or is longer than any, is refused', () => {
    for (const key of ['a\0b', '\ud800', 'x'.repeat(101)])
      expect(refused(encodeCursor([1, key]), 'key')).toBe('refused');
    expect(refused(encodeCursor([1, "'; --"]), 'key')).toEqual([1, "'; --"]);
  });

  test('survives whatever is sent in its place', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (cursor) => void refused(cursor, 'key')));
  });
});

test('pages put together are the list, whatever their size', () => {
  fc.assert(
    fc.property(fc.uniqueArray(ids, { maxLength: 12 }), fc.integer({ min: 1, max: 5 }), (all, limit) => {
      const rows = all.map((id, at) => ({ id, at }));
      const seen: string[] = [];
      let from = 0;
      for (let turns = 0; turns <= rows.length; turns += 1) {
        // As a list reads it: one row more than it shows.
        const page = pageOf(
          rows.slice(from, from + limit + 1),
          limit,
          (row) => [row.at, row.id],
          ({ id }) => ({ id }),
        );
        seen.push(...page.items.map(({ id }) => id));
        expect(page.items.length).toBeLessThanOrEqual(limit);
        if (page.next === null) break;
        from = (decodeCursor(page.next)?.[0] ?? 0) + 1;
      }
      expect(seen).toEqual(all);
    }),
  );
});

describe('what is looked for', () => {
  test('stands in the pattern as it was written, with anything before and behind it', () => {
    /** What LIKE does, slowly. */
    const like = (text: string, pattern: string): boolean => {
      const [first, ...rest] = [...pattern];
      if (first === undefined) return text === '';
      const [letter, ...others] = [...text];
      if (first === '%')
        return like(text, rest.join('')) || (letter !== undefined && like(others.join(''), pattern));
      const [wanted, left] = first === '\\' ? [rest[0], rest.slice(1)] : [first, rest];
      return (
        letter !== undefined && (first === '_' || letter === wanted) && like(others.join(''), left.join(''))
      );
    };
    const words = fc.string({ unit: fc.constantFrom('%', '_', '\\', 'a', 'b'), maxLength: 4 });
    const texts = fc.string({ unit: fc.constantFrom('%', '_', '\\', 'a', 'b'), maxLength: 8 });
    fc.assert(
      fc.property(words, texts, (wanted, text) => {
        expect(like(text, containing(wanted))).toBe(text.includes(wanted));
      }),
      { numRuns: 500 },
    );
  });
});
