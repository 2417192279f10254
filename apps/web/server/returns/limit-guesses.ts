import { fail } from '@millrace/base';
import { countTry, countTryOrFail, type Limit } from '../auth/limits.ts';
import { networkOf } from '../client-address.ts';

/** Orders that are looked for from one network. */
const OF_NETWORK: Limit = { name: 'return-network', atOnce: 12, everySeconds: 30 };
/** Addresses that are tried for one order, whoever tries them. */
const OF_ORDER: Limit = { name: 'return-order', atOnce: 6, everySeconds: 120 };
/** Orders that are tried for one address, whoever tries them. */
const OF_ADDRESS: Limit = { name: 'return-address', atOnce: 8, everySeconds: 120 };
/** Changes of returns from one network. */
const CHANGES_OF_NETWORK: Limit = { name: 'return-change', atOnce: 60, everySeconds: 5 };

const networkIn = (headers: Headers) => networkOf(headers.get('x-forwarded-for') ?? '');

/**
 * Counts that somebody looks for an order, before anything is looked up, so that the answer is the same for an order
 * that exists.
 * @throws MillraceError rate-limited
 */
export async function countSearch(
  siteKey: string,
  headers: Headers,
  sought: { readonly number: string; readonly email: string },
): Promise<void> {
  await countTryOrFail(OF_NETWORK, siteKey, networkIn(headers));
  const waits = await Promise.all([
    countTry(OF_ORDER, siteKey, sought.number.toLowerCase()),
    countTry(OF_ADDRESS, siteKey, sought.email.toLowerCase()),
  ]);
  const seconds = Math.max(...waits);
  if (seconds > 0) fail('rate-limited', { seconds });
}

/** Counts a change of a return. @throws MillraceError rate-limited */
export const countChange = (siteKey: string, headers: Headers): Promise<void> =>
  countTryOrFail(CHANGES_OF_NETWORK, siteKey, networkIn(headers));
