/**
 * How a sender proves that a webhook is its own, as data. `engine/transport` verifies it in constant time.
 * - `raw-body`: the HMAC of the bytes as they came.
 * - `url-and-sorted-form`: the HMAC of the full URL followed by every form field, name and value, sorted by name (Twilio).
 */
export interface SignatureScheme {
  /** Header with the signature, in lower case. */
  readonly header: string;
  readonly algorithm: 'sha1' | 'sha256';
  readonly encoding: 'base64' | 'hex';
  readonly over: 'raw-body' | 'url-and-sorted-form';
  /** Fields of the config that hold a secret; each one filled in is accepted, so that secrets can be rotated. */
  readonly secrets: readonly string[];
}
