import { fail } from '@millrace/base';

/** A zero byte, or half of a surrogate pair, written as an escape: JSON allows them, no database text can hold them. */
const UNSTORABLE = /\\u(?:0000|d[89a-f])/i;

/**
 * Reads JSON from outside. Characters that cannot be stored are taken out rather than refusing a whole batch for one name.
 * @throws MillraceError json-malformed
 */
export function readJson(text: string): unknown {
  try {
    return UNSTORABLE.test(text) ? (JSON.parse(text, cleaned) as unknown) : (JSON.parse(text) as unknown);
  } catch (error) {
    return fail('json-malformed', {}, error);
  }
}

function cleaned(_name: string, value: unknown): unknown {
  if (typeof value === 'string') return storable(value);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.keys(value).some((name) => storable(name) !== name)
    ? Object.fromEntries(Object.entries(value).map(([name, item]) => [storable(name), item]))
    : value;
}

/** Lone halves of surrogate pairs become the replacement character. */
const storable = (text: string) =>
  text.replaceAll('\u0000', '').replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd');
