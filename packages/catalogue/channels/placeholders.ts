import { CONTENT_VARIABLES } from './content-variables.ts';

const LABELS = new Map(
  CONTENT_VARIABLES.map(({ path, label }) => [path, label.charAt(0).toLowerCase() + label.slice(1)]),
);

/** Whole placeholders, and ones that whoever shortened the text cut in two. */
const PLACEHOLDER = /\{\{-?\s*([\w.]*)((?:[^{}\w.][^{}]*)?)(\}\}|\}?…|\}?$)/g;
/** `{% if ... %}` and the like decide what is shown and are never shown themselves. */
const TAG = /\{%[^{}]*(?:%\}|…|$)/g;

/**
 * A text with placeholders as a marketer reads it: what stands in when the value is missing, else what the value is
 * called, as in "Hi there, your [discount code] waits". Never shows a brace of a placeholder, however the text was cut.
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
      // A path that was cut may be the beginning of several.
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

/** A cut goes back to the end of a word when one is this near. */
const NEAR = 15;

/** The text in words, cut between words where it is longer than `most` characters. */
export function inFewWords(text: string, most: number): string {
  const line = inWords(text).trim().replace(/\s+/g, ' ');
  if (line.length <= most) return line;
  const short = line.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, '');
  const space = short.lastIndexOf(' ');
  const word =
    space < 0 || short.length - space > NEAR || line[short.length] === ' ' ? short : short.slice(0, space);
  return `${word.replace(/\[[^\]]*$/, '').trimEnd()}…`;
}
