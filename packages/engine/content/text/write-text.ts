import { isSafeLink, type LinksToWrite } from '@millrace/channels';
import { unmark, VALUE_BEGINS, VALUE_ENDS } from '../liquid/marks.ts';

/** Takes a fenced value or written words that look like a web address, values inside included. */
const LINK = new RegExp(
  `(?:https?://|${VALUE_BEGINS}https?://)(?:${VALUE_BEGINS}[^${VALUE_ENDS}]*${VALUE_ENDS}|[^\\s${VALUE_BEGINS}])*`,
  'giu',
);

/** Filled words as plain text, every web address in it as `links` gives it. */
export function writeText(filled: string, links: LinksToWrite): string {
  return unmark(replaceLinks(filled, links))
    .replace(/[ \t]+$/gm, '')
    .replace(/[ \t]{2,}/g, ' ')
    .trim();
}

/** Without the full stop or bracket that follows it: a closing bracket belongs to the link when it was opened in it. */
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

/** A link in words ends before the full stop or bracket that follows it. */
function replaceLinks(text: string, links: LinksToWrite): string {
  return text.replace(LINK, (whole) => {
    const link = withoutTrailing(whole);
    const trailing = whole.slice(link.length);
    if (!isSafeLink(unmark(link))) return whole;
    return (links.add(link, unmark(link), 'text') ?? '') + trailing;
  });
}
