import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isMillraceError } from '@millrace/base';
import { chosenLines, wantedLines, type RefundableLine, type WantedLine } from './wanted-lines.ts';

describe('lines as a marketer names them', () => {
  test.each<[string, readonly WantedLine[]]>([
    ['MUG-1', [{ name: 'mug-1', count: null }]],
    [
      'MUG-1, BAG-2 x 2',
      [
        { name: 'mug-1', count: null },
        { name: 'bag-2', count: 2 },
      ],
    ],
    [
      'Mug-1 × 3;\n tea X4 ',
      [
        { name: 'mug-1', count: 3 },
        { name: 'tea', count: 4 },
      ],
    ],
    ['BOX 2 x 3', [{ name: 'box 2', count: 3 }]],
    ['BOX x2x', [{ name: 'box x2x', count: null }]],
    ['MUG-1x2', [{ name: 'mug-1x2', count: null }]],
    [',, 7 ,', [{ name: '7', count: null }]],
  ])('%j', (text, lines) => expect(wantedLines(text)).toEqual(lines));

  test.each(['', ' ', ',;\n'])('%j names none, and is refused', (text) => {
    expect(() => wantedLines(text)).toThrow(/No line of this order is named/);
  });

  test('are read as they were written, whatever stands between them', () => {
    const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,10}$/).filter((one) => !/^x\d*$/.test(one));
    const line = fc.record({ name, count: fc.option(fc.integer({ min: 0, max: 999_999 })) });
    const between = fc.constantFrom(',', ';', '\n', ' , ');
    const sign = fc.constantFrom(' x ', ' x', ' × ', '  X ');
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 6 }), between, sign, (lines, gap, times) => {
        const text = lines
          .map(({ name, count }) => (count === null ? name : `${name}${times}${count}`))
          .join(gap);
        expect(wantedLines(text)).toEqual(lines);
      }),
    );
  });
});

describe('how many of each line go back', () => {
  const names = ['mug', 'tea', 'bag'];
  const line = fc.record({
    names: fc.subarray(names, { minLength: 1 }),
    left: fc.integer({ min: 0, max: 6 }),
  });
  const lines = fc
    .array(line, { minLength: 1, maxLength: 5 })
    .map((all) => all.map((one, index): RefundableLine => ({ ...one, id: `l${index}` })));
  const wanted = fc.array(
    fc.record({ name: fc.constantFrom(...names, 'lamp'), count: fc.option(fc.integer({ min: 0, max: 8 })) }),
    { minLength: 1, maxLength: 4 },
  );

  test('never comes to more than is left, comes to just what was asked for, and is refused where it cannot', () => {
    fc.assert(
      fc.property(wanted, lines, (asked, own) => {
        let chosen: ReadonlyMap<string, number>;
        try {
          chosen = chosenLines(asked, own);
        } catch (error) {
          expect(isMillraceError(error) && error.code).toBe('input-invalid');
          return;
        }
        for (const [id, count] of chosen) {
          expect(count).toBeGreaterThan(0);
          expect(count).toBeLessThanOrEqual(own.find((one) => one.id === id)!.left);
        }
        const named = new Set(asked.map(({ name }) => name));
        for (const { id, names: called } of own)
          if (!called.some((name) => named.has(name))) expect(chosen.has(id)).toBe(false);
        const given = [...chosen.values()].reduce((sum, count) => sum + count, 0);
        const least = asked.reduce((sum, { count }) => sum + (count ?? 0), 0);
        expect(given).toBeGreaterThanOrEqual(least);
        if (asked.every(({ count }) => count !== null)) expect(given).toBe(least);
      }),
      { numRuns: 1_000 },
    );
  });

  test('all of a line is all that is left of it, over every line of that name', () => {
    const own = [
      { id: 'a', names: ['mug'], left: 2 },
      { id: 'b', names: ['mug', 'cup'], left: 3 },
    ];
    expect([...chosenLines([{ name: 'mug', count: null }], own)]).toEqual([
      ['a', 2],
      ['b', 3],
    ]);
    expect([...chosenLines([{ name: 'mug', count: 4 }], own)]).toEqual([
      ['a', 2],
      ['b', 2],
    ]);
    expect([
      ...chosenLines(
        [
          { name: 'mug', count: 1 },
          { name: 'mug', count: 1 },
        ],
        own,
      ),
    ]).toEqual([['a', 2]]);
  });

  test.each<[string, readonly WantedLine[], RegExp]>([
    ['a name no line has', [{ name: 'lamp', count: 1 }], /no line “lamp”/],
    ['more than is left', [{ name: 'mug', count: 3 }], /3 of “mug” .* fewer are left/],
    [
      'a line twice, together too many',
      [
        { name: 'mug', count: 2 },
        { name: 'mug', count: 1 },
      ],
      /fewer are left/,
    ],
    ['a line of which nothing is left', [{ name: 'gone', count: null }], /Nothing of these lines is left/],
  ])('%s is refused in words', (_name, asked, words) => {
    const own = [
      { id: 'a', names: ['mug'], left: 2 },
      { id: 'b', names: ['gone'], left: 0 },
    ];
    expect(() => chosenLines(asked, own)).toThrow(words);
  });
});
