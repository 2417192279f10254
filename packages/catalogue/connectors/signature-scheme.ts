/**
 * Where a value is in a delivery: a header by its name in lower case, a field of a JSON body by its path, or
 * the query.
 */
export type Place =
  | { readonly header: string }
  | { readonly field: readonly string[] }
  | { readonly query: string };

/**
 * A part of what is signed.
 * - `raw-body`: the bytes as received.
 * - `sorted-form`: every field of the form, name and value, sorted by name, without separators (Twilio,
 *   Mandrill).
 * - `url`, `method`: as the sender used them. `timestamp`: the text of the timestamp, as sent.
 */
export type SignedPart =
  | 'raw-body'
  | 'sorted-form'
  | 'url'
  | 'method'
  | 'timestamp'
  | Place
  | { readonly text: string };

/**
 * When it was signed. A delivery whose time differs from now by more than `toleranceMs` is refused as a
 * replay.
 */
export interface SignedAt {
  /** `piece`: within the signature itself, after this prefix, such as `t=`. */
  readonly at: Place | { readonly piece: string };
  readonly unit: 'seconds' | 'milliseconds' | 'iso';
  readonly toleranceMs: number;
}

/** How the signature is written. */
interface Written {
  readonly at: Place;
  /** Separates several signatures, or a signature and its time. Default: there is only one signature. */
  readonly separator?: string;
  /** What a signature begins with, such as `v0=` or `sha256=`; other pieces are not signatures. */
  readonly prefix?: string;
}

/** Both sides know a secret. The signature is the HMAC over the parts, one after the other. */
export interface HmacScheme extends Written {
  readonly kind: 'hmac';
  readonly algorithm: 'sha1' | 'sha256' | 'sha512';
  readonly encoding: 'base64' | 'hex';
  readonly over: readonly SignedPart[];
  readonly signedAt?: SignedAt;
  /**
   * Fields of the config with a secret; all that are filled in are accepted, so that secrets can be rotated.
   */
  readonly secrets: readonly string[];
  /** The key is in base64 after this prefix, such as `whsec_`. Default: the text of the secret is the key. */
  readonly secretAfter?: string;
  /** Where a digest of the body is, if the body itself is not signed. */
  readonly bodyDigest?: {
    readonly at: Place;
    readonly algorithm: 'sha256';
    readonly encoding: 'hex' | 'base64';
  };
}

/** Only the sender can sign; everybody can verify. Signatures are in base64, those of ECDSA in DER. */
export interface PublicKeyScheme extends Written {
  readonly kind: 'public-key';
  readonly algorithm: 'ecdsa-p256-sha256' | 'ed25519' | 'rsa-sha256';
  readonly over: readonly SignedPart[];
  readonly signedAt?: SignedAt;
  /** Fields of the config with a public key: PEM, or the DER of its SubjectPublicKeyInfo in base64. */
  readonly secrets: readonly string[];
}

/** A secret that is sent along in plain text: for systems that sign nothing. */
export interface TokenScheme {
  readonly kind: 'token';
  readonly at: Place;
  /** `basic`: the password of HTTP basic authentication. `bearer`: after that word. */
  readonly form: 'plain' | 'bearer' | 'basic';
  readonly secrets: readonly string[];
}

/**
 * How a sender proves that a webhook is its own, as data. `engine/transport` verifies it in constant time.
 */
export type SignatureScheme = HmacScheme | PublicKeyScheme | TokenScheme;
