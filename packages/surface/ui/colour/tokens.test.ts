import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FAMILY_NAMES } from '../node-card/families.ts';
import { contrast, tokensOf } from './contrast.ts';

const css = readFileSync(new URL('../tokens.css', import.meta.url), 'utf8');
const themes = { light: tokensOf(css, ':root'), dark: tokensOf(css, '.dark') };
const GROUNDS = ['ground', 'surface', 'raised', 'sunken'];
const STATES = ['good', 'waiting', 'blocked', 'broken'];

/** Pairs that meet on screen: text over ground. */
const textPairs = [
  ...['ink', 'soft', 'faint', 'river', 'river-deep', ...STATES].flatMap((text) =>
    GROUNDS.map((ground) => [text, ground] as const),
  ),
  ...[...STATES, ...FAMILY_NAMES].map((name) => [name, `${name}-tint`] as const),
  ...FAMILY_NAMES.flatMap((name) => ['surface', 'raised', 'ground'].map((ground) => [name, ground] as const)),
  ['river', 'river-tint'],
  ['ink', 'river-tint'],
  ['soft', 'river-tint'],
  ['on-press', 'press'],
  ['on-press', 'press-deep'],
  ['on-broken', 'broken'],
] as const;

const edgePairs = ['raised', 'surface', 'ground'].map((ground) => ['control', ground] as const);

describe.each(Object.entries(themes))('the colours of the %s theme', (_, tokens) => {
  const colour = (name: string) => tokens[name] ?? expect.fail(`no token --${name}`);

  it.each(textPairs)('can be read by people with weak sight: %s on %s', (text, ground) => {
    expect(contrast(colour(text), colour(ground))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(edgePairs)('show where a control begins: %s on %s', (edge, ground) => {
    expect(contrast(colour(edge), colour(ground))).toBeGreaterThanOrEqual(3);
  });

  it('gives each family of nodes its own hue', () => {
    expect(new Set(FAMILY_NAMES.map(colour)).size).toBe(FAMILY_NAMES.length);
  });
});

describe('the contrast formula', () => {
  it('gives the published values for black, white and mid grey', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
    expect(contrast('#ffffff', '#ffffff')).toBe(1);
    expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
  });
});
