/** A variant as it was written, before it is checked. */
export interface WrittenVariant {
  /** What is different about it, in a few words: "Question", "Benefit". */
  readonly angle: string;
  /** The facts in words that it says it uses. */
  readonly said: readonly string[];
  /** New texts, by field of the content. */
  readonly texts: Readonly<Record<string, string>>;
}
