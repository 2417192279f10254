import {
  fail,
  isStorable,
  JSON_LIMITS,
  limitInWords,
  passedLimit,
  storableProblem,
  storableText,
} from '@millrace/base';

/**
 * A zero byte, or half of a surrogate pair, written as an escape. JSON allows them, but PostgreSQL cannot
 * store them.
 */
const UNSTORABLE = /\\u(?:0000|d[89a-f])/i;

/**
 * What to do with text that cannot be stored. `refuse`: refuse everything, with an error that says where it
 * is. `leave`: refuse bytes that are not UTF-8; leave characters to the code that checks each item.
 * `replace`: clean and keep it, for webhooks, because their sender cannot correct it, and a lost event is
 * worse than a name with a gap.
 */
export type Unstorable = 'refuse' | 'leave' | 'replace';

/**
 * Reads JSON from outside. Limits its depth and number of values before parsing.
 * @throws MillraceError text-malformed, json-malformed, limit-exceeded, input-invalid
 */
export function readJson(bytes: Uint8Array, unstorable: Unstorable): unknown {
  const text = readText(bytes, unstorable);
  const passed = passedLimit(text, JSON_LIMITS);
  if (passed)
    fail('limit-exceeded', {
      limit: limitInWords(passed, JSON_LIMITS),
      limitName: passed,
      most: JSON_LIMITS[passed],
    });
  const value = parse(text, unstorable === 'replace' && UNSTORABLE.test(text));
  if (unstorable === 'refuse' && UNSTORABLE.test(text)) refuseUnstorable(value);
  return value;
}

function parse(text: string, clean: boolean): unknown {
  try {
    return clean ? (JSON.parse(text, cleaned) as unknown) : (JSON.parse(text) as unknown);
  } catch (error) {
    return fail('json-malformed', {}, error);
  }
}

function readText(bytes: Uint8Array, unstorable: Unstorable): string {
  if (unstorable === 'replace') return new TextDecoder().decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    return fail('text-malformed', { position: firstOutside(bytes) }, error);
  }
}

/** Position of the first byte that is not UTF-8, from 0. */
function firstOutside(bytes: Uint8Array): number {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  const written = new TextEncoder().encode(text);
  let at = written.findIndex((byte, index) => byte !== bytes[index]);
  if (at === -1) return written.length;
  // The replacement character can begin with the same byte. A byte 10xxxxxx continues a character, so go back
  // to its first byte.
  while (((written[at] ?? 0) & 0xc0) === 0x80) at -= 1;
  return at;
}

const WITHOUT_END = Number.MAX_SAFE_INTEGER;
const TEXT_ONLY = {
  depth: WITHOUT_END,
  values: WITHOUT_END,
  text: WITHOUT_END,
  name: WITHOUT_END,
  size: WITHOUT_END,
};

/** @throws MillraceError input-invalid naming the field */
export function refuseUnstorable(value: unknown): void {
  const found = storableProblem(value, TEXT_ONLY);
  if (found)
    fail('input-invalid', {
      problems: found.field ? `${found.field}: ${found.problem}` : found.problem,
      fields: [found],
    });
}

function cleaned(_name: string, value: unknown): unknown {
  if (typeof value === 'string') return storableText(value);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.keys(value).every(isStorable)
    ? value
    : Object.fromEntries(Object.entries(value).map(([name, item]) => [storableText(name), item]));
}
