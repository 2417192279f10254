import { fail } from '@millrace/base';
import { z } from 'zod';
import { networkOf } from '../client-address.ts';
import { countTry, forgetTries, giveBack, type Limit } from './limits.ts';
import { deviceCookie, knownDevice } from './known-device.ts';
import { askLibrary } from './ask-library.ts';
import { whoIs } from './who.ts';

/** Guesses at anything from one network. */
const BY_NETWORK: Limit = { name: 'sign-in-network', atOnce: 40, everySeconds: 5 };
/** Guesses at one account from one network. */
const BY_ACCOUNT_AND_NETWORK: Limit = { name: 'sign-in', atOnce: 8, everySeconds: 30 };
/** Guesses at one account from everywhere, by browsers that never signed in to it: many machines guess no faster than this. */
const BY_ACCOUNT: Limit = { name: 'sign-in-account', atOnce: 100, everySeconds: 36 };
/** Tries of a browser that signed in to the account before. It is counted by itself, so that nobody else can keep it out. */
const BY_DEVICE: Limit = { name: 'sign-in-device', atOnce: 12, everySeconds: 30 };

export const signInInput = z.strictObject({
  email: z.string().max(254),
  password: z.string().max(200),
  rememberMe: z.boolean().optional(),
  // Sent by the library's own client; there is nowhere to be led to.
  callbackURL: z.string().max(2_000).optional(),
});

/**
 * Checks a password, after the try was counted. Every limit lets more tries in as time goes by: nobody is locked out forever.
 * @throws MillraceError rate-limited
 */
export async function tryToSignIn(
  request: Request,
  { email, password, rememberMe }: z.output<typeof signInInput>,
): Promise<Response> {
  const account = email.trim().toLowerCase();
  const counted = await countedAs(request.headers, account);
  for (const { limit, of } of counted) {
    const seconds = await countTry(limit, ...of);
    if (seconds > 0) fail('rate-limited', { seconds });
  }
  const body = { email: account, password, ...(rememberMe === undefined ? {} : { rememberMe }) };
  const response = await askLibrary(request, body);
  if (!response.ok) return response;
  await Promise.all(
    counted.map(({ limit, of, forgotten }) =>
      forgotten ? forgetTries(limit, ...of) : giveBack(limit, ...of),
    ),
  );
  response.headers.append('set-cookie', deviceCookie(request.headers, account));
  return response;
}

interface Counted {
  readonly limit: Limit;
  readonly of: readonly string[];
  /** Once the password was right, tries before it no longer count; otherwise only the right one doesn't. */
  readonly forgotten: boolean;
}

async function countedAs(headers: Headers, account: string): Promise<readonly Counted[]> {
  const device = knownDevice(headers, account) ?? (await signedInAs(headers, account));
  if (device) return [{ limit: BY_DEVICE, of: [device, account], forgotten: true }];
  const network = networkOf(headers.get('x-forwarded-for') ?? '');
  return [
    { limit: BY_NETWORK, of: [network], forgotten: false },
    { limit: BY_ACCOUNT_AND_NETWORK, of: [account, network], forgotten: true },
    { limit: BY_ACCOUNT, of: [account], forgotten: false },
  ];
}

/** A browser that is signed in to the account is known, also when it lost its cookie. */
async function signedInAs(headers: Headers, account: string): Promise<string | null> {
  const person = await whoIs(headers);
  return person?.email.toLowerCase() === account ? person.id : null;
}
