import { cutTo } from '@millrace/base';
import { CONTENT_VARIABLES } from './content-variables.ts';

const LABELS = new Map(
  CONTENT_VARIABLES.map(({ path, label }) => [path, label.charAt(0).toLowerCase() + label.slice(1)]),
);

/** Whole placeholders, and placeholders that were cut when the text was shortened. */
const PLACEHOLDER = /\{\{-?\s*([\w.]*)((?:[^{}\w.][^{}]*)?)(\}\}|\}?…|\}?$)/g;
/** Tags such as `{% if ... %}` are never shown. */
const TAG = /\{%[^{}]*(?:%\}|…|$)/g;

/**
 * A text with each placeholder replaced by its default, or else by its label, as in "Hi there, your [discount
 * code] waits". It never shows a brace of a placeholder, wherever the text was cut.
 */
export function inWords(text: string): string {
  return text
    .replace(TAG, (tag) => (tag.endsWith('…') ? '…' : ''))
    .replace(PLACEHOLDER, (_whole, path: string, rest: string, end: string) => {
      const instead = /default:\s*(?:"([^"]*)"|'([^']*)'|“([^”]*)”)/.exec(rest);
      const label = LABELS.get(path);
      const cut = end !== '}}';
      const tail = end.endsWith('…') ? '…' : '';
      if (instead) return `${instead[1] ?? instead[2] ?? instead[3] ?? ''}${tail}`;
      // A cut path may be the beginning of several paths.
      if (cut && !label) return tail || '…';
      return `[${label ?? spoken(path)}]${tail}`;
    })
    .replace(/\{\s*(?=…|$)/g, '');
}

/** `customer.properties.favouriteColour` is read as "favourite colour". */
function spoken(path: string): string {
  const last = path.split('.').findLast(Boolean) ?? 'something personal';
  return last
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase();
}

/** A cut moves back to the end of a word within this many characters. */
const NEAR = 15;

/** The text as by `inWords`, cut between words when it is longer than `most` characters. */
export function inFewWords(text: string, most: number): string {
  const line = inWords(text).trim().replace(/\s+/g, ' ');
  if (line.length <= most) return line;
  const short = cutTo(line, most - 1);
  const space = short.lastIndexOf(' ');
  const word =
    space < 0 || short.length - space > NEAR || line[short.length] === ' ' ? short : short.slice(0, space);
  return `${word.replace(/\[[^\]]*$/, '').trimEnd()}…`;
}
