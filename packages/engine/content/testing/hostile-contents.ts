/** Contents written to block their rendering, for tests of the web server and the worker under attack. */
export interface HostileContent {
  readonly name: string;
  readonly channel: 'email' | 'sms';
  readonly content: Readonly<Record<string, unknown>>;
}

/** Longest text of a block and of a text message; see the schemas of the channels. */
const BLOCK = 20_000;
const SMS = 1_600;
const BLOCKS = 60;

const filled = (piece: string, length: number): string =>
  piece.repeat(Math.max(1, Math.floor(length / piece.length)));
const loops = (depth: number, most: number, inside: string): string =>
  `${Array.from({ length: depth }, (_, at) => `{% for v${at} in (1..${most}) %}`).join('')}${inside}${'{% endfor %}'.repeat(depth)}`;
const nested = (open: string, close: string, inside: string, length: number): string => {
  const depth = Math.floor((length - inside.length) / (open.length + close.length));
  return open.repeat(depth) + inside + close.repeat(depth);
};

/** Texts for any available length. */
const TEXTS: readonly (readonly [string, (room: number) => string])[] = [
  ['ninety thousand numbers', () => '{% for a in (1..90000) %}{{ a }} {% endfor %}'],
  ['numbers as letters', () => '{% for a in (1..90000) %}7{% endfor %}'],
  ['two loops', () => loops(2, 3_000, '{{ v0 }}')],
  ['three loops of nothing', () => loops(3, 2_000, '')],
  ['six loops', () => loops(6, 100, '{{ v1 | times: v2 | plus: v3 }}')],
  ['a range without end', () => '{% for a in (1..999999999999) %}x{% endfor %}'],
  ['a backward range', () => '{% for a in (99999999..1) %}x{% endfor %}{{ (1..99999) | size }}'],
  [
    'ranges in ranges',
    () => '{% for a in (1..300) %}{% for b in (1..600) %}{{ b | divided_by: a }}{% endfor %}{% endfor %}',
  ],
  [
    'a text that doubles',
    (room) => `{% assign a = "xxxxxxxx" %}${filled('{% assign a = a | append: a %}', room - 60)}{{ a }}`,
  ],
  [
    'a text that grows tenfold',
    (room) =>
      `{% assign a = "xxxxx" %}${filled('{% assign a = a | replace: "x", "xxxxxxxxxx" %}', room - 60)}{{ a }}`,
  ],
  [
    'a text doubled in a loop',
    () =>
      '{% assign a = "0123456789" %}{% for i in (1..60) %}{% assign a = a | append: a %}{% endfor %}{{ a | size }}',
  ],
  [
    'a text prepended to itself',
    () =>
      '{% assign a = "é" %}{% for i in (1..5000) %}{% assign a = a | prepend: "é😀" %}{% endfor %}{{ a }}',
  ],
  [
    'letters split and joined',
    () =>
      '{% assign a = "abcdefghij" %}{% for i in (1..14) %}{% assign a = a | append: a %}{% endfor %}{% for i in (1..500) %}{% assign b = a | split: "" | join: "--" %}{% endfor %}{{ b }}',
  ],
  [
    'words cut again and again',
    () =>
      '{% assign a = "a " %}{% for i in (1..15) %}{% assign a = a | append: a %}{% endfor %}{% for i in (1..3000) %}{{ a | truncatewords: 20000 }}{% endfor %}',
  ],
  [
    'blanks squeezed',
    () =>
      '{% assign a = "        " %}{% for i in (1..13) %}{% assign a = a | append: a %}{% endfor %}{% for i in (1..3000) %}{{ a | append: "x" | squish | strip }}{% endfor %}',
  ],
  [
    'everything replaced by itself',
    () =>
      '{% assign a = "aaaaaaaa" %}{% for i in (1..12) %}{% assign a = a | append: a %}{% endfor %}{% for i in (1..4000) %}{% assign a = a | replace: "a", "b" | replace: "b", "a" %}{% endfor %}{{ a }}',
  ],
  [
    'everything removed',
    () =>
      '{% assign a = "abababab" %}{% for i in (1..13) %}{% assign a = a | append: a %}{% endfor %}{% for i in (1..4000) %}{{ a | remove: "b" | upcase | downcase | size }}{% endfor %}',
  ],
  [
    'a word encoded',
    () =>
      '{% assign a = "😀é%" %}{% for i in (1..14) %}{% assign a = a | append: a %}{% endfor %}{% for i in (1..200) %}{{ a | url_encode | size }}{% endfor %}',
  ],
  [
    'a number that never ends',
    () =>
      '{% assign a = 9 %}{% for i in (1..20000) %}{% assign a = a | times: 9999999999 | plus: 0.1 %}{% endfor %}{{ a }}',
  ],
  [
    'a division that never ends',
    () => '{% for i in (1..60000) %}{{ 1 | divided_by: 3.0000001 | round: 18 }}{% endfor %}',
  ],
  [
    'roundings without end',
    () => '{{ 1.5 | round: 999999999 }}{{ 1 | times: 1e308 | times: 1e308 }}{{ 1e400 | round: 5 }}',
  ],
  [
    'a slice of a billion',
    () => '{% assign a = "abc" %}{{ a | slice: -1000000000, 2000000000 }}{{ a | truncate: 2000000000, "…" }}',
  ],
  ['conditions without end', (room) => `{% if ${filled('a or ', room - 40)}b %}x{% endif %}`],
  [
    'comparisons without end',
    (room) => `{% if ${filled('customer.firstName contains "A" and ', room - 60)}true %}x{% endif %}`,
  ],
  ['ifs in ifs', (room) => nested('{% if true %}', '{% endif %}', 'x', room)],
  ['fors in fors', (room) => nested('{% for a in (1..2) %}', '{% endfor %}', 'x', room)],
  ['cases in cases', (room) => nested('{% case 1 %}{% when 1 %}', '{% endcase %}', 'x', room)],
  [
    'unless in unless',
    (room) => nested('{% unless false %}', '{% endunless %}', '{{ customer.city }}', room),
  ],
  ['comments in comments', (room) => nested('{% comment %}', '{% endcomment %}', 'x', room)],
  ['brackets in brackets', (room) => `{{ ${nested('customer[', ']', '"a"', room - 10)} }}`],
  ['filters without end', (room) => `{{ "a"${filled(' | append: "aaaaaaaa"', room - 20)} }}`],
  ['strips without end', (room) => `{{ "  a  "${filled(' | strip | upcase | squish', room - 20)} }}`],
  ['assignments without end', (room) => filled('{% assign abc = "abc" | append: abc %}', room)],
  ['placeholders without end', (room) => filled('{{ a }}', room)],
  ['every property', (room) => filled('{{ customer.properties.long }}', room)],
  [
    'a property letter by letter',
    () =>
      '{% assign p = customer.properties.long | split: "" %}{% for a in p %}{% for b in p %}{{ a }}{{ b }}{% endfor %}{% endfor %}',
  ],
  [
    'a property in itself',
    () =>
      '{% for i in (1..500) %}{% assign p = customer.properties.long | replace: "a", customer.properties.long %}{% endfor %}{{ p }}',
  ],
  [
    'lines of a cart in lines of a cart',
    () =>
      loops(
        1,
        5_000,
        '{% for line in cart.lines %}{{ line.title }}{% for other in cart.lines %}{{ other.price | money }}{% endfor %}{% endfor %}',
      ),
  ],
  [
    'dates without end',
    () => '{% for a in (1..90000) %}{{ a | times: 86400000 | date: "date-time" }}{% endfor %}',
  ],
  ['money without end', () => '{% for a in (1..90000) %}{{ a | money: "XTS" }}{% endfor %}'],
  ['openings without an end', (room) => filled('{{ ', room)],
  ['tags without an end', (room) => filled('{% if ', room)],
  ['half a tag in a tag', (room) => filled('{% {{ %} }}', room)],
  ['quotes without an end', (room) => `{{ ${filled('"a', room - 10)} }}`],
  ['blanks without end', (room) => `a${filled(' \t', room - 2)}b`],
  ['line breaks without end', (room) => filled('\n \t', room)],
  ['square brackets without end', (room) => filled('[', room)],
  ['links that never close', (room) => filled('[a](', room)],
  ['stars without end', (room) => filled('*a', room)],
  ['stars around stars', (room) => nested('**a', 'a*', 'x', room)],
  ['a link a word', (room) => filled('[a](https://a.example/{{ x }}b) ', room)],
  ['links made in a loop', () => '{% for a in (1..9000) %}[a](https://a.example/{{ a }}) {% endfor %}'],
  ['addresses without end', (room) => `https://a.example/${filled('%7B', room - 30)}`],
  ['full stops behind an address', (room) => `https://a.example/${filled('.', room - 30)}a`],
  ['accents on a letter', (room) => `e${filled('\u0301', room - 2)}`],
  ['flags without end', (room) => filled('🇩', room)],
  ['marks of direction', (room) => filled('\u202e\u2066م', room)],
  ['private characters', (room) => filled('\uE010\uE0005\uE001\uE0200\uE021', room)],
  ['a dash that was never written', () => '{%- for a in (1..50000) -%} {{- a -}} {%- endfor -%}'],
  ['captures in captures', (room) => nested('{% capture a %}', '{% endcapture %}{{ a }}{{ a }}', 'x', room)],
  [
    'counters and cycles',
    (room) =>
      filled('{% increment a %}{% cycle "a", "b" %}{% tablerow a in (1..9) %}{% endtablerow %}', room),
  ],
  [
    'patterns that go back and forth',
    (room) => `{{ "${filled('a-', room / 2)}!" | split: "-a-a" | join: "-" | remove: "a-a-!" | squish }}`,
  ],
  [
    'values that are lists',
    () =>
      '{% for a in (1..3000) %}{% assign l = "a,b,c" | split: "," %}{{ l | join: customer.properties.long }}{% endfor %}',
  ],
];

/** Blocks with as much as they can hold; each is repeated sixty times. */
const HEAVY: readonly (readonly [string, Readonly<Record<string, unknown>>])[] = [
  [
    'texts',
    { type: 'text', text: filled('**bold** *and* [a](https://a.example)\n\n- one\n- two\n\n', BLOCK) },
  ],
  ['headings', { type: 'heading', text: filled('<&>"', 200) }],
  [
    'pictures',
    {
      type: 'image',
      url: 'https://a.example/{{ customer.properties.long }}.png',
      alt: filled('"', 200),
      link: 'https://a.example',
    },
  ],
  [
    'buttons',
    { type: 'button', label: filled('&', 80), link: 'https://a.example/{{ customer.properties.long }}' },
  ],
  ['carts', { type: 'cart', maximum: 20 }],
  ['recommendations', { type: 'recommendations', title: filled('&', 200), count: 6 }],
  ['discounts', { type: 'discount', title: '{{ discount.label }}', note: filled('&', 300) }],
  ['loops', { type: 'text', text: '{% for a in (1..9000) %}{{ a }}{% endfor %}' }],
  ['footers', { type: 'footer', note: filled('&', 300) }],
  ['spaces', { type: 'spacer', height: 120 }],
];

/** About two hundred contents, each of its own kind. */
export function hostileContents(): readonly HostileContent[] {
  const one = TEXTS.flatMap(([name, write]): HostileContent[] => [
    { name: `${name}, in a text message`, channel: 'sms', content: { text: write(SMS).slice(0, SMS) } },
    {
      name: `${name}, in an e-mail`,
      channel: 'email',
      content: { subject: 'Hi', blocks: [{ type: 'text', text: write(BLOCK).slice(0, BLOCK) }] },
    },
    {
      name: `${name}, in sixty blocks`,
      channel: 'email',
      content: {
        subject: write(250).slice(0, 250),
        blocks: Array.from({ length: BLOCKS }, () => ({
          type: 'text',
          text: write(BLOCK / 10).slice(0, BLOCK / 10),
        })),
      },
    },
  ]);
  const heavy = HEAVY.map(([name, block]): HostileContent => ({
    name: `sixty ${name}`,
    channel: 'email',
    content: { subject: 'Hi', blocks: Array.from({ length: BLOCKS }, () => block) },
  }));
  const addresses = Array.from({ length: BLOCKS }, (_, at) => ({
    type: 'text',
    text: filled(`[a](https://a.example/${at}/{{ x }}) `, BLOCK),
  }));
  return [
    ...one,
    ...heavy,
    { name: 'addresses in sixty blocks', channel: 'email', content: { subject: 'Hi', blocks: addresses } },
  ];
}
