import { createHash, generateKeyPairSync, sign as signWithKey, type KeyObject } from 'node:crypto';
import type { Place, SignatureScheme } from '@millrace/connectors';
import { signedBytes } from '../delivery-parts.ts';
import { sign } from '../sign.ts';
import type { SignedDelivery } from '../verify-signature.ts';

interface ToSign {
  readonly rawBody: Uint8Array;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** A test's signing key, and the secret for the connection's settings. */
export interface SigningKey {
  readonly setting: string;
  readonly key: string | KeyObject;
}

/** A new key for a scheme: a shared secret, or a key pair. */
export function newSigningKey(scheme: SignatureScheme, word: string): SigningKey {
  if (scheme.kind !== 'public-key') {
    const { secretAfter } = scheme as { secretAfter?: string };
    const setting = secretAfter === undefined ? word : secretAfter + Buffer.from(word).toString('base64');
    return { setting, key: setting };
  }
  const { publicKey, privateKey } =
    scheme.algorithm === 'ed25519'
      ? generateKeyPairSync('ed25519')
      : scheme.algorithm === 'rsa-sha256'
        ? generateKeyPairSync('rsa', { modulusLength: 2_048 })
        : generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  return { setting: publicKey.export({ format: 'der', type: 'spki' }).toString('base64'), key: privateKey };
}

/**
 * A delivery signed as its sender would: the signature, and the time if the scheme has one, in their headers.
 */
export function signDelivery(
  scheme: SignatureScheme,
  { key }: SigningKey,
  { rawBody, url, headers = {}, now }: ToSign,
): SignedDelivery {
  const given: Record<string, string> = { ...headers };
  const put = (place: Place, value: string) => {
    if ('header' in place) given[place.header] = value;
  };
  const signedAt = scheme.kind === 'token' ? undefined : scheme.signedAt;
  const stamp = signedAt && stampOf(signedAt.unit, now);
  if (scheme.kind === 'token') {
    const word = String(key);
    put(
      scheme.at,
      scheme.form === 'plain'
        ? word
        : scheme.form === 'bearer'
          ? `Bearer ${word}`
          : `Basic ${Buffer.from(`u:${word}`).toString('base64')}`,
    );
    return { rawBody, url, headers: given };
  }
  const { prefix = '', separator } = scheme;
  const piece = signedAt && 'piece' in signedAt.at ? `${signedAt.at.piece}${stamp}` : undefined;
  if (signedAt && stamp !== undefined && !('piece' in signedAt.at)) put(signedAt.at, stamp);
  if (scheme.kind === 'hmac' && scheme.bodyDigest) {
    const { at, algorithm, encoding } = scheme.bodyDigest;
    put(at, createHash(algorithm).update(rawBody).digest(encoding));
  }
  // A time inside the signature must be set before signing.
  if (piece !== undefined) put(scheme.at, piece);
  const made =
    scheme.kind === 'hmac'
      ? sign(scheme, String(key), { rawBody, url, headers: given })
      : signWithKey(
          scheme.algorithm === 'ed25519' ? null : 'sha256',
          signedBytes(scheme.over, { rawBody, url, headers: given }, stamp),
          key as KeyObject,
        ).toString('base64');
  put(scheme.at, [piece, prefix + made].filter((one) => one !== undefined).join(separator ?? ''));
  return { rawBody, url, headers: given };
}

function stampOf(unit: 'seconds' | 'milliseconds' | 'iso', now: number): string {
  if (unit === 'iso') return new Date(now).toISOString();
  return String(unit === 'seconds' ? Math.floor(now / 1_000) : now);
}
