import { isSafeLink, type LinksToWrite } from '@millrace/channels';
import { unmark, VALUE_BEGINS, VALUE_ENDS } from '../liquid/marks.ts';

/** Matches a fenced value or written words that look like a web address, with values inside. */
const LINK = new RegExp(
  `(?:https?://|${VALUE_BEGINS}https?://)(?:${VALUE_BEGINS}[^${VALUE_ENDS}]*${VALUE_ENDS}|[^\\s${VALUE_BEGINS}])*`,
  'giu',
);

/** Filled-in text as plain text, with each web address replaced by its address in `links`. */
export function writeText(filled: string, links: LinksToWrite): string {
  return unmark(replaceLinks(filled, links))
    .replace(/[ \t]+$/gm, '')
    .replace(/[ \t]{2,}/g, ' ')
    .trim();
}

/**
 * The address without a full stop or bracket after it. A closing bracket belongs to the address when it was
 * opened in it.
 */
function withoutTrailing(whole: string): string {
  const least = whole.lastIndexOf(VALUE_ENDS) + 1;
  let link = whole;
  while (link.length > least) {
    const last = link.at(-1)!;
    if (!'.,;:!?)]'.includes(last)) break;
    if (last === ')' && count(link, '(') >= count(link, ')')) break;
    if (last === ']' && count(link, '[') >= count(link, ']')) break;
    link = link.slice(0, -1);
  }
  return link;
}

const count = (text: string, character: string): number => text.split(character).length - 1;

/** Replaces the addresses in a text. An address ends before a full stop or bracket that follows it. */
function replaceLinks(text: string, links: LinksToWrite): string {
  return text.replace(LINK, (whole) => {
    const link = withoutTrailing(whole);
    const trailing = whole.slice(link.length);
    if (!isSafeLink(unmark(link))) return whole;
    return (links.add(link, unmark(link), 'text') ?? '') + trailing;
  });
}
