import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CONTENT_VARIABLES, emailChannel, inFewWords, inWords, smsChannel } from './index.ts';

const unbraced = fc.string({ unit: 'grapheme', maxLength: 200 }).filter((text) => !/[{}]/.test(text));

describe('a text in few words', () => {
  it('without a placeholder is the text itself, in one line', () => {
    fc.assert(
      fc.property(unbraced, (text) => {
        expect(inWords(text)).toBe(text);
        expect(inFewWords(text, 1_000)).toBe(text.trim().replace(/\s+/g, ' '));
      }),
    );
  });

  it('is never cut within an emoji, and begins as the text does', () => {
    const emoji = fc.array(fc.constantFrom('😀', '🛒', 'a', ' ', 'Cart'), { maxLength: 60 });
    fc.assert(
      fc.property(emoji, fc.integer({ min: 1, max: 60 }), (parts, most) => {
        const line = parts.join('').trim().replace(/\s+/g, ' ');
        const few = inFewWords(parts.join(''), most);
        expect(few).not.toMatch(/\p{Surrogate}/u);
        expect(few.length).toBeLessThanOrEqual(Math.max(most, 1));
        expect(line.startsWith(few.replace(/…$/, ''))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('takes whatever is written, however it is cut', () => {
    const odd = fc.array(
      fc.constantFrom('{', '}', '{{', '}}', '{%', '%}', '…', '"', ' | default: ', 'a.b', ' '),
      {
        maxLength: 30,
      },
    );
    fc.assert(
      fc.property(odd, fc.integer({ min: 1, max: 40 }), (parts, most) => {
        expect(inFewWords(parts.join(''), most).length).toBeLessThanOrEqual(most);
      }),
      { numRuns: 1_000 },
    );
  });

  it('is found for a text of any length, in time that grows with it', () => {
    // A path that was tried at each of its lengths took minutes.
    for (const text of [
      ...['{{', '{{ ', '{%', '{{ a | ', '{', '[x', '{{ a | default: "'].map((piece) => piece.repeat(4_000)),
      `{{${'a'.repeat(60_000)}{`,
      `{{${' '.repeat(4_000)}{`,
    ])
      expect(inFewWords(text, 90).length).toBeLessThanOrEqual(90);
  }, 20_000);
});

describe('every placeholder that can be picked', () => {
  it.each(CONTENT_VARIABLES.map((variable) => [variable.path, variable] as const))('%s', (path, variable) => {
    expect(variable.insert).toMatch(/^\{\{ .+ \}\}$/);
    expect(variable.insert).toContain(path);
    expect(variable.label).toMatch(/^[A-Z]/);
    expect(variable.example.trim()).not.toBe('');
    if (variable.type === 'money') expect(variable.insert).toContain('| money');
    if (variable.type === 'date') expect(variable.insert).toContain('| date');
    if (variable.insert.includes('| default')) expect(variable.mayBeMissing).toBe(true);
    // On a card it is called by its label, or by what stands in for it.
    const words = inWords(`Now ${variable.insert}!`);
    const instead = /default: "([^"]*)"/.exec(variable.insert)?.[1];
    expect(words.toLowerCase()).toBe(`now ${instead ?? `[${variable.label.toLowerCase()}]`}!`);
  });

  it('reads well on the card of any message', () => {
    fc.assert(
      fc.property(fc.constantFrom(...CONTENT_VARIABLES), unbraced, ({ insert }, around) => {
        const text = `${around} ${insert} ${around}`;
        expect(smsChannel.plainSummary({ text })).not.toMatch(/\{\{|\}\}/);
        expect(emailChannel.plainSummary({ subject: text })).not.toMatch(/\{\{|\}\}/);
      }),
    );
  });
});
