/** Text that can be encoded and stored: half a surrogate pair becomes the sign for what cannot be read. */
export function wellFormed(text: string): string {
  return text.replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, '\uFFFD');
}

/** At most so many UTF-16 units of a text, without half a character at the end. */
export function cutTo(text: string, most: number): string {
  const cut = text.slice(0, Math.max(0, most));
  return cut.length < text.length && /[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut;
}
