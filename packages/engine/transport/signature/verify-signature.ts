import { createHash, createPublicKey, timingSafeEqual, verify, type KeyObject } from 'node:crypto';
import { readDate } from '@millrace/base';
import type { PublicKeyScheme, SignatureScheme, SignedAt } from '@millrace/connectors';
import { piecesOf, signedBytes, textAt, timestampOf, type Signed } from './delivery-parts.ts';
import { sign } from './sign.ts';

export interface SignedDelivery extends Signed {
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
}

/**
 * Whether a delivery was signed with one of the secrets, recently enough. Tries every secret with every
 * signature in constant time. A body that cannot be parsed as its scheme requires counts as unsigned.
 * @param now epoch milliseconds, for schemes with a time of signing
 */
export function verifySignature(
  scheme: SignatureScheme,
  secrets: readonly string[],
  delivery: SignedDelivery,
  now: number = Date.now(),
): boolean {
  try {
    if (!isTimely(scheme, delivery, now) || !bodyIsAsDigested(scheme, delivery)) return false;
    const given = signaturesIn(scheme, delivery);
    let valid = false;
    for (const secret of secrets.filter((one) => one !== ''))
      for (const url of addresses(scheme, delivery.url))
        for (const one of given) if (isSigned(scheme, secret, { ...delivery, url }, one)) valid = true;
    return valid;
  } catch {
    return false;
  }
}

function isSigned(scheme: SignatureScheme, secret: string, delivery: Signed, given: string): boolean {
  if (scheme.kind === 'public-key') return isSignedByKey(scheme, secret, delivery, given);
  const expected = Buffer.from(sign(scheme, secret, delivery), 'utf8');
  const said = Buffer.from(given, 'utf8');
  return expected.length === said.length && timingSafeEqual(expected, said);
}

const KEY_TYPES = { 'ecdsa-p256-sha256': 'ec', ed25519: 'ed25519', 'rsa-sha256': 'rsa' } as const;

function isSignedByKey(scheme: PublicKeyScheme, text: string, delivery: Signed, given: string): boolean {
  const key = publicKey(text);
  const isOfKind =
    key.asymmetricKeyType === KEY_TYPES[scheme.algorithm] &&
    (scheme.algorithm !== 'ecdsa-p256-sha256' || key.asymmetricKeyDetails?.namedCurve === 'prime256v1');
  if (!isOfKind || !/^[A-Za-z0-9+/]+={0,2}$/.test(given)) return false;
  const bytes = signedBytes(scheme.over, delivery, timestampOf(scheme, delivery));
  return verify(scheme.algorithm === 'ed25519' ? null : 'sha256', bytes, key, Buffer.from(given, 'base64'));
}

function publicKey(text: string): KeyObject {
  return text.includes('-----BEGIN')
    ? createPublicKey(text)
    : createPublicKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'spki' });
}

function signaturesIn(scheme: SignatureScheme, delivery: Signed): readonly string[] {
  const pieces = piecesOf(scheme, delivery);
  if (scheme.kind === 'token') return pieces.flatMap((piece) => tokenIn(scheme.form, piece) ?? []);
  const { prefix = '' } = scheme;
  return pieces.filter((piece) => piece.startsWith(prefix)).map((piece) => piece.slice(prefix.length));
}

function tokenIn(form: 'plain' | 'bearer' | 'basic', text: string): string | undefined {
  if (form === 'plain') return text;
  if (form === 'bearer') return /^bearer +(\S+)$/i.exec(text)?.[1];
  const pair = /^basic +((?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?)$/i.exec(text)?.[1];
  return pair === undefined
    ? undefined
    : /^[^:]*:(.*)$/s.exec(Buffer.from(pair, 'base64').toString('utf8'))?.[1];
}

function isTimely(scheme: SignatureScheme, delivery: Signed, now: number): boolean {
  const signedAt = scheme.kind === 'token' ? undefined : scheme.signedAt;
  if (signedAt === undefined) return true;
  const at = instantOf(signedAt, timestampOf(scheme, delivery) ?? '');
  return at !== null && Math.abs(now - at) <= signedAt.toleranceMs;
}

function instantOf({ unit }: SignedAt, text: string): number | null {
  if (unit !== 'iso') return /^\d{1,16}$/.test(text) ? Number(text) * (unit === 'seconds' ? 1_000 : 1) : null;
  const read = readDate(text);
  return read?.kind === 'instant' ? read.at : null;
}

function bodyIsAsDigested(scheme: SignatureScheme, delivery: Signed): boolean {
  if (scheme.kind !== 'hmac' || scheme.bodyDigest === undefined) return true;
  const { at, algorithm, encoding } = scheme.bodyDigest;
  return textAt(at, delivery) === createHash(algorithm).update(delivery.rawBody).digest(encoding);
}

/** Both forms of the address, because senders write its standard port or leave it out. */
function addresses(scheme: SignatureScheme, url: string): readonly string[] {
  if (scheme.kind === 'token' || !scheme.over.includes('url')) return [url];
  const withPort = url.replace(
    /^(https?):\/\/([^/:?#]+)(?=[/?#]|$)/,
    (_whole, protocol: string, host: string) => `${protocol}://${host}:${protocol === 'https' ? 443 : 80}`,
  );
  const withoutPort = url.replace(
    /^(https:\/\/[^/:?#]+):443(?=[/?#]|$)|^(http:\/\/[^/:?#]+):80(?=[/?#]|$)/,
    (_whole, secure?: string, plain?: string) => secure ?? plain ?? '',
  );
  return [...new Set([url, withPort, withoutPort])];
}
