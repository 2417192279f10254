import type { Context } from '@millrace/core/verb';
import type { Tx } from '@millrace/db';
import { isOfStore } from './browser-events.ts';
import { VISITOR_PARAMETER, visitorToken } from './visitor-token.ts';

/**
 * A link to a page of the store with the word who comes by it, so that the page knows its visitor. A link to any
 * other place stays as it is: nobody else gets to know.
 */
export async function withVisitor(
  tx: Tx,
  context: Context,
  link: string,
  customerId: string,
): Promise<string> {
  const [storefront] = await tx<{ origins: string[] }[]>`select origins from storefronts`;
  if (!storefront || !isOfStore(storefront, link)) return link;
  const token = visitorToken(context, { workspaceId: context.workspaceId, customerId, at: context.now() });
  const hash = link.indexOf('#');
  const [address, fragment] = hash < 0 ? [link, ''] : [link.slice(0, hash), link.slice(hash)];
  // Added to the text, so that nothing else of the address changes.
  return `${address}${address.includes('?') ? '&' : '?'}${VISITOR_PARAMETER}=${token}${fragment}`;
}
