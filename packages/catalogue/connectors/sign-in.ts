import { isOpen, type HttpAnswer, type HttpRequest } from './exchange.ts';

/** The tokens that a system issued after its owner signed in. */
export interface Tokens {
  readonly result: 'tokens';
  readonly accessToken: string;
  readonly refreshToken: string | null;
  /** Seconds; null if it does not expire. */
  readonly expiresIn: number | null;
}

/** `signed-out`: the permission was revoked or has expired; the owner has to sign in again. */
export interface NoTokens {
  readonly result: 'signed-out' | 'not-now' | 'refused';
  readonly reason: string;
}

/**
 * Signing in with OAuth 2 (RFC 6749), the authorization code flow, with PKCE (RFC 7636) if the system
 * supports it. Tokens are stored as secret settings of the connection; the engine makes state and verifier,
 * and refreshes a token before it expires.
 */
export interface SignIn<Config> {
  /** Scopes to ask for, as the system names them. */
  readonly scopes: readonly string[];
  readonly usesPkce: boolean;
  /** Secret fields of the config that hold the tokens. */
  readonly fields: { readonly access: string; readonly refresh: string | null };
  /** Whether the owner entered what is needed, such as the id of their app. */
  isPossible(config: Config): boolean;
  /** @param challenge of PKCE, S256; null without it */
  address(
    config: Config,
    given: { readonly state: string; readonly challenge: string | null; readonly back: string },
  ): string;
  /**
   * How the return address is signed, in addition to the state: hex HMAC-SHA256 over the other parameters,
   * sorted by name and joined with `&`. Null if it is not signed.
   */
  readonly signedBack: { readonly parameter: string; secret(config: Config): string } | null;
  /** Why a return with a valid state is refused all the same; null if it is accepted. */
  backProblem?(config: Config, query: Readonly<Record<string, string>>): string | null;
  exchange(
    config: Config,
    given: { readonly code: string; readonly verifier: string | null; readonly back: string },
  ): HttpRequest;
  /** Left out if tokens do not expire. */
  refresh?(config: Config, refreshToken: string): HttpRequest;
  read(answer: HttpAnswer): Tokens | NoTokens;
}

/** Reads the answer of a token endpoint (RFC 6749, sections 5.1 and 5.2). */
export function readTokens(answer: HttpAnswer, title: string): Tokens | NoTokens {
  if (answer.kind !== 'answered') return { result: 'not-now', reason: answer.reason };
  const { status } = answer;
  if (status === 429 || isOpen(status)) return { result: 'not-now', reason: `${title} answered ${status}.` };
  const given = (typeof answer.json === 'object' && answer.json !== null ? answer.json : {}) as Record<
    string,
    unknown
  >;
  const text = (name: string) =>
    typeof given[name] === 'string' && given[name] !== '' && given[name].length <= 4_000 ? given[name] : null;
  const accessToken = text('access_token');
  if (status >= 200 && status < 300 && accessToken !== null) {
    const lifetime = Number(given['expires_in']);
    return {
      result: 'tokens',
      accessToken,
      refreshToken: text('refresh_token'),
      expiresIn: Number.isFinite(lifetime) && lifetime > 0 && given['expires_in'] !== null ? lifetime : null,
    };
  }
  const error = text('error');
  const isGone = error === 'invalid_grant' || status === 401 || status === 403;
  const word = error !== null && /^[a-z_]{1,60}$/.test(error) ? ` (${error})` : '';
  return {
    result: isGone ? 'signed-out' : 'refused',
    reason: `${title} does not let us in: it answered ${status}${word}.`,
  };
}
