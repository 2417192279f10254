/** The core of a message, with placeholders: what is carried over when it goes by another channel. */
export interface CoreWords {
  /** One line; empty for a channel without titles. */
  readonly title: string;
  /** Plain paragraphs with an empty line between them. */
  readonly text: string;
  /** Where it leads; empty when nowhere. */
  readonly link: string;
  /** Whether it shows the discount code of the person. */
  readonly showsCode: boolean;
}

const CODE = '{{ discount.code }}';
export const tellsCode = (text: string): boolean => /\{\{[^{}]*\bdiscount\.code\b/.test(text);

/** The line that shows the code, where the words do not show it themselves. */
export const codeLine = ({ title, text, showsCode }: CoreWords): string =>
  showsCode && !tellsCode(`${title} ${text}`) ? `{{ discount.label }}: ${CODE}` : '';

/** An address, or a placeholder that stands for one. */
const LINK = /https?:\/\/[^\s)]+|\{\{-?[^{}]*url\b[^{}]*\}\}/i;

/** A text without the first link in it, and the link; empty when there is none. */
export function linkApart(text: string): { readonly text: string; readonly link: string } {
  const link = LINK.exec(text)?.[0] ?? '';
  return { text: link === '' ? text.trim() : tidy(text.replace(link, '')), link };
}

const tidy = (text: string): string =>
  text
    .replace(/[ \t]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/[\s:\u2192-]+$/u, '')
    .trim();

/** Marked text as plain words: `**bold**` is bold, `[words](link)` is words. */
export const unmarked = (text: string): string =>
  text
    .replace(/\[([^\]]+)\]\([^)]*\)/g, '$1')
    .replace(/\*\*([^*]+)\*\*/g, '$1')
    .replace(/\*([^*\n]+)\*/g, '$1');

/**
 * The first sentences of a text that fit, in one line; never part of one, so that no placeholder is cut. Empty when the first is
 * too long by itself.
 * @param most characters
 */
export function firstLines(text: string, most: number): string {
  const sentences =
    text.replace(/\s+/g, ' ').match(/(?:\{\{[^{}]*\}\}|\{%[^{}]*%\}|[^.!?{]|\{|[.!?](?!\s|$))+[.!?]*\s*/g) ??
    [];
  let kept = '';
  for (const sentence of sentences) {
    if ((kept + sentence).trimEnd().length > most) break;
    kept += sentence;
  }
  return kept.trim();
}
