import { createHmac } from 'node:crypto';
import { fail } from '@millrace/base';
import type { HmacScheme, SignatureScheme } from '@millrace/connectors';
import { signedBytes, timestampOf, type Signed } from './delivery-parts.ts';

/**
 * The signature that a sender with this secret would give, without its prefix.
 * @throws MillraceError `signature-invalid` for a scheme that only the sender can sign with, or when a signed
 * part is missing
 */
export function sign(scheme: SignatureScheme, secret: string, signed: Signed): string {
  if (scheme.kind === 'token') return secret;
  if (scheme.kind !== 'hmac') return fail('signature-invalid');
  return createHmac(scheme.algorithm, keyOf(scheme, secret))
    .update(signedBytes(scheme.over, signed, timestampOf(scheme, signed)))
    .digest(scheme.encoding);
}

function keyOf({ secretAfter }: HmacScheme, secret: string): string | Buffer {
  if (secretAfter === undefined) return secret;
  return Buffer.from(secret.startsWith(secretAfter) ? secret.slice(secretAfter.length) : secret, 'base64');
}
