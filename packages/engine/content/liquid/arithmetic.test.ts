import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { evaluateTexts } from './evaluate.ts';
import { unmark } from './marks.ts';

const print = (text: string, variables: Record<string, unknown> = {}) => {
  const [result] = evaluateTexts([text], { currency: 'USD', locale: 'en-US', ...variables });
  return result!.ok ? unmark(result!.text) : `refused: ${result!.problem}`;
};

describe('arithmetic in a message', () => {
  it.each([
    ['{{ 0.0725 | times: 100 }}', '7.25'],
    ['{{ 0.1 | plus: 0.2 }}', '0.3'],
    ['{{ 1.1 | times: 3 }}', '3.3'],
    ['{{ 1.005 | times: 100 | round }}', '101'],
    ['{{ 1.005 | round: 2 }}', '1.01'],
    ['{{ -1.005 | round: 2 }}', '-1.01'],
    ['{{ 2.5 | round }}', '3'],
    ['{{ -2.5 | round }}', '-3'],
    ['{{ 1234.5 | round: -2 }}', '1200'],
    ['{{ 100 | minus: 99.9 }}', '0.1'],
    ['{{ 8.41 | minus: 8.40 }}', '0.01'],
    ['{{ 9.95 | times: 3 }}', '29.85'],
    ['{{ 4.35 | times: 100 }}', '435'],
    ['{{ 5 | divided_by: 2 }}', '2.5'],
    ['{{ 1 | divided_by: 3 | round: 4 }}', '0.3333'],
    ['{{ 10 | divided_by: 4 }}', '2.5'],
    ['{{ 0.3 | divided_by: 0.1 }}', '3'],
    ['{{ 5.3 | modulo: 0.1 }}', '0'],
    ['{{ -7 | modulo: 3 }}', '2'],
    ['{{ 7 | modulo: -3 }}', '-2'],
    ['{{ 4.2 | ceil }} {{ 4.2 | floor }} {{ -4.2 | ceil }} {{ -4.2 | floor }} {{ 4 | ceil }}', '5 4 -4 -5 4'],
    ['{{ -0.5 | abs }} {{ 3 | at_least: 3.5 }} {{ 3 | at_most: 2.5 }}', '0.5 3.5 2.5'],
    ['{{ "12.50" | plus: "0.05" }}', '12.55'],
    ['{{ missing | plus: 1 }} {{ "soon" | times: 3 }}', '1 0'],
    ['{{ 5 | divided_by: 0 }}|{{ 5 | modulo: 0 }}', '|'],
    ['{{ 1e400 | plus: 1 }}', '1'],
    ['{{ 9007199254740993 | plus: 0 }}', '9007199254740992'],
    ['{{ "9007199254740993" | plus: 0 }}', '9007199254740993'],
    ['{{ 0.0000001 | times: 3 }}', '0.0000003'],
    ['{{ 1250 | times: 0.9 | money }}', '$11.25'],
    ['{% if 0.3 | plus: 0 %}yes{% endif %}', 'yes'],
  ])('%s is %s', (text, expected) => {
    expect(print(text)).toBe(expected);
  });

  it('is exact for numbers of up to four decimal places', () => {
    const cents = fc.integer({ min: -9_999_999, max: 9_999_999 });
    const written = (value: number) =>
      `${value < 0 ? '-' : ''}${Math.floor(Math.abs(value) / 10_000)}.${String(Math.abs(value) % 10_000).padStart(4, '0')}`;
    const shown = (value: bigint, places: number) => {
      const all = (value < 0n ? -value : value).toString().padStart(places + 1, '0');
      const part = all.slice(-places).replace(/0+$/, '');
      return `${value < 0n ? '-' : ''}${all.slice(0, -places)}${part === '' ? '' : `.${part}`}`;
    };
    fc.assert(
      fc.property(cents, cents, (one, two) => {
        const [left, right] = [BigInt(one), BigInt(two)];
        const values = { a: written(one), b: written(two) };
        expect(print('{{ a | plus: b }}', values)).toBe(shown(left + right, 4));
        expect(print('{{ a | minus: b }}', values)).toBe(shown(left - right, 4));
        expect(print('{{ a | times: b }}', values)).toBe(shown(left * right, 8));
        if (two !== 0) expect(print('{{ a | times: b | divided_by: b }}', values)).toBe(shown(left, 4));
      }),
      { numRuns: 300 },
    );
  });

  it('terminates on ever larger numbers', () => {
    const grown = `{% assign a = 9 %}${'{% assign a = a | times: a %}'.repeat(60)}{{ a }}`;
    expect(print(grown)).toMatch(/^\d*$/);
    expect(print('{{ 1 | round: 99999999999 }}{{ 1.5 | round: -99999999999 }}')).toBe('10');
  });
});
