import { fail } from '@millrace/base';
import { z } from 'zod';
import { networkOf } from '../client-address.ts';
import { countTry, forgetTries, giveBack, type Limit } from './limits.ts';
import { deviceCookie, knownDevice } from './known-device.ts';
import { askLibrary } from './ask-library.ts';
import { whoIs } from './who.ts';

/** Attempts from one network. */
const BY_NETWORK: Limit = { name: 'sign-in-network', atOnce: 40, everySeconds: 5 };
/** Attempts for one account from one network. */
const BY_ACCOUNT_AND_NETWORK: Limit = { name: 'sign-in', atOnce: 8, everySeconds: 30 };
/** Attempts for one account from everywhere, by unknown browsers. Many machines together guess no faster than this. */
const BY_ACCOUNT: Limit = { name: 'sign-in-account', atOnce: 100, everySeconds: 36 };
/** Attempts of a browser that signed in to the account before. It has its own limit, so that nobody else can lock it out. */
const BY_DEVICE: Limit = { name: 'sign-in-device', atOnce: 12, everySeconds: 30 };

export const signInInput = z.strictObject({
  email: z.string().max(254),
  password: z.string().max(200),
  rememberMe: z.boolean().optional(),
  // Sent by the library's client and ignored: nothing is redirected.
  callbackURL: z.string().max(2_000).optional(),
});

/**
 * Checks a password after counting the attempt. Every limit allows new attempts as time passes, so nobody is locked out for
 * good.
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
  /** Whether a right password clears all earlier attempts, or only takes back its own. */
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

/** The id of a signed-in session of the account: such a browser is known even without its cookie. */
async function signedInAs(headers: Headers, account: string): Promise<string | null> {
  const person = await whoIs(headers);
  return person?.email.toLowerCase() === account ? person.id : null;
}
