import { wellFormed } from '@millrace/base';
import { isSafeLink } from '@millrace/channels';
import { sendableLink } from './sendable-link.ts';
import { pieces, VALUE_BEGINS, VALUE_ENDS } from '../liquid/marks.ts';

/**
 * The link in an evaluated text, or null when it is refused: a value in it is missing, or it is not an
 * address for customers. A value that is not the whole beginning is encoded for its place. What the marketer
 * or the shop wrote is unchanged, except for characters of other scripts (`sendable-link.ts`).
 */
export function wholeLink(evaluated: string): string | null {
  if (evaluated.includes(VALUE_BEGINS + VALUE_ENDS)) return null;
  let link = '';
  for (const piece of pieces(evaluated.trim())) {
    if (!piece.isValue || link === '') link += piece.text;
    // A value from `url_encode` must not be encoded again.
    else if (/^(?:[\w.~!*'()+-]|%[0-9a-f]{2})*$/i.test(piece.text)) link += piece.text;
    else link += encodeURIComponent(wellFormed(piece.text));
  }
  // Characters that no address may hold, written as a browser writes them.
  link = link.trim().replace(/[ "<>]/g, encodeURIComponent);
  return isSafeLink(link) ? sendableLink(link) : null;
}
