import type { Context } from '@millrace/core/verb';
import { z } from 'zod';
import type { Sender } from './browser-events.ts';
import type { KnownStorefront } from './known-storefront.ts';
import { anonymousId } from './visitor-name.ts';
import { identitySecret, readIdentity, readVisitorToken } from './visitor-token.ts';

/** Who sends, as a page says it. */
export const senderSchema = z.object({
  /** The name of the browser, which it made at random. Pages send nothing before the visitor has agreed. */
  visitor: z.string().regex(/^[\w-]{16,64}$/),
  /** From the link in a message by which they came. */
  token: z.string().max(1_000).nullish(),
  /** Who is signed in, as the store's server says. */
  identity: z.string().max(2_100).nullish(),
});

/** Who sends, strongest word first: the store's server, a link of ours, the browser itself. */
export function senderOf(
  context: Context,
  storefront: KnownStorefront,
  { visitor, token, identity }: z.output<typeof senderSchema>,
): Sender {
  const now = context.now();
  const signed = identity ? readIdentity(identitySecret(context, storefront.siteKey), identity, now) : null;
  const id = token ? readVisitorToken(context, storefront.workspaceId, token, now) : null;
  const named = signed
    ? {
        ...(signed.email === undefined ? {} : { email: signed.email }),
        ...(signed.id === undefined ? {} : { externalId: signed.id }),
      }
    : id === null
      ? {}
      : { id };
  return { customer: { ...named, anonymousId: anonymousId(visitor) }, scope: visitor };
}
