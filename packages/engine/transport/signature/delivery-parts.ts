import { fail } from '@millrace/base';
import { decodeFormPairs, type Place, type SignatureScheme, type SignedPart } from '@millrace/connectors';

/** The parts of a delivery that a signature can cover. */
export interface Signed {
  /** The bytes as received, before any parsing. */
  readonly rawBody: Uint8Array;
  /** The full URL it was posted to, as the sender knows it. */
  readonly url: string;
  /** POST when left out. */
  readonly method?: string;
  /** Names in lower case. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
}

/** The text at a place; undefined when there is none. */
export function textAt(place: Place, signed: Signed): string | undefined {
  if ('header' in place) return signed.headers?.[place.header]?.trim();
  if ('query' in place) return new URL(signed.url).searchParams.get(place.query) ?? undefined;
  let value: unknown = JSON.parse(Buffer.from(signed.rawBody).toString('utf8'));
  for (const name of place.field)
    value =
      typeof value === 'object' && value !== null && Object.hasOwn(value, name)
        ? (value as Record<string, unknown>)[name]
        : undefined;
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

/**
 * The signed bytes, as the scheme composes them. A delivery without one of the parts counts as unsigned.
 * @param timestamp the text of the timestamp, when the scheme has one
 */
export function signedBytes(
  over: readonly SignedPart[],
  signed: Signed,
  timestamp: string | undefined,
): Buffer {
  return Buffer.concat(over.map((part) => bytesOf(part, signed, timestamp)));
}

function bytesOf(part: SignedPart, signed: Signed, timestamp: string | undefined): Uint8Array {
  if (part === 'raw-body') return signed.rawBody;
  if (part === 'sorted-form')
    return Buffer.from(sortedForm(Buffer.from(signed.rawBody).toString('utf8')), 'utf8');
  if (part === 'url') return Buffer.from(signed.url, 'utf8');
  if (part === 'method') return Buffer.from(signed.method ?? 'POST', 'utf8');
  const text = part === 'timestamp' ? timestamp : 'text' in part ? part.text : textAt(part, signed);
  return Buffer.from(text ?? fail('signature-invalid'), 'utf8');
}

/**
 * Twilio's form of the fields: sorted by name, each name followed by its value without separators; a repeated
 * name counts once for each different value. See
 * https://www.twilio.com/docs/usage/security#validating-requests.
 */
function sortedForm(body: string): string {
  const byName = new Map<string, Set<string>>();
  for (const [name, value] of decodeFormPairs(body))
    byName.set(name, (byName.get(name) ?? new Set()).add(value));
  const names = [...byName.keys()].sort((first, second) => (first < second ? -1 : first > second ? 1 : 0));
  return names.flatMap((name) => [...byName.get(name)!].sort().map((value) => name + value)).join('');
}

/** The text at the place of the signature, split into its parts. */
export function piecesOf(scheme: SignatureScheme, signed: Signed): readonly string[] {
  const text = textAt(scheme.at, signed) ?? '';
  const separator = scheme.kind === 'token' ? undefined : scheme.separator;
  return separator === undefined ? [text] : text.split(separator, 20).map((piece) => piece.trim());
}

/** The text of the timestamp; undefined when the scheme or the delivery has none. */
export function timestampOf(scheme: SignatureScheme, signed: Signed): string | undefined {
  const at = scheme.kind === 'token' ? undefined : scheme.signedAt?.at;
  if (at === undefined) return undefined;
  if (!('piece' in at)) return textAt(at, signed);
  return piecesOf(scheme, signed)
    .find((piece) => piece.startsWith(at.piece))
    ?.slice(at.piece.length);
}
