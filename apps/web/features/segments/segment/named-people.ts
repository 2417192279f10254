/** Most people that one request can name. */
export const MOST_NAMED = 1_000;

/** E-mail addresses and phone numbers in a text: one in a line, or several with commas or semicolons between them. */
export function namedIn(text: string): readonly string[] {
  const names = text
    .split(/[\n\r,;]+/)
    // As programs copy an address: Ann Berg <ann@example.com>.
    .map((part) => (/<([^<>]+@[^<>]+)>/.exec(part)?.[1] ?? part).trim())
    .filter((part) => part !== '');
  return [...new Map(names.map((name) => [name.toLowerCase(), name])).values()];
}
