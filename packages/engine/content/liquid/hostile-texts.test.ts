import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { evaluateTexts } from './evaluate.ts';
import { unmark } from './marks.ts';
import { sampleView } from '../view/sample-view.ts';

const view = sampleView() as unknown as Record<string, unknown>;
const fill = (text: string, variables: Record<string, unknown> = view) =>
  evaluateTexts([text], variables)[0]!;
const words = (text: string, variables?: Record<string, unknown>) => {
  const result = fill(text, variables);
  return result.ok ? unmark(result.text) : `refused: ${result.problem}`;
};

describe('hostile texts', () => {
  it.each([
    '{% include "package.json" %}',
    '{% render "/etc/passwd" %}',
    '{% layout "x" %}',
    '{% tablerow x in (1..9) %}{% endtablerow %}',
    '{% capture x %}a{% endcapture %}',
    '{% liquid assign a = 1 %}',
    '{% echo customer %}',
    '{% raw %}{{ a }}{% endraw %}',
  ])('cannot use the tag in %s', (text) => {
    expect(words(text)).toMatch(/^refused: “\{% \w+ %\}” cannot be used in a message$/);
  });

  it.each([
    'raw',
    'json',
    'inspect',
    'jsonify',
    'where_exp: "a", "a"',
    'sha256',
    'hmac_sha256: "k"',
    'base64_decode',
    'strip_html',
    'concat: customer',
    'map: "x"',
  ])('cannot use the filter %s', (filter) => {
    expect(words(`{{ customer | ${filter} }}`)).toMatch(/^refused: there is no filter called/);
  });

  it.each([
    '{{ this }}',
    '{{ this.process.env }}',
    '{{ globalThis }}',
    '{{ process.env.PATH }}',
    '{{ constructor }}',
    '{{ customer.constructor }}',
    '{{ customer.constructor.constructor }}',
    '{{ customer.__proto__ }}',
    '{{ customer["constructor"]["name"] }}',
    '{{ customer.toString }}',
    '{{ customer.firstName.constructor }}',
    '{{ customer.hasOwnProperty }}',
    '{{ customer }}',
    '{{ cart.lines }}',
    '{{ cart.lines[0] }}',
    '{{ nothing.at.all }}',
  ])('find nothing behind %s', (text) => {
    expect(words(text)).toBe('');
  });

  it('print nothing for a missing value, never undefined, null or NaN', () => {
    const empty = {
      customer: { firstName: null, lastOrderAt: null, totalSpent: undefined },
      currency: 'USD',
      zone: 'UTC',
      locale: 'en-US',
    };
    const text =
      'Hi {{ customer.firstName }}|{{ customer.middleName }}|{{ customer.totalSpent | money }}|{{ customer.lastOrderAt | date }}|{{ customer.firstName | default: "there" }}';
    expect(words(text, empty)).toBe('Hi ||||there');
  });

  it.each([
    [
      'three nested loops',
      '{% for a in (1..3000) %}{% for b in (1..3000) %}{% for c in (1..3000) %}x{% endfor %}{% endfor %}{% endfor %}',
    ],
    ['a range without end', '{% for a in (1..999999999) %}x{% endfor %}'],
    [
      'a text that doubles itself',
      `{% assign a = "xxxxxxxxxxxxxxxx" %}${'{% assign a = a | append: a %}'.repeat(40)}{{ a }}`,
    ],
    [
      'a replacement that grows',
      `{% assign a = "xxxxxxxxxx" %}${'{% assign a = a | replace: "x", "xxxxxxxxxx" %}'.repeat(12)}{{ a }}`,
    ],
    ['a text longer than any message', '{{ a }}'.repeat(10_000)],
  ])('are stopped by a limit: %s', (_name, text) => {
    expect(words(text)).toMatch(/^refused: the text (is too long|takes too long|grows too large)/);
  });

  it('cannot take more than the time of three texts, however many there are', () => {
    const slow = '{% for a in (1..2000) %}{% for b in (1..2000) %}{{ a | times: b }}{% endfor %}{% endfor %}';
    const results = evaluateTexts(
      Array.from({ length: 60 }, (_, index) => `${slow}${index}`),
      view,
    );
    expect(results).toHaveLength(60);
    expect(results.every((result) => !result.ok)).toBe(true);
  });

  it('never throw and never leak a fence', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.string(),
            fc.constantFrom(
              '{{',
              '}}',
              '{%',
              '%}',
              '{% if a %}',
              '{% endif %}',
              '{{ customer.firstName }}',
              '|',
              'default: "x"',
              '\uE010',
              '\uE011',
              '\uE0005\uE001',
            ),
          ),
          { maxLength: 12 },
        ),
        (parts) => {
          const result = fill(parts.join(''));
          if (result.ok) expect(unmark(result.text)).not.toMatch(/[\uE000-\uE01F]/);
          else expect(result.problem).not.toBe('');
        },
      ),
      { numRuns: 300 },
    );
  });
});
