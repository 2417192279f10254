/** An entry of the command palette. */
export interface PaletteEntry {
  readonly id: string;
  readonly title: string;
  readonly icon?: string;
  /** Small text after the title. */
  readonly about?: string;
  /** More words that find it. */
  readonly words?: readonly string[];
  readonly keys?: readonly string[];
}

/** Lower case without accents, so that "cafe" finds "Café". */
function plain(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

const wordsIn = (text: string): readonly string[] =>
  plain(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

/** Rank of a matching entry: 0 if its title begins with the typed text, 1 if a word of the title does, otherwise 2. */
export function distance(entry: PaletteEntry, query: string): number {
  const typed = plain(query).trim();
  if (plain(entry.title).startsWith(typed)) return 0;
  return fits({ id: entry.id, title: entry.title }, query) ? 1 : 2;
}

/** Whether every typed word begins a word of the entry, in any order: "pub fl" finds "Publish this flow". */
export function fits(entry: PaletteEntry, query: string): boolean {
  const said = wordsIn([entry.title, entry.about ?? '', ...(entry.words ?? [])].join(' '));
  return wordsIn(query).every((typed) => said.some((word) => word.startsWith(typed)));
}
