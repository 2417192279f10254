import { fail } from '@millrace/base';
import { z } from 'zod';
import { notDone, refused, unclear, type ActOutcome } from '../../act.ts';
import type { Answer, HttpRequest } from '../../exchange.ts';
import type { ShopifyConfig } from '../config.ts';

/** Published each quarter and kept for a year. */
const VERSION = '2026-10';

/** A question to the Admin API of the shop. @throws MillraceError connection-invalid without an access token */
export function adminRequest(
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

const envelope = z.looseObject({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z
    .union([
      z.string(),
      z.array(z.looseObject({ message: z.string().default(''), extensions: z.looseObject({ code: z.string() }).partial().optional() })),
    ])
    .optional(),
  extensions: z.looseObject({ cost: z.unknown() }).partial().optional(),
});

const costs = z.looseObject({
  requestedQueryCost: z.number(),
  throttleStatus: z.looseObject({ currentlyAvailable: z.number(), restoreRate: z.number().positive() }),
});

export type Admitted = { readonly data: Readonly<Record<string, unknown>> } | { readonly ends: ActOutcome };

/**
 * The data of an answer, or what the answer comes to. Shopify says no in three ways: by the status, by `errors`, and by the
 * `userErrors` of the data, which are read by whoever asked.
 */
export function admitted(answer: Answer): Admitted {
  if (answer.kind === 'not-sent') return { ends: notDone(answer.reason) };
  if (answer.kind !== 'answered') return { ends: unclear('Shopify did not answer.') };
  const { status, retryAfterMs } = answer;
  if (status === 401 || status === 403) return { ends: notDone('Shopify does not accept the access token.', null, true) };
  if (status === 402 || status === 404 || status === 423)
    return { ends: notDone(`There is no open shop at this address (${status}).`, null, true) };
  if (status === 429) return { ends: notDone('Shopify asks us to go more slowly.', retryAfterMs) };
  if (status >= 500) return { ends: unclear(`Shopify answered ${status}.`) };
  const read = envelope.safeParse(answer.json);
  if (status >= 400 || !read.success)
    return { ends: status >= 400 ? refused(`Shopify answered ${status}`) : unclear('Shopify answered in a way that cannot be read.') };
  const { data, errors, extensions } = read.data;
  if (errors !== undefined) return { ends: errorEnds(errors, extensions?.cost) };
  return data ? { data } : { ends: unclear('Shopify answered without data.') };
}

function errorEnds(errors: NonNullable<z.output<typeof envelope>['errors']>, cost: unknown): ActOutcome {
  if (typeof errors === 'string') return notDone('Shopify does not accept the access token.', null, true);
  const codes = errors.flatMap((error) => error.extensions?.code ?? []);
  if (codes.includes('THROTTLED')) return notDone('Shopify asks us to go more slowly.', waitFor(cost));
  if (codes.includes('ACCESS_DENIED')) return notDone('The access token lacks a permission (scope) for this.', null, true);
  if (codes.includes('INTERNAL_SERVER_ERROR')) return unclear('Shopify had an error of its own.');
  return refused('Shopify does not take this request');
}

/** Milliseconds until there are enough points: (asked for - available) / restored a second. */
function waitFor(cost: unknown): number | null {
  const read = costs.safeParse(cost);
  if (!read.success) return null;
  const { requestedQueryCost, throttleStatus } = read.data;
  return Math.max(1, Math.ceil((requestedQueryCost - throttleStatus.currentlyAvailable) / throttleStatus.restoreRate)) * 1_000;
}

/** What a mutation says went wrong. `code` is left out by some. */
export const userErrors = z.array(z.looseObject({ code: z.string().nullish(), field: z.array(z.string()).nullish(), message: z.string() }));
export type UserErrors = z.output<typeof userErrors>;

/** In Shopify's words, which name fields and no people. */
export const saidBy = (errors: UserErrors): string => `Shopify says “${errors.map(({ message }) => message.slice(0, 200)).join('; ')}”`;
