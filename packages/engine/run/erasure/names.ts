import { keyFor } from '@millrace/core/store';
import type { Context } from '@millrace/core/verb';
import { createHmac } from 'node:crypto';

type Secret = Pick<Context, 'secret' | 'workspaceId'>;

/** Prefix of the hashes that replace external ids of an erased person. */
export const ERASED = 'erased/';

/**
 * HMAC-SHA-256 (RFC 2104) with a key of the installation. Equal inputs give equal hashes, and a hash does not
 * reveal its input.
 */
function hashOf({ secret, workspaceId }: Secret, ...parts: readonly string[]): Buffer {
  return createHmac('sha256', keyFor(secret, 'erased'))
    .update([workspaceId, ...parts].join('\u0000'))
    .digest();
}

/** The hash kept for an erased person's e-mail address in lower case or phone number in E.164. */
export const hashOfAddress = (context: Secret, channel: string, address: string): Buffer =>
  hashOf(context, 'address', channel, address);

/**
 * The replacement for the external id of an erased person's order, refund or event. The same id gives the
 * same replacement, so a later event finds the row and creates no new one. Uses 128 bits of the hash.
 */
export function erasedName(
  context: Secret,
  what: 'event' | 'order' | 'refund' | 'answer',
  name: string,
): string {
  return name.startsWith(ERASED)
    ? name
    : ERASED + hashOf(context, what, name).subarray(0, 16).toString('base64url');
}
