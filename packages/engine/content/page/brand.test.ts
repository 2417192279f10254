import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { brandSchema, defaultBrand, readableOn, readableOnWhite, tintOf } from './brand.ts';
import { themeOf } from './theme.ts';

/** WCAG 2.2, "relative luminance" and "contrast ratio", written out once more. */
function contrast(one: string, other: string): number {
  const luminance = (hex: string) => {
    const [red = 0, green = 0, blue = 0] = [hex.slice(1, 3), hex.slice(3, 5), hex.slice(5, 7)].map((part) => {
      const share = parseInt(part, 16) / 255;
      return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    });
    return red * 0.2126 + green * 0.7152 + blue * 0.0722;
  };
  const [light, dark] = [luminance(one), luminance(other)].toSorted((left, right) => right - left) as [
    number,
    number,
  ];
  return (light + 0.05) / (dark + 0.05);
}
const colours = fc
  .tuple(...[0, 1, 2].map(() => fc.integer({ min: 0, max: 255 })))
  .map((parts) => `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`);
const INK = '#1c1b19';

describe('colours of a brand', () => {
  it('are measured as the standard measures them', () => {
    // The extremes, and greys whose ratios on white are known: WebAIM gives 4.48 for #777777 and 4.54 for #767676.
    expect(contrast('#ffffff', '#000000')).toBeCloseTo(21, 5);
    expect(contrast('#ffffff', '#777777')).toBeCloseTo(4.48, 2);
    expect(readableOnWhite('#777777')).toBe(INK);
    expect(readableOnWhite('#767676')).toBe('#767676');
  });

  it('carry the words that can be read best on them', () => {
    fc.assert(
      fc.property(colours, (colour) => {
        const words = readableOn(colour);
        const other = words === INK ? '#ffffff' : INK;
        expect(contrast(words, colour)).toBeGreaterThanOrEqual(contrast(other, colour) - 1e-9);
        expect(contrast(words, colour)).toBeGreaterThan(4);
      }),
    );
  });

  it('are those of links only where they can be read on white', () => {
    fc.assert(
      fc.property(colours, (colour) => {
        const link = readableOnWhite(colour);
        expect(contrast(link, '#ffffff')).toBeGreaterThanOrEqual(4.5);
        if (contrast(colour, '#ffffff') >= 4.5) expect(link).toBe(colour);
      }),
    );
  });

  it('are mixed into white without leaving the way between the two', () => {
    fc.assert(
      fc.property(colours, fc.double({ min: 0, max: 1, noNaN: true }), (colour, share) => {
        const mixed = tintOf(colour, share);
        expect(mixed).toMatch(/^#[0-9a-f]{6}$/);
        for (const at of [1, 3, 5]) {
          const [own, tint] = [colour, mixed].map((hex) => parseInt(hex.slice(at, at + 2), 16));
          expect(tint).toBeGreaterThanOrEqual(own!);
          expect(tint).toBeLessThanOrEqual(255);
        }
      }),
    );
    expect(tintOf('#123456', 0)).toBe('#ffffff');
    expect(tintOf('#123456', 1)).toBe('#123456');
  });
});

describe('a brand', () => {
  it('of a shop that has chosen none is complete, even where the shop has no name', () => {
    for (const name of ['North', '']) {
      const brand = defaultBrand({ name, url: 'https://shop.example' });
      expect(brandSchema.parse(brand)).toEqual(brand);
      expect(brand.name).not.toBe('');
      expect(contrast(themeOf(brand).onAccent, brand.colour)).toBeGreaterThan(4.5);
    }
  });

  it.each([
    { colour: 'red' },
    { colour: '#12345' },
    { ground: '#12345g' },
    { logoUrl: 'logo.png' },
    { font: 'comic' },
    { language: 'English' },
    { name: '' },
    { more: 1 },
  ])('that cannot be drawn is refused: %j', (odd) => {
    expect(brandSchema.safeParse({ name: 'North', ...odd }).success).toBe(false);
  });

  it('with square corners has none that are round', () => {
    const theme = (corners: 'round' | 'square') => themeOf(brandSchema.parse({ name: 'North', corners }));
    expect(theme('square')).toMatchObject({ radius: 0, smallRadius: 0 });
    expect(theme('round').radius).toBeGreaterThan(theme('round').smallRadius);
  });
});
