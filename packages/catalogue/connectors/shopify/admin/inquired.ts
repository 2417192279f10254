import { fail } from '@millrace/base';
import type { ActCall, ActOutcome } from '../../act.ts';
import type { Dialogue } from '../../dialogue.ts';
import type { ShopifyConfig } from '../config.ts';
import { adminRequest } from '../ask.ts';
import { admitted } from './admitted.ts';

type Data = Readonly<Record<string, unknown>>;

/** Asks something that changes nothing, and gives what Shopify said, or what that comes to. */
export function* asked(
  config: ShopifyConfig,
  query: string,
  variables: Data,
): Dialogue<{ readonly data: Data } | { readonly ends: ActOutcome }> {
  return admitted(yield adminRequest(config, query, variables));
}

/**
 * The thing the flow is about, by the id of the Admin API.
 * @throws MillraceError input-invalid when the shop has not told of it
 */
export function gidOf({ about }: ActCall, kind: 'Order' | 'Product'): string {
  const id = kind === 'Order' ? about.order : about.product;
  return id !== null && /^\d+$/.test(id)
    ? `gid://shopify/${kind}/${id}`
    : fail('input-invalid', {
        problems: `The shop has sent nothing about this ${kind.toLowerCase()}`,
        fields: [],
      });
}
