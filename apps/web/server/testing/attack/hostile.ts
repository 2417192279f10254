/** One input and what is wrong with it. */
export interface Hostile {
  readonly what: string;
  readonly input: unknown;
}

const nested = (levels: number): unknown =>
  Array.from({ length: levels }).reduce<unknown>((inner) => ({ a: [inner] }), 1);
/** Stands for a number that JSON can express and no program can hold; see `asText`. */
const ENDLESS = '@@1e999@@';

/** Values that an honest caller never sends. */
export const VALUES: readonly (readonly [what: string, value: unknown])[] = [
  ['null', null],
  ['true', true],
  ['an empty text', ''],
  ['a blank', ' '],
  ['zero', 0],
  ['a negative number', -1],
  ['a fraction', 1.5],
  ['a huge number', 1e300],
  ['a hugely negative number', -1e300],
  ['an infinite number', ENDLESS],
  ['beyond exact integers', 2 ** 53],
  ['beyond any database integer', 2 ** 63],
  ['after the last instant', 8.64e15 + 1],
  ['a zero byte', 'a\0b'],
  ['half a surrogate pair', '\ud800'],
  ['a long text', 'x'.repeat(3_000)],
  ['a very long text', 'x'.repeat(200_000)],
  ['an empty list', []],
  ['an empty object', {}],
  ['a list of lists', [[[1]]]],
  ['deep within the limit', nested(20)],
  ['deep beyond the limit', nested(800)],
  ['an unknown id', '01a1fced-09e3-7e35-b690-000000000000'],
  ['an invalid id', 'not-an-id'],
  ['an impossible date', '9999-99-99T99:99:99Z'],
  ['a number as text', '1e999'],
  ['a name that every object has', '__proto__'],
  ['another name that every object has', 'constructor'],
  ['SQL', "' or 1=1; --"],
  ['template syntax', '{{ 7 | times: 7 }}{% for i in (1..9) %}x{% endfor %}${7*7}'],
  ['percent signs', '%00%ff%'],
  ['other scripts', '‮שלום 👩🏽‍🚀 ﷽'],
  ['a path', '../../../../etc/passwd'],
  ['a cursor with wrong values', Buffer.from('[1e300,"x"]').toString('base64url')],
  ['a cursor with a wrong shape', Buffer.from('[[[[]]]]').toString('base64url')],
];

/** Bodies that are not valid input. */
export const BODIES: readonly (readonly [what: string, body: string | Uint8Array<ArrayBuffer>])[] = [
  ['nothing', ''],
  ['a blank', ' '],
  ['half an object', '{"a":'],
  ['null', 'null'],
  ['a list', '[]'],
  ['a text', '"text"'],
  ['a number', '1e999'],
  ['bytes that are not UTF-8', new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d])],
  ['compressed bytes', new Uint8Array([0x1f, 0x8b, 0x08, 0, 0, 0, 0, 0])],
  ['a million levels', '['.repeat(1_000_000)],
  ['a zero byte', '{"a\\u0000":"\\u0000"}'],
  ['a prototype', '{"__proto__":{"id":1},"constructor":{"prototype":{}}}'],
  ['a form', 'email=a%40b.c&password=x'],
];

/**
 * Inputs made from an example: each part replaced by each value, each part left out, and one unknown part added.
 * @param names optional parts that are not in the example
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
    { what: 'an unknown part', input: { ...example, surprise: 'x' } },
  ];
}

/** The paths to parts, at most three names deep, because deeper parts are of the same kinds again. */
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

/** An input as JSON. */
export const asText = (input: unknown): string =>
  (JSON.stringify(input) ?? '').replaceAll(`"${ENDLESS}"`, '1e999');
