import { DAY, HOUR, type Instant, type Json } from '@millrace/base';
import { signToken, verifyToken } from '@millrace/content';
import { keyFor } from '@millrace/core/store';
import type { Context } from '@millrace/core/verb';

/** Milliseconds in which somebody fills in a return. */
export const FILLED_IN_WITHIN = HOUR;
/** Milliseconds for which a link in a message leads to the items of its order. */
export const LINK_VALID_FOR = 60 * DAY;
/** Milliseconds for which the page of a return can be opened. */
const RETURN_VALID_FOR = 180 * DAY;

type Signing = Pick<Context, 'secret' | 'workspaceId'>;
type Purpose = 'return-order' | 'return';

const signingSecret = ({ secret }: Pick<Context, 'secret'>) =>
  keyFor(secret, 'returns').toString('base64url');

function tokenOf(context: Signing, purpose: Purpose, id: string, until: Instant): string {
  return signToken(signingSecret(context), purpose, { w: context.workspaceId, i: id, u: until });
}

function idIn(context: Signing, purpose: Purpose, token: string, now: Instant): string | null {
  const payload = verifyToken(signingSecret(context), purpose, token) as Record<string, Json> | null;
  if (!payload || payload['w'] !== context.workspaceId) return null;
  const { i: id, u: until } = payload;
  return typeof id === 'string' && typeof until === 'number' && now < until ? id : null;
}

/** The word that somebody may return things of an order: ids only, and only for some time. */
export const orderToken = (context: Signing, orderId: string, until: Instant): string =>
  tokenOf(context, 'return-order', orderId, until);

/** The order of a token; null when it is forged, too old, or of another store. */
export const orderOfToken = (context: Signing, token: string, now: Instant): string | null =>
  idIn(context, 'return-order', token, now);

/** The word that a return is theirs. */
export const returnToken = (context: Signing, returnId: string, now: Instant): string =>
  tokenOf(context, 'return', returnId, now + RETURN_VALID_FOR);

/** The return of a token; null when it is forged, too old, or of another store. */
export const returnOfToken = (context: Signing, token: string, now: Instant): string | null =>
  idIn(context, 'return', token, now);
