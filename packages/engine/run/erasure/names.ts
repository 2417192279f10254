import { keyFor } from '@millrace/core/store';
import type { Context } from '@millrace/core/verb';
import { createHmac } from 'node:crypto';

type Secret = Pick<Context, 'secret' | 'workspaceId'>;

/** What ids from outside that named an erased person are replaced with. */
export const ERASED = 'erased/';

/** HMAC-SHA-256 (RFC 2104) under a key of the installation: the same thing gives the same hash, and a hash gives nothing. */
function hashOf({ secret, workspaceId }: Secret, ...parts: readonly string[]): Buffer {
  return createHmac('sha256', keyFor(secret, 'erased'))
    .update([workspaceId, ...parts].join('\u0000'))
    .digest();
}

/** An e-mail address in lower case, or a number in E.164, as it is kept once its owner was erased. */
export const hashOfAddress = (context: Secret, channel: string, address: string): Buffer =>
  hashOf(context, 'address', channel, address);

/**
 * The name under which something of an erased person is kept that is told of again from outside, such as an order: told again,
 * it is found, and not made anew. 128 bits of the hash.
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
