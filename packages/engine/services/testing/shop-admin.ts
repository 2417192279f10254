import type { Context } from '@millrace/core/verb';
import { createConnection } from '../settings/connections.ts';
import { outside, type Outside } from './outside.ts';

/** A stand-in for a shop's Admin API that creates every code it is asked for and records its requests. */
export async function shopAdmin(): Promise<Outside & { readonly codes: Set<string> }> {
  const codes = new Set<string>();
  const server = await outside(({ body }) => {
    const { query, variables } = JSON.parse(body) as {
      query: string;
      variables: { code?: string; discount?: { code: string } };
    };
    if (query.includes('codeDiscountNodeByCode'))
      return {
        status: 200,
        body: { data: { found: codes.has(variables.code ?? '') ? { id: 'gid://1' } : null } },
      };
    if (variables.discount) codes.add(variables.discount.code);
    return {
      status: 200,
      body: {
        data: {
          made: { codeDiscountNode: { id: 'gid://1' }, userErrors: [] },
          tagged: { node: { id: 'gid://2' }, userErrors: [] },
        },
      },
    };
  });
  return { ...server, codes };
}

/** Connects a store that can create codes. Its address must be allowed by MILLRACE_ALLOW_INTERNAL. */
export async function connectShop(context: Context, url: string): Promise<string> {
  const config = {
    shopDomain: url,
    webhookSecret: 'a-secret-of-some-length',
    accessToken: 'shpat_of_the_test',
  };
  return (await createConnection(context, { connector: 'shopify', config })).id;
}
