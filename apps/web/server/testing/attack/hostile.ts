/** One input and what is wrong with it. */
export interface Hostile {
  readonly what: string;
  readonly input: unknown;
}

const nested = (levels: number): unknown =>
  Array.from({ length: levels }).reduce<unknown>((inner) => ({ a: [inner] }), 1);
/** Stands for a number that JSON can write and no program can hold; see `asText`. */
const ENDLESS = '@@1e999@@';

/** Values that nobody who means well sends. */
export const VALUES: readonly (readonly [what: string, value: unknown])[] = [
  ['null', null],
  ['yes', true],
  ['no text', ''],
  ['a blank', ' '],
  ['nought', 0],
  ['a negative number', -1],
  ['a fraction', 1.5],
  ['a huge number', 1e300],
  ['a hugely negative number', -1e300],
  ['an endless number', ENDLESS],
  ['beyond exact integers', 2 ** 53],
  ['beyond any database integer', 2 ** 63],
  ['after the last instant', 8.64e15 + 1],
  ['a zero byte', 'a\0b'],
  ['half a letter', '\ud800'],
  ['a long text', 'x'.repeat(3_000)],
  ['a very long text', 'x'.repeat(200_000)],
  ['an empty list', []],
  ['an empty object', {}],
  ['a list of lists', [[[1]]]],
  ['deep within the limit', nested(20)],
  ['deep beyond the limit', nested(800)],
  ['an id of nobody', '01a1fced-09e3-7e35-b690-000000000000'],
  ['no id', 'not-an-id'],
  ['a date there is not', '9999-99-99T99:99:99Z'],
  ['a number in words', '1e999'],
  ['a name every object has', '__proto__'],
  ['another name every object has', 'constructor'],
  ['words of SQL', "' or 1=1; --"],
  ['words of templates', '{{ 7 | times: 7 }}{% for i in (1..9) %}x{% endfor %}${7*7}'],
  ['percent signs', '%00%ff%'],
  ['other scripts', '‮שלום 👩🏽‍🚀 ﷽'],
  ['a path', '../../../../etc/passwd'],
  ['a cursor of somebody else', Buffer.from('[1e300,"x"]').toString('base64url')],
  ['a cursor nobody made', Buffer.from('[[[[]]]]').toString('base64url')],
];

/** Bodies that are no input at all. */
export const BODIES: readonly (readonly [what: string, body: string | Uint8Array<ArrayBuffer>])[] = [
  ['nothing', ''],
  ['a blank', ' '],
  ['half an object', '{"a":'],
  ['null', 'null'],
  ['a list', '[]'],
  ['a text', '"text"'],
  ['a number', '1e999'],
  ['bytes that are no text', new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d])],
  ['compressed bytes', new Uint8Array([0x1f, 0x8b, 0x08, 0, 0, 0, 0, 0])],
  ['a million levels', '['.repeat(1_000_000)],
  ['a zero byte', '{"a\\u0000":"\\u0000"}'],
  ['a prototype', '{"__proto__":{"id":1},"constructor":{"prototype":{}}}'],
  ['a form', 'email=a%40b.c&password=x'],
];

/**
 * Every value in the place of each part of an example, each part left out, and one part too many.
 * @param names parts that may be given and are not in the example
 */
export function hostileInputs(example: unknown, names: readonly string[]): Hostile[] {
  const whole = VALUES.map(([what, input]) => ({ what, input }));
  if (typeof example !== 'object' || example === null) return whole;
  const places = placesIn(example);
  const more = names.filter((name) => !(name in example)).map((name) => [name]);
  return [
    ...whole,
    ...places.map((place) => ({
      what: `without ${place.join('.')}`,
      input: changed(example, place, undefined),
    })),
    ...[...places, ...more].flatMap((place) =>
      VALUES.map(([what, value]) => ({
        what: `${what} as ${place.join('.')}`,
        input: changed(example, place, value),
      })),
    ),
    { what: 'a part nobody knows', input: { ...example, surprise: 'x' } },
  ];
}

/** Places two levels deep: what lies below is the same kind of thing again. */
function placesIn(value: object, before: readonly string[] = []): string[][] {
  return Object.entries(value).flatMap(([name, inner]) => {
    const place = [...before, name];
    return typeof inner === 'object' && inner !== null && place.length < 3
      ? [place, ...placesIn(inner as object, place).slice(0, 12)]
      : [place];
  });
}

function changed(value: unknown, [name = '', ...rest]: readonly string[], to: unknown): unknown {
  const copy: Record<string, unknown> | unknown[] = Array.isArray(value)
    ? [...(value as unknown[])]
    : { ...(value as Record<string, unknown>) };
  const record = copy as Record<string, unknown>;
  if (rest.length > 0) record[name] = changed(record[name], rest, to);
  else if (to === undefined) delete record[name];
  else record[name] = to;
  return copy;
}

/** An input as it goes over the wire. */
export const asText = (input: unknown): string =>
  (JSON.stringify(input) ?? '').replaceAll(`"${ENDLESS}"`, '1e999');
