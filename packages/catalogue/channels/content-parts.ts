/** What is wrong with the content of a message, said to the marketer who wrote it. Errors stop publishing. */
export interface ContentProblem {
  readonly severity: 'error' | 'warning';
  readonly code: string;
  /** Dotted path of the field inside the content: `subject`, `blocks.2.link`. */
  readonly field: string;
  readonly sentence: string;
  /** What the whole field could say instead, where nothing has to be chosen, with the words for the button. */
  readonly fix?: { readonly title: string; readonly text: string } | undefined;
}

/** One piece of the content that may hold placeholders such as `{{ customer.firstName }}`. */
export interface ContentText {
  /** Dotted path of the field inside the content. */
  readonly field: string;
  /** As the marketer calls it: "the subject", "the button in block 3". */
  readonly where: string;
  readonly text: string;
  /** A link has to be whole: a missing value in it refuses the link. Text may have gaps. */
  readonly use: 'text' | 'rich-text' | 'link';
}
