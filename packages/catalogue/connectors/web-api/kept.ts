import { cutTo, storableText } from '@millrace/base';
import type { Json } from '@millrace/base';
import type { KeptField } from '../acts/web-request.ts';

const LONGEST_TEXT = 2_000;

/**
 * The fields of an answer to store, each with its type; null for a field that is missing or of another type.
 */
export function keptOf(answer: unknown, keep: readonly KeptField[]): Readonly<Record<string, Json>> {
  return Object.fromEntries(keep.map(({ path, name, type }) => [name, asType(at(answer, path), type)]));
}

/** The value at a path such as `items.0.id`; undefined if there is none. */
function at(answer: unknown, path: string): unknown {
  let value = answer;
  for (const part of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined;
    value = (value as Readonly<Record<string, unknown>>)[part];
  }
  return value;
}

function asType(value: unknown, type: KeptField['type']): Json {
  if (type === 'number') {
    const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
    return typeof number === 'number' && Number.isFinite(number) ? number : null;
  }
  if (type === 'boolean')
    return value === true || value === 'true' ? true : value === false || value === 'false' ? false : null;
  return typeof value === 'string'
    ? cutTo(storableText(value), LONGEST_TEXT)
    : typeof value === 'number' || typeof value === 'boolean'
      ? String(value)
      : null;
}
