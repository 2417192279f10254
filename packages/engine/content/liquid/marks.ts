import { escapeHtml as escaped } from '@millrace/base';
import { wellFormed } from '@millrace/base';

/**
 * A value filled into a text is fenced by two private-use Unicode characters until the text is rendered. So a
 * customer's or a shop's name can never become formatting, a link or HTML, and a missing value is noticed.
 */
export const VALUE_BEGINS = '\uE010';
export const VALUE_ENDS = '\uE011';

/** Removes the characters that Millrace uses inside texts, and control characters. */
export function withoutMarks(text: string): string {
  return text.replace(/[\uE000-\uE01F\u0000-\u0008\u000B\u000C\u000E-\u001F]/g, '');
}

/** A value as it stands in an evaluated text. Objects, lists and missing values print nothing. */
export function markValue(value: unknown): string {
  const text =
    typeof value === 'string'
      ? value
      : typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint'
        ? String(value)
        : '';
  // A filter may have cut a character in two, which no database takes.
  return VALUE_BEGINS + wellFormed(withoutMarks(text)) + VALUE_ENDS;
}

/** The text as a person reads it. */
export function unmark(text: string): string {
  return text.replace(/[\uE010\uE011]/g, '');
}

/** Splits an evaluated text into the marketer's words and the filled-in values. */
export function pieces(text: string): { readonly text: string; readonly isValue: boolean }[] {
  return text
    .split(/(\uE010[^\uE011]*\uE011)/)
    .filter((piece) => piece !== '')
    .map((piece) =>
      piece.startsWith(VALUE_BEGINS)
        ? { text: unmark(piece), isValue: true }
        : { text: unmark(piece), isValue: false },
    );
}

export const escapeHtml = (text: string): string => escaped(withoutMarks(text));
