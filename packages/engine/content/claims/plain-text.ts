import { foldText } from '@millrace/base';

/** Stands for a value that is filled in: no letter and no digit, so that words around it stay words. */
export const FILLED = '\uE000';

/** A text as a reader sees it, for looking for words. */
export interface PlainText {
  /** Without formatting, tags and placeholders; `FILLED` is where a value is filled in. */
  readonly text: string;
  /** The same in lower case, for comparing. */
  readonly folded: string;
  /** Where each character of `folded` is in `text`, and the length of `text` at its end. */
  readonly at: readonly number[];
  /** Values that are filled in, with their places in `text`. */
  readonly filled: readonly { readonly path: string; readonly at: number }[];
  /** Paths that are named in conditions and other tags. */
  readonly tagged: readonly string[];
}

/** Characters at most; what is longer is not read to its end. */
export const READ = 20_000;

/** Characters that show nothing and would hide a word. */
const UNSEEN = /\p{Default_Ignorable_Code_Point}/gu;
const TAG = /\{\{-?([^{}]{0,1000})\}\}|\{%-?((?:[^%]|%(?!\})){0,1000})%\}/g;
const LITERAL = /"([^"]*)"|'([^']*)'/g;
const PATH = /^[A-Za-z_][\w-]*(?:\.[\w-]+|\[[^\]]*\])*/;
const NAMED = /\b[A-Za-z_]\w*(?:\.\w+)+/g;

/**
 * Reads a text with placeholders and formatting. Texts inside placeholders, such as the default for an empty
 * value, are read with it, since some people see them.
 */
export function plainText(written: string): PlainText {
  const filled: { path: string; at: number }[] = [];
  const tagged: string[] = [];
  let text = '';
  let last = 0;
  const source = unified(written.slice(0, READ));
  for (const match of source.matchAll(TAG)) {
    text += shown(source.slice(last, match.index));
    last = match.index + match[0].length;
    const [, value, tag] = match;
    const inside = value ?? tag ?? '';
    const literals = [...inside.matchAll(LITERAL)].map(([, one, other]) => one ?? other ?? '');
    const names = inside.replace(LITERAL, ' ').replace(/-$/, '');
    if (value === undefined) tagged.push(...(names.match(NAMED) ?? []));
    else {
      const path = PATH.exec(names.trim())?.[0];
      if (path !== undefined) filled.push({ path, at: text.length });
      text += path === undefined ? '' : FILLED;
    }
    // Formats such as "long" do no harm; a text that is added here would be seen.
    text += literals.map((literal) => ` ${shown(literal)}`).join('');
  }
  text += shown(source.slice(last));
  let folded = '';
  const at: number[] = [];
  let index = 0;
  for (const character of text) {
    const low = foldText(character);
    for (let part = 0; part < low.length; part += 1) at.push(index);
    folded += low;
    index += character.length;
  }
  at.push(text.length);
  return { text, folded, at, filled, tagged };
}

const unified = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(UNSEEN, '')
    .replaceAll(FILLED, '')
    .replace(/[\u2018\u2019\u201a\u201b\u2032\u00b4`]/g, "'")
    .replace(/[\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033]/g, '"')
    .replace(/[\u2010-\u2015\u2212]/g, '-');

/** Without the marks of formatted text; a link keeps its words. */
const shown = (text: string): string =>
  text
    .replace(/\[([^\]\n]{0,300})\]\([^)\n]{0,1000}\)/g, '$1')
    .replace(/[*_~]{1,3}(?=\S)|(?<=\S)[*_~]{1,3}/g, '')
    .replace(/^[ \t]*(?:#{1,6}|>|-)[ \t]+/gm, '');

/** The words of a part of the text as they were written. */
export const wordsAt = ({ text, at }: PlainText, from: number, to: number): string =>
  text.slice(at[from], at[to]).replaceAll(FILLED, '…').replace(/\s+/g, ' ').trim();
