import { isStorable } from './storable.ts';

/** Text that can be encoded: each lone half of a surrogate pair becomes the replacement character. */
export const wellFormed = (text: string): string => text.replace(/[\ud800-\udfff]/gu, '\ufffd');

/** Text that the database takes: without zero bytes, and well formed. */
export const storableText = (text: string): string =>
  isStorable(text) ? text : wellFormed(text.replaceAll('\0', ''));

/** At most so many UTF-16 units of a text, never ending within a surrogate pair. */
export function cutTo(text: string, most: number): string {
  const cut = text.slice(0, Math.max(0, most));
  return cut.length < text.length && /[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut;
}
