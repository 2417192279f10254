import { timingSafeEqual } from 'node:crypto';
import type { SignatureScheme } from '@millrace/connectors';
import { sign, type Signed } from './sign.ts';

export interface SignedDelivery extends Signed {
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
}

/**
 * Whether a delivery was signed with one of the secrets. Every secret is tried and compared in constant time, so that
 * the time taken tells nothing. A body that can't be read as its scheme wants is simply not signed.
 */
export function verifySignature(scheme: SignatureScheme, secrets: readonly string[], delivery: SignedDelivery): boolean {
  const given = Buffer.from(delivery.headers[scheme.header]?.trim() ?? '', 'utf8');
  let valid = false;
  for (const secret of secrets) {
    if (secret === '') continue;
    for (const url of addresses(scheme, delivery.url)) {
      const expected = expectedBytes(scheme, secret, { rawBody: delivery.rawBody, url });
      if (expected !== null && expected.length === given.length && timingSafeEqual(expected, given)) valid = true;
    }
  }
  return valid;
}

function expectedBytes(scheme: SignatureScheme, secret: string, signed: Signed): Buffer | null {
  try {
    return Buffer.from(sign(scheme, secret, signed), 'utf8');
  } catch {
    return null;
  }
}

/** Twilio signs some addresses with their standard port written out and some without. */
function addresses(scheme: SignatureScheme, url: string): readonly string[] {
  if (scheme.over === 'raw-body') return [url];
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
