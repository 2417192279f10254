import { fail } from '@millrace/base';
import type { HttpAnswered } from '../../exchange.ts';
import { saidIn } from '../ask.ts';

/**
 * The result of a query: its data and how long to wait before the next one, or how long to wait before asking
 * again.
 */
export type Asked =
  | { readonly data: Readonly<Record<string, unknown>>; readonly waitMs: number }
  | { readonly againMs: number; readonly reason: string };

/**
 * Reads an answer with status 2xx, which may still be a refusal.
 * @throws MillraceError `connection-invalid` without the scope, `input-invalid` for everything that waiting
 * will not change
 */
export function dataOf({ json }: HttpAnswered): Asked {
  const said = saidIn(json);
  if ('data' in said) return said;
  switch (said.no) {
    case 'slower':
      return { againMs: said.waitMs || 1_000, reason: 'Shopify limits the request rate.' };
    case 'theirs':
      return { againMs: 60_000, reason: 'Shopify had an internal error.' };
    case 'denied':
      return fail('connection-invalid', { problem: 'the access token lacks a permission (scope) for this.' });
    case 'signed-out':
      return fail('connection-invalid', { problem: 'Shopify does not accept the access token.' });
    case 'refused':
      return fail('input-invalid', { problems: `Shopify does not accept the query: ${said.message}` });
    case 'unreadable':
      return fail('input-invalid', { problems: 'Shopify: the answer cannot be read' });
  }
}
