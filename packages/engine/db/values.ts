import { passedLimit } from '@millrace/base';

/** The latest instant in JavaScript, 275760-09-13. A later one in the database, or infinity, becomes this. */
const FURTHEST = 8.64e15;
const WRITTEN = /^(\d{4,6})-(\d\d-\d\d)(?:[ T](\d\d:\d\d:\d\d(?:\.\d+)?))?([+-]\d\d(?::?\d\d)?)?( BC)?$/;

/**
 * Parses an instant as PostgreSQL writes it (ISO style, in JSON with a T) into epoch milliseconds. An instant
 * beyond the calendar becomes the nearest one, never NaN, which would break a list.
 */
export function readInstant(text: string): number {
  const [, year = '', date = '', time = '00:00:00', zone = '+00', before] = WRITTEN.exec(text) ?? [];
  if (year === '') return text.startsWith('-') ? -FURTHEST : FURTHEST;
  const astronomical = before ? 1 - Number(year) : Number(year);
  const written = `${astronomical < 0 ? '-' : '+'}${String(Math.abs(astronomical)).padStart(6, '0')}`;
  const offset = /^[+-]\d\d$/.test(zone) ? `${zone}:00` : zone.replace(/^([+-]\d\d)(\d\d)$/, '$1:$2');
  const at = Date.parse(`${written}-${date}T${time}${offset}`);
  return Number.isNaN(at) ? (before ? -FURTHEST : FURTHEST) : at;
}

/** More than the intake ever accepts. Only a row that Millrace did not write is nested deeper. */
const LIMITS = { depth: 200, values: 5_000_000 };

/** Stands for a value that cannot be shown, so that the rest can be. */
export const NOT_SHOWN = 'This value cannot be shown: it is nested too deeply.';

/**
 * Parses JSON from the database. A value that would overflow the stack becomes a sentence, and the rest of
 * its row can be read.
 */
export const readStoredJson = (text: string): unknown =>
  passedLimit(text, LIMITS) ? NOT_SHOWN : (JSON.parse(text) as unknown);
