import { createHmac } from 'node:crypto';
import { decodeFormPairs, type SignatureScheme } from '@millrace/connectors';

/** What a delivery's signature is made over. */
export interface Signed {
  /** The bytes as they came, before any parsing. */
  readonly rawBody: Uint8Array;
  /** The full address it was posted to, as the sender knows it. */
  readonly url: string;
}

/** The signature a sender with this secret would put in the header. */
export function sign(scheme: SignatureScheme, secret: string, signed: Signed): string {
  const hmac = createHmac(scheme.algorithm, secret);
  if (scheme.over === 'raw-body') return hmac.update(signed.rawBody).digest(scheme.encoding);
  return hmac.update(signed.url + sortedForm(Buffer.from(signed.rawBody).toString('utf8')), 'utf8').digest(scheme.encoding);
}

/**
 * Twilio's form of the fields: sorted by name, each name followed by its value, nothing between; a name given several
 * times counts once for each different value. See https://www.twilio.com/docs/usage/security#validating-requests.
 */
function sortedForm(body: string): string {
  const byName = new Map<string, Set<string>>();
  for (const [name, value] of decodeFormPairs(body)) byName.set(name, (byName.get(name) ?? new Set()).add(value));
  const names = [...byName.keys()].sort((first, second) => (first < second ? -1 : first > second ? 1 : 0));
  return names.flatMap((name) => [...byName.get(name)!].sort().map((value) => name + value)).join('');
}
