import { fail } from '@millrace/base';
import { z } from 'zod';
import type { HttpRequest } from '../exchange.ts';
import { originOf, type ShopifyConfig } from './config.ts';

/** Published each quarter and kept for a year. */
const VERSION = '2026-10';

/**
 * A request to the Admin API of the shop.
 * @throws MillraceError connection-invalid without an access token
 */
export function adminRequest(
  config: ShopifyConfig,
  query: string,
  variables: Readonly<Record<string, unknown>>,
): HttpRequest {
  const { accessToken } = config;
  if (!accessToken) fail('connection-invalid', { problem: 'it has no Admin API access token.' });
  return {
    method: 'POST',
    url: `${originOf(config)}/admin/api/${VERSION}/graphql.json`,
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ query, variables }),
    auth: { kind: 'header', name: 'x-shopify-access-token', value: accessToken },
  };
}

const envelope = z.looseObject({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z
    .union([
      z.string(),
      z.array(
        z.looseObject({
          message: z.string().catch(''),
          extensions: z.looseObject({ code: z.string().optional() }).optional().catch(undefined),
        }),
      ),
    ])
    .optional(),
  extensions: z.looseObject({ cost: z.unknown() }).partial().optional(),
});

const costs = z.looseObject({
  requestedQueryCost: z.number(),
  throttleStatus: z.looseObject({ currentlyAvailable: z.number(), restoreRate: z.number().positive() }),
});

/**
 * Why Shopify returned no data: rate limit, an internal error, a missing permission, an unknown token, a
 * refused request, or an unreadable answer.
 */
export type No = 'slower' | 'theirs' | 'denied' | 'signed-out' | 'refused' | 'unreadable';

export type Said =
  /** `waitMs`: how long until the same request needs no wait. */
  | { readonly data: Readonly<Record<string, unknown>>; readonly waitMs: number }
  | { readonly no: No; readonly waitMs: number; readonly message: string };

/**
 * Reads the body of an answer. Shopify refuses in three ways: by the status, by `errors`, which are read here,
 * and by the `userErrors` of the data, which the caller reads.
 */
export function saidIn(json: unknown): Said {
  const read = envelope.safeParse(json);
  if (!read.success) return { no: 'unreadable', waitMs: 0, message: '' };
  const { data, errors, extensions } = read.data;
  const waitMs = waitFor(extensions?.cost);
  if (typeof errors === 'string') return { no: 'signed-out', waitMs, message: errors };
  if (errors !== undefined && errors.length > 0) {
    const codes = errors.flatMap((error) => error.extensions?.code ?? []);
    const no = WORDS.find(([code]) => codes.includes(code))?.[1] ?? 'refused';
    return { no, waitMs, message: errors[0]!.message.slice(0, 200) };
  }
  return data ? { data, waitMs } : { no: 'unreadable', waitMs, message: '' };
}

const WORDS: readonly (readonly [string, No])[] = [
  ['THROTTLED', 'slower'],
  ['ACCESS_DENIED', 'denied'],
  ['INTERNAL_SERVER_ERROR', 'theirs'],
];

/**
 * Milliseconds until there are enough points: (requested - available) / restored a second. Zero if there are
 * enough now.
 */
function waitFor(cost: unknown): number {
  const read = costs.safeParse(cost);
  if (!read.success) return 0;
  const { requestedQueryCost, throttleStatus } = read.data;
  const lacking = (requestedQueryCost - throttleStatus.currentlyAvailable) / throttleStatus.restoreRate;
  return Math.min(60, Math.max(0, Math.ceil(lacking))) * 1_000;
}
