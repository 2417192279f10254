import { isSafeLink } from '@millrace/channels';
import { sendableLink } from './sendable-link.ts';
import { pieces, VALUE_BEGINS, VALUE_ENDS } from '../liquid/marks.ts';
import { wellFormed } from '../whole-characters.ts';

/**
 * Makes a link of an evaluated text, or null when it is refused: a value in it is missing, or it is not an address a
 * customer may be sent to. A value that is not the whole beginning is encoded for its place; what the marketer or the shop
 * wrote stays as it is, but for characters of other scripts (`sendable-link.ts`).
 */
export function wholeLink(evaluated: string): string | null {
  if (evaluated.includes(VALUE_BEGINS + VALUE_ENDS)) return null;
  let link = '';
  for (const piece of pieces(evaluated.trim())) {
    if (!piece.isValue || link === '') link += piece.text;
    // A value that came from `url_encode` must not be encoded once more.
    else if (/^(?:[\w.~!*'()+-]|%[0-9a-f]{2})*$/i.test(piece.text)) link += piece.text;
    else link += encodeURIComponent(wellFormed(piece.text));
  }
  // What no address may hold and a browser would write so.
  link = link.trim().replace(/[ "<>]/g, encodeURIComponent);
  return isSafeLink(link) ? sendableLink(link) : null;
}
