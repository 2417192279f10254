import {
  createCipheriv,
  createDecipheriv,
  createHash,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';
import { fail } from '@millrace/base';
import type { Context } from '../verb/context.ts';

const derived = new WeakMap<Buffer, Map<string, Buffer>>();

/**
 * A key for one purpose, derived from the installation's secret by HKDF-SHA-256 (RFC 5869). Cached, because
 * every delivery needs one.
 */
export function keyFor(secret: Buffer, purpose: string): Buffer {
  const ofSecret = derived.get(secret) ?? new Map<string, Buffer>();
  derived.set(secret, ofSecret);
  const key =
    ofSecret.get(purpose) ??
    Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), `millrace/${purpose}`, 32));
  ofSecret.set(purpose, key);
  return key;
}

/**
 * Encrypts the secrets of a connection with AES-256-GCM, bound to the workspace: a row copied to another
 * workspace cannot be decrypted.
 */
export function sealSecrets(
  context: Pick<Context, 'secret' | 'workspaceId'>,
  secrets: Readonly<Record<string, unknown>>,
): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', keyFor(context.secret, 'connections'), nonce);
  cipher.setAAD(Buffer.from(context.workspaceId));
  const sealed = Buffer.concat([cipher.update(JSON.stringify(secrets), 'utf8'), cipher.final()]);
  return Buffer.concat([Buffer.from([1]), nonce, cipher.getAuthTag(), sealed]);
}

/** @throws MillraceError connection-invalid when they were encrypted with another MILLRACE_SECRET */
export function openSecrets(
  context: Pick<Context, 'secret' | 'workspaceId'>,
  sealed: Uint8Array | null,
): Record<string, unknown> {
  if (!sealed) return {};
  const bytes = Buffer.from(sealed);
  try {
    const decipher = createDecipheriv(
      'aes-256-gcm',
      keyFor(context.secret, 'connections'),
      bytes.subarray(1, 13),
    );
    decipher.setAAD(Buffer.from(context.workspaceId));
    decipher.setAuthTag(bytes.subarray(13, 29));
    return JSON.parse(
      Buffer.concat([decipher.update(bytes.subarray(29)), decipher.final()]).toString('utf8'),
    ) as Record<string, unknown>;
  } catch (error) {
    return fail(
      'connection-invalid',
      { problem: 'its secrets cannot be decrypted with the present MILLRACE_SECRET' },
      error,
    );
  }
}

/** Whether a header `Authorization: Bearer ...` has this token. Compares in constant time. */
export function bearerMatches(header: string | null | undefined, token: string): boolean {
  const given = /^Bearer +(\S+)$/i.exec(header ?? '')?.[1] ?? '';
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return token !== '' && timingSafeEqual(digest(given), digest(token));
}
