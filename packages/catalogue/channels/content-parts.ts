/** A problem of a message's content, for the marketer who wrote it. Errors stop publishing. */
export interface ContentProblem {
  readonly severity: 'error' | 'warning';
  readonly code: string;
  /** Dotted path of the field inside the content: `subject`, `blocks.2.link`. */
  readonly field: string;
  readonly sentence: string;
  /** A new text for the whole field, with the title of the button, when there is nothing to choose. */
  readonly fix?: { readonly title: string; readonly text: string } | undefined;
}

const problemOf =
  (severity: ContentProblem['severity']) =>
  (code: string, field: string, sentence: string): ContentProblem => ({ severity, code, field, sentence });

/** A problem that stops publishing, and one that does not. */
export const contentError = problemOf('error');
export const contentWarning = problemOf('warning');

/** One piece of the content that may hold placeholders such as `{{ customer.firstName }}`. */
export interface ContentText {
  /** Dotted path of the field inside the content. */
  readonly field: string;
  /** As the marketer calls it: "the subject", "the button in block 3". */
  readonly where: string;
  readonly text: string;
  /** A missing value refuses a `link`; a text is rendered without it. */
  readonly use: 'text' | 'rich-text' | 'link';
}
