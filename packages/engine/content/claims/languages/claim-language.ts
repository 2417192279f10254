/** Categories whose claims the law regulates, which a store may sell in. */
export const REGULATED_CATEGORIES = ['health', 'cosmetics', 'supplements', 'finance', 'alcohol'] as const;
export type RegulatedCategory = (typeof REGULATED_CATEGORIES)[number];

/**
 * What the guard knows of a language, as data. A phrase is words in lower case: `word*` is any word that begins
 * so, `a|b` is either, `word?` may be missing, `#` is a number, in digits, in words or as a placeholder, and `~`
 * is at most three words.
 */
export interface ClaimLanguage {
  /** ISO 639-1. */
  readonly id: string;
  /** Frequent words by which a text of this language is recognised. Those that another language here has too are left out. */
  readonly frequent: readonly string[];
  /** Numbers in words, of two and more: "one" is mostly an article. */
  readonly numbers: Readonly<Record<string, number>>;
  /** Words for per cent. */
  readonly percent: readonly string[];
  /** What makes a number in words a statement: "two days", "ten euros". */
  readonly units: readonly string[];
  /** The names and abbreviations of the twelve months, in order. */
  readonly months: readonly (readonly string[])[];
  /** Those that are also other words, so that they count next to a number only. */
  readonly monthsWithNumber: readonly string[];
  readonly weekdays: readonly string[];
  /** Other words for a day. */
  readonly days: readonly string[];
  /** That something ends. */
  readonly deadline: readonly string[];
  /** That there is little of something. */
  readonly scarcity: readonly string[];
  /** Pressure without saying what ends. */
  readonly urgency: readonly string[];
  readonly shipping: readonly string[];
  /** That something costs less or nothing. */
  readonly discount: readonly string[];
  readonly superlative: readonly string[];
  readonly guarantee: readonly string[];
  /** Promises that are checked for every store, beside those of its categories. */
  readonly health: readonly string[];
  readonly finance: readonly string[];
  readonly categories: Readonly<Record<RegulatedCategory, readonly string[]>>;
  /** Phrases that are none of these, though they look like one. */
  readonly harmless: readonly string[];
}
