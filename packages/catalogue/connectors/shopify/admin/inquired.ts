import { fail } from '@millrace/base';
import type { ActCall, ActOutcome } from '../../act.ts';
import type { Dialogue } from '../../dialogue.ts';
import type { ShopifyConfig } from '../config.ts';
import { adminRequest } from '../ask.ts';
import { admitted } from './admitted.ts';

type Data = Readonly<Record<string, unknown>>;

/** Asks a question that changes nothing. Returns the data, or the outcome that ends the call. */
export function* asked(
  config: ShopifyConfig,
  query: string,
  variables: Data,
): Dialogue<{ readonly data: Data } | { readonly ends: ActOutcome }> {
  return admitted(yield adminRequest(config, query, variables));
}

/**
 * The Admin API's id of the order or product that the flow is about.
 * @throws MillraceError input-invalid if the shop has not reported it
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
