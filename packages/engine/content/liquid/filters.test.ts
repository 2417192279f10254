import { currencyDecimals } from '@millrace/base';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluateTexts } from './evaluate.ts';
import { makeLiquid } from './engine.ts';
import { fillTexts } from './fill-texts.ts';
import { formatDate, KEPT_FILTERS, KEPT_TAGS } from './filters.ts';
import { unmark } from './marks.ts';
import { sampleView } from '../view/sample-view.ts';

const print = (text: string, variables: Record<string, unknown> = {}) => {
  const [result] = evaluateTexts([text], {
    currency: 'USD',
    locale: 'en-US',
    zone: 'UTC',
    dateOrder: 'unknown',
    ...variables,
  });
  return result!.ok
    ? unmark(result!.text).replaceAll('\u00a0', ' ').replaceAll('\u202f', ' ')
    : `refused: ${result!.problem}`;
};

describe('what a text may use', () => {
  it('is what is listed and our own, and nothing else that Liquid has', () => {
    const { filters, tags } = makeLiquid();
    expect(Object.keys(tags).sort()).toEqual([...KEPT_TAGS].sort());
    const own = [
      'money',
      'date',
      'plus',
      'minus',
      'times',
      'divided_by',
      'modulo',
      'at_least',
      'at_most',
      'abs',
      'ceil',
      'floor',
      'round',
    ];
    expect(Object.keys(filters).sort()).toEqual([...new Set([...KEPT_FILTERS, ...own])].sort());
  });

  it.each([
    'json',
    'raw',
    'sha256',
    'where_exp',
    'sort',
    'map',
    'escape',
    'inspect',
    'constructor',
    'toString',
  ])('is not the filter %s, which is refused by its name', (filter) => {
    expect(print(`{{ "a" | ${filter} }}`)).toMatch(
      new RegExp(`^refused: (there is no filter called “${filter}”|it cannot be read)`),
    );
  });

  it.each(['include', 'render', 'layout', 'capture', 'increment', 'cycle', 'tablerow', 'liquid', 'echo'])(
    'is not the tag %s, which is refused by its name',
    (tag) => {
      expect(print(`{% ${tag} x %}`)).toBe(`refused: “{% ${tag} %}” cannot be used in a message`);
    },
  );

  it.each([
    ['{{ name | upcase }} {{ name | downcase | capitalize }}', 'ANN BERG Ann berg'],
    ['{{ name | append: "!" | prepend: "Hi " }}', 'Hi Ann Berg!'],
    ['{{ "  a  b " | strip }}|{{ "  a  b " | squish }}', 'a  b|a b'],
    ['{{ name | truncate: 5 }}|{{ name | truncatewords: 1 }}', 'An...|Ann...'],
    ['{{ name | replace: "n", "m" | remove: "B" }}', 'Amm erg'],
    ['{{ tags | join: ", " }} {{ tags | first }} {{ tags | last }} {{ tags | size }}', 'a, b a b 2'],
    ['{{ "a b&c" | url_encode }}', 'a+b%26c'],
    ['{{ missing | default: "there" }}{{ "" | default: "x" }}{{ false | default: "y" }}', 'therexy'],
    ['{% assign x = "1" %}{% if x == "1" %}one{% else %}other{% endif %}', 'one'],
    ['{% for t in tags %}{{ t }}{% if t == "a" %}{% continue %}{% endif %};{% endfor %}', 'ab;'],
    [
      '{% case name %}{% when "Ann Berg" %}yes{% else %}no{% endcase %}{% unless false %}!{% endunless %}',
      'yes!',
    ],
    ['{% comment %}{{ name }}{% endcomment %}', ''],
    ['{{ name.constructor }}{{ tags.__proto__ }}', ''],
  ])('%s comes to %s', (text, expected) => {
    expect(print(text, { name: 'Ann Berg', tags: ['a', 'b'] })).toBe(expected);
  });
});

describe('money', () => {
  it('is in minor units of the currency of the cart, by the customs of the language', () => {
    expect(print('{{ 123456 | money }}')).toBe('$1,234.56');
    expect(print('{{ 123456 | money: "JPY" }}')).toBe('¥123,456');
    expect(print('{{ 123456 | money: "KWD" }}')).toBe('KWD 123.456');
    expect(print('{{ 123456 | money }}', { locale: 'de-DE', currency: 'EUR' })).toBe('1.234,56 €');
  });

  it('has every amount with as many places as its currency has', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1_000_000, max: 1_000_000 }),
        fc.constantFrom('USD', 'EUR', 'JPY', 'KWD', 'CLP'),
        (amount, currency) => {
          const shown = print('{{ amount | money: currency }}', { amount, currency });
          const digits = shown.replace(/\D/g, '').replace(/^0+(?=\d)/, '');
          expect(Number(digits)).toBe(Math.abs(amount));
          expect(/\.(\d+)$/.exec(shown)?.[1]?.length ?? 0).toBe(currencyDecimals(currency));
        },
      ),
    );
  });

  it.each(['"soon"', 'missing', '""', '"1,5"', '"1e400"', 'nil'])(
    'is nothing where there is no amount: %s',
    (value) => {
      expect(print(`{{ ${value} | money }}`)).toBe('');
    },
  );

  it('takes no currency that is none', () => {
    for (const currency of ['"usd"', '"EURO"', '1', 'missing'])
      expect(print(`{{ 100 | money: ${currency} }}`)).toBe('$1.00');
  });
});

describe('dates', () => {
  const at = Date.UTC(2026, 10, 21, 23, 30);

  it.each([
    ['short', 'Nov 21'],
    ['long', 'Saturday, November 21'],
    ['full', 'Saturday, November 21, 2026'],
    ['time', '11:30 PM'],
    ['date-time', 'Saturday, November 21 at 11:30 PM'],
    ['weekday', 'Saturday'],
    ['%Y', 'Saturday, November 21'],
    ['constructor', 'Saturday, November 21'],
  ])('in the style %s are %s', (style, shown) => {
    expect(print(`{{ at | date: "${style}" }}`, { at }).replace(',  ', ', ')).toBe(shown);
  });

  it('are those of the customer’s own zone, on both sides of a change of clocks', () => {
    // 2026-10-25, 00:30 and 01:30 UTC: half past two twice in Berlin.
    for (const [hour, minute] of [
      [0, 30],
      [1, 30],
    ] as const)
      expect(
        print('{{ at | date: "time" }}', { at: Date.UTC(2026, 9, 25, hour, minute), zone: 'Europe/Berlin' }),
      ).toBe('2:30 AM');
    expect(print('{{ at | date }}', { at, zone: 'Asia/Tokyo' })).toBe('Sunday, November 22');
    expect(print('{{ at | date: "long", "Asia/Tokyo" }}', { at })).toBe('Sunday, November 22');
  });

  it('of a day stay that day wherever somebody lives', () => {
    fc.assert(
      fc.property(
        fc.date({
          min: new Date(Date.UTC(1970, 0, 2)),
          max: new Date(Date.UTC(2099, 0, 1)),
          noInvalidDate: true,
        }),
        fc.constantFrom('Pacific/Kiritimati', 'Pacific/Pago_Pago', 'UTC', 'Asia/Kathmandu'),
        (day, zone) => {
          const text = day.toISOString().slice(0, 10);
          const expected = formatDate(Date.parse(`${text}T12:00:00Z`), 'UTC', 'en-US', 'full');
          expect(print('{{ day | date: "full" }}', { day: text, zone })).toBe(expected);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('of a day have no style that every object has either', () => {
    expect(print('{{ "2026-11-21" | date: "constructor" }}')).toBe('Saturday, November 21');
  });

  it.each(['"soon"', 'missing', '"2026-02-30"', '"03/04/2026"', '""'])(
    'that are none, or two, print nothing: %s',
    (value) => {
      expect(print(`{{ ${value} | date }}`)).toBe('');
    },
  );
});

describe('texts of a request', () => {
  it('are filled in by their names, without fences', () => {
    expect(fillTexts({ url: '/{{ customer.email }}', body: '', '': 'plain' }, sampleView())).toEqual({
      url: '/ann@example.com',
      body: '',
      '': 'plain',
    });
  });

  it('fail by the first that cannot be, with why', () => {
    expect(() => fillTexts({ a: 'fine', b: '{{ x | nope }}', c: '{% if %}' }, sampleView())).toThrow(
      /no filter called “nope”/,
    );
  });
});
