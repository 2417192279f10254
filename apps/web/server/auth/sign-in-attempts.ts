import { createHash } from 'node:crypto';
import { RateLimiterMemory } from 'rate-limiter-flexible';

/** Wrong passwords for one account, and from one address, that may be tried in a minute. Right ones are not counted. */
const perAccount = new RateLimiterMemory({ points: 8, duration: 60 });
const perAddress = new RateLimiterMemory({ points: 40, duration: 60 });

const hidden = (text: string) => createHash('sha256').update(text).digest('base64url');

export interface Attempt {
  readonly account: string;
  readonly address: string;
}

export async function attemptOf(request: Request): Promise<Attempt> {
  const body: unknown = await request
    .clone()
    .json()
    .catch(() => null);
  const email = typeof body === 'object' && body !== null && 'email' in body && typeof body.email === 'string' ? body.email : '';
  const address = request.headers.get('x-forwarded-for')?.split(',')[0]?.trim() ?? '';
  return { account: hidden(email.trim().toLowerCase()), address: hidden(address) };
}

/** @returns seconds to wait; 0 when one may try */
export async function secondsToWait({ account, address }: Attempt): Promise<number> {
  const [ofAccount, ofAddress] = await Promise.all([perAccount.get(account), perAddress.get(address)]);
  const waits = [
    ofAccount && ofAccount.remainingPoints <= 0 ? ofAccount.msBeforeNext : 0,
    ofAddress && ofAddress.remainingPoints <= 0 ? ofAddress.msBeforeNext : 0,
  ];
  return Math.ceil(Math.max(...waits) / 1000);
}

export async function countFailure({ account, address }: Attempt): Promise<void> {
  await Promise.allSettled([perAccount.consume(account), perAddress.consume(address)]);
}

export async function forgetFailures({ account }: Attempt): Promise<void> {
  await perAccount.delete(account);
}
