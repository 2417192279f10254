import { fail } from '@millrace/base';
import { z } from 'zod';
import type { HttpAnswered, HttpRequest } from '../../exchange.ts';
import type { ShopifyConfig } from '../config.ts';

/** Published each quarter and kept for a year. */
const VERSION = '2026-10';

/** A question to the Admin API of the shop. @throws MillraceError connection-invalid without an access token */
export function askAdmin(
  { shopDomain, accessToken }: ShopifyConfig,
  query: string,
  variables: Readonly<Record<string, unknown>>,
): HttpRequest {
  if (!accessToken) fail('connection-invalid', { problem: 'it has no Admin API access token.' });
  const origin = shopDomain.startsWith('http://') ? shopDomain : `https://${shopDomain}`;
  return {
    method: 'POST',
    url: `${origin}/admin/api/${VERSION}/graphql.json`,
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ query, variables }),
    auth: { kind: 'header', name: 'x-shopify-access-token', value: accessToken },
  };
}

const costSchema = z.looseObject({
  requestedQueryCost: z.number(),
  throttleStatus: z.looseObject({ currentlyAvailable: z.number(), restoreRate: z.number().positive() }),
});
const envelope = z.looseObject({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z
    .array(
      z.looseObject({
        message: z.string().catch(''),
        extensions: z.looseObject({ code: z.string().optional() }).optional().catch(undefined),
      }),
    )
    .optional(),
  extensions: z.looseObject({ cost: z.unknown() }).partial().optional(),
});

/** What came of a question: its data and how long to wait before the next of its kind, or how long to wait before it is asked again. */
export type Asked =
  | { readonly data: Readonly<Record<string, unknown>>; readonly waitMs: number }
  | { readonly againMs: number; readonly reason: string };

/**
 * Reads an answer with status 2xx, which may still be a no: `errors` of the whole are read here, `userErrors` by whoever asked.
 * @throws MillraceError `connection-invalid` without the scope, `input-invalid` for everything that will not change by waiting
 */
export function dataOf({ json }: HttpAnswered): Asked {
  const read = envelope.safeParse(json);
  if (!read.success) return fail('input-invalid', { problems: 'Shopify: the answer cannot be read' });
  const { data, errors, extensions } = read.data;
  const codes = (errors ?? []).flatMap((error) => error.extensions?.code ?? []);
  if (codes.includes('THROTTLED')) return { againMs: waitFor(extensions?.cost) || 1_000, reason: 'Shopify asks us to go more slowly.' };
  if (codes.includes('INTERNAL_SERVER_ERROR')) return { againMs: 60_000, reason: 'Shopify had an error of its own.' };
  if (codes.includes('ACCESS_DENIED'))
    return fail('connection-invalid', { problem: 'the access token lacks a permission (scope) for this.' });
  if (errors !== undefined && errors.length > 0)
    return fail('input-invalid', { problems: `Shopify does not take the question: ${errors[0]!.message.slice(0, 200)}` });
  if (!data) return fail('input-invalid', { problems: 'Shopify: the answer has no data' });
  return { data, waitMs: waitFor(extensions?.cost) };
}

/** Milliseconds until the same may be asked again: (asked for - available) / restored a second. Nought when it may be at once. */
function waitFor(cost: unknown): number {
  const read = costSchema.safeParse(cost);
  if (!read.success) return 0;
  const { requestedQueryCost, throttleStatus } = read.data;
  const lacking = (requestedQueryCost - throttleStatus.currentlyAvailable) / throttleStatus.restoreRate;
  return Math.min(60, Math.max(0, Math.ceil(lacking))) * 1_000;
}
