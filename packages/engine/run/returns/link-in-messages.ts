import type { Context } from '@millrace/core/verb';
import type { Tx } from '@millrace/db';
import { returnPolicy } from './return-policy.ts';
import { returnsAddress } from './returns-address.ts';
import { LINK_VALID_FOR, orderToken } from './tokens.ts';

/** How a message names the link. */
export const RETURNS_LINK = 'links.returns';

/**
 * The link of a message to the returns page: to the items of the order that the flow is about, for 60 days, else to the
 * page that asks for one. Null while the page is off, or the content does not name it.
 * @param content of the message, with placeholders
 */
export async function returnsLink(
  tx: Tx,
  context: Context,
  content: unknown,
  orderId: string | null,
): Promise<string | null> {
  if (!JSON.stringify(content ?? null).includes(RETURNS_LINK)) return null;
  const [storefront] = await tx<{ site_key: string }[]>`select site_key from storefronts`;
  const { on } = await returnPolicy(tx);
  if (!storefront || !on) return null;
  const page = returnsAddress(context, storefront.site_key);
  return orderId === null
    ? page
    : `${page}/order/${orderToken(context, orderId, context.now() + LINK_VALID_FOR)}`;
}
