import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutAtSlots, fillSegments, SlotList, type Filling } from './slots.ts';

const filling = (texts: Record<string, string>): Filling => ({ texts, links: {}, products: {}, flags: {} });

/** What a page is made of, to be laid out with slots and, slowly, without. */
type Part =
  | { readonly words: string }
  | { readonly field: string }
  | { readonly if: string; readonly inside: readonly Part[] };
const names = fc.constantFrom('a', 'b', 'c');
const { page: pages } = fc.letrec<{ page: readonly Part[]; part: Part }>((tie) => ({
  page: fc.array(tie('part'), { maxLength: 4 }),
  part: fc.oneof(
    { depthSize: 'small' },
    fc.record({ words: fc.string({ unit: fc.constantFrom('x', ' ', '<', '0', '1'), maxLength: 4 }) }),
    fc.record({ field: names }),
    fc.record({ if: names, inside: tie('page') }),
  ),
}));

const layOut = (parts: readonly Part[], slots: SlotList): string =>
  parts
    .map((part) =>
      'words' in part
        ? part.words
        : 'field' in part
          ? slots.text(part.field)
          : slots.when(
              ({ texts }) => (texts[part.if] ?? '') !== '',
              layOut(part.inside, slots),
              (slot) => slot,
            ),
    )
    .join('');
const written = (parts: readonly Part[], texts: Readonly<Record<string, string>>): string =>
  parts
    .map((part) =>
      'words' in part
        ? part.words
        : 'field' in part
          ? (texts[part.field] ?? '')
          : (texts[part.if] ?? '') === ''
            ? ''
            : written(part.inside, texts),
    )
    .join('');

describe('a page with open places', () => {
  it('comes to what its parts come to, whichever of them stay and however they lie within each other', () => {
    fc.assert(
      fc.property(pages, fc.dictionary(names, fc.string({ maxLength: 3 })), (page, texts) => {
        const slots = new SlotList();
        const segments = cutAtSlots(layOut(page, slots), slots.slots);
        expect(fillSegments(segments, filling(texts))).toBe(written(page, texts));
      }),
      { numRuns: 300 },
    );
  });

  it('is laid out once and filled for many, who have nothing of each other', () => {
    const slots = new SlotList();
    const segments = cutAtSlots(`<p>${slots.text('a')}${slots.link('b')}</p>`, slots.slots);
    expect(fillSegments(segments, { ...filling({ a: 'Ann' }), links: { b: '/ann' } })).toBe('<p>Ann/ann</p>');
    expect(fillSegments(segments, filling({}))).toBe('<p></p>');
    expect(fillSegments(segments, filling({ a: '$&$1\\' }))).toBe('<p>$&$1\\</p>');
  });

  it('asks nothing of a part that is left out', () => {
    const slots = new SlotList();
    const never = slots.fill(() => {
      throw new Error('asked');
    });
    const page = slots.when(
      () => false,
      never,
      (slot) => slot,
    );
    expect(fillSegments(cutAtSlots(page, slots.slots), filling({}))).toBe('');
  });
});
