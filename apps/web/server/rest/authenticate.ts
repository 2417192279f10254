import { fail } from '@millrace/base';
import type { Actor } from '@millrace/core/verb';
import { hashKey, holderOfKey, type KeyHolder } from '@millrace/services/settings';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { countTryOrFail, giveBack, type Limit } from '../auth/limits.ts';
import { networkOf } from '../client-address.ts';
import { world } from '../world.ts';

/** Milliseconds a key is cached. A revoked key stops working after this time at the latest. */
const REMEMBERED_FOR = 5_000;
const MOST_REMEMBERED = 1_000;
/** Limit on unknown keys from one network. */
const WRONG_KEYS: Limit = { name: 'api-key', atOnce: 120, everySeconds: 1 };

type Remembered = Map<string, { readonly holder: KeyHolder; readonly until: number }>;

// Pages and endpoints are compiled separately. A global object lets them share this cache.
const place = globalThis as unknown as { millraceKeys?: Remembered };
const known: Remembered = (place.millraceKeys ??= new Map());

/** Clears the cache of keys, so that a revoked one stops working at once in this process. */
export const forgetKeys = (): void => known.clear();

/** The holder of the request's key. @throws MillraceError not-signed-in, rate-limited */
export async function authenticate(headers: Headers): Promise<KeyHolder> {
  const key = /^Bearer +(\S+)$/i.exec(headers.get('authorization') ?? '')?.[1];
  if (!key || key.length > 300) return fail('not-signed-in');
  const hash = hashKey(key).toString('base64');
  const now = Date.now();
  const remembered = known.get(hash);
  if (remembered && remembered.until > now) return remembered.holder;
  // A key that was valid before is looked up without counting, so that nobody can use up its limit.
  const network = remembered ? null : networkOf(headers.get('x-forwarded-for') ?? '');
  if (network !== null) await countTryOrFail(WRONG_KEYS, network);
  const holder = await holderOfKey(world().db, key, now);
  if (!holder) {
    known.delete(hash);
    return fail('not-signed-in');
  }
  if (network !== null) await giveBack(WRONG_KEYS, network);
  if (known.size >= MOST_REMEMBERED) known.clear();
  known.set(hash, { holder, until: now + REMEMBERED_FOR });
  return holder;
}

export const actorOfKey = (holder: KeyHolder): Actor => ({
  type: 'api-key',
  id: holder.keyId,
  name: holder.name,
  permissions: new Set(holder.scopes),
});

let limiter: RateLimiterMemory | undefined;

/** Counts a request of a key. @throws MillraceError rate-limited */
export async function countRequest(holder: KeyHolder): Promise<void> {
  const points = world().configuration.apiRate;
  if (limiter?.points !== points) limiter = new RateLimiterMemory({ points, duration: 1 });
  try {
    await limiter.consume(holder.keyId);
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    fail('rate-limited', { seconds: Math.max(1, Math.ceil(refusal.msBeforeNext / 1000)) });
  }
}
