import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyDocument, DIAMOND, documentOf, SAMPLE_KINDS } from '../testing/sample-kinds.ts';
import { cardHeight, lines } from './card-size.ts';
import { pictureOf } from './picture.ts';

const extra = { problem: () => null, counted: false };

describe('the picture of a flow', () => {
  it('shows a place to add a step at every open branch, below its step', () => {
    const flow = documentOf({ start: 'trigger', check: 'check' }, ['start.next>check']);
    const picture = pictureOf(flow, SAMPLE_KINDS, extra);
    expect(picture.stubs.map((stub) => `${stub.from}.${stub.port.id}`)).toEqual(['check.yes', 'check.no']);
    const check = picture.cards.get('check')!;
    for (const stub of picture.stubs) expect(stub.y).toBeGreaterThanOrEqual(check.height);
  });

  it('leaves a step where the user put it and places the others', () => {
    const moved = {
      ...DIAMOND,
      nodes: { ...DIAMOND.nodes, left: { ...DIAMOND.nodes['left']!, position: { x: 900, y: 40 } } },
    };
    const picture = pictureOf(moved, SAMPLE_KINDS, extra);
    expect(picture.cards.get('left')).toMatchObject({ x: 900, y: 40 });
    expect(picture.cards.get('right')).toEqual(pictureOf(DIAMOND, SAMPLE_KINDS, extra).cards.get('right'));
  });

  it('has a card for every step of any flow, including loops and unconnected steps', () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        expect([...pictureOf(document, SAMPLE_KINDS, extra).cards.keys()].sort()).toEqual(
          Object.keys(document.nodes).sort(),
        );
      }),
    );
  });

  it('makes a card higher for a long sentence, a problem and numbers, up to three lines', () => {
    expect(lines('one two', 31, 3)).toBe(1);
    expect(lines('word '.repeat(60), 31, 3)).toBe(3);
    const plain = cardHeight('message', 'Short', null, false);
    expect(
      cardHeight('message', 'A much longer sentence that needs a second line', null, false),
    ).toBeGreaterThan(plain);
    expect(cardHeight('message', 'Short', 'Something is missing.', false)).toBeGreaterThan(plain);
    expect(cardHeight('message', 'Short', null, true)).toBeGreaterThan(plain);
  });
});
