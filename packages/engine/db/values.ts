import { passedLimit } from '@millrace/base';

/** The greatest instant there is in JavaScript, 275760-09-13. What the database calls later, or infinity, is shown as it. */
const FURTHEST = 8.64e15;
const WRITTEN = /^(\d{4,6})-(\d\d-\d\d)(?:[ T](\d\d:\d\d:\d\d(?:\.\d+)?))?([+-]\d\d(?::?\d\d)?)?( BC)?$/;

/**
 * An instant as PostgreSQL writes it (ISO style, in JSON with a T), as epoch milliseconds. What is beyond the calendar is the nearest instant
 * there is, never something that is no number: a list would break on it.
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

/** Deeper than anything that is let in, however it is wrapped on its way: only a row written past Millrace is nested so. */
const LIMITS = { depth: 200, values: 5_000_000 };

/** Stands where a value cannot be shown, so that what is around it still can. */
export const NOT_SHOWN = 'This value cannot be shown: it is nested too deeply.';

/** JSON from the database. A value that would cost more stack than there is becomes a sentence, and its row can be read. */
export const readStoredJson = (text: string): unknown =>
  passedLimit(text, LIMITS) ? NOT_SHOWN : (JSON.parse(text) as unknown);
