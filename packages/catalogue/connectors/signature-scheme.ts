/** Where a value stands in a delivery: a header by its name in lower case, a field of a JSON body by its path, or the query. */
export type Place =
  | { readonly header: string }
  | { readonly field: readonly string[] }
  | { readonly query: string };

/**
 * A part of what is signed.
 * - `raw-body`: the bytes as they came.
 * - `sorted-form`: every field of the form, name and value, sorted by name, nothing between (Twilio, Mandrill).
 * - `url`, `method`: as the sender called it. `timestamp`: the text of the timestamp, as given.
 */
export type SignedPart =
  | 'raw-body'
  | 'sorted-form'
  | 'url'
  | 'method'
  | 'timestamp'
  | Place
  | { readonly text: string };

/** When it was signed. A delivery signed longer ago than is tolerated, or later than now by as much, is refused as a replay. */
export interface SignedAt {
  /** `piece`: within the signature itself, after this beginning, such as `t=`. */
  readonly at: Place | { readonly piece: string };
  readonly unit: 'seconds' | 'milliseconds' | 'iso';
  readonly toleranceMs: number;
}

/** How the signature is written where it stands. */
interface Written {
  readonly at: Place;
  /** Between several signatures, or a signature and its time. Left out: there is one. */
  readonly separator?: string;
  /** What a signature begins with, such as `v0=` or `sha256=`; pieces that begin otherwise are none. */
  readonly prefix?: string;
}

/** Both sides know a secret: the HMAC over the parts, one after the other. */
export interface HmacScheme extends Written {
  readonly kind: 'hmac';
  readonly algorithm: 'sha1' | 'sha256' | 'sha512';
  readonly encoding: 'base64' | 'hex';
  readonly over: readonly SignedPart[];
  readonly signedAt?: SignedAt;
  /** Fields of the config that hold a secret; each one filled in is accepted, so that secrets can be rotated. */
  readonly secrets: readonly string[];
  /** The secret is written in base64 behind this beginning, such as `whsec_`. Left out: its text is the key. */
  readonly secretAfter?: string;
  /** A digest of the body that stands elsewhere, where the body itself is not signed. */
  readonly bodyDigest?: {
    readonly at: Place;
    readonly algorithm: 'sha256';
    readonly encoding: 'hex' | 'base64';
  };
}

/** Only the sender can sign, and everybody can verify. Signatures are in base64; those of ECDSA in DER. */
export interface PublicKeyScheme extends Written {
  readonly kind: 'public-key';
  readonly algorithm: 'ecdsa-p256-sha256' | 'ed25519' | 'rsa-sha256';
  readonly over: readonly SignedPart[];
  readonly signedAt?: SignedAt;
  /** Fields of the config that hold a public key: PEM, or the DER of its SubjectPublicKeyInfo in base64. */
  readonly secrets: readonly string[];
}

/** A word that both sides know, sent along as it is: for systems that sign nothing. */
export interface TokenScheme {
  readonly kind: 'token';
  readonly at: Place;
  /** `basic`: the password of HTTP basic authentication. `bearer`: after that word. */
  readonly form: 'plain' | 'bearer' | 'basic';
  readonly secrets: readonly string[];
}

/** How a sender proves that a webhook is its own, as data. `engine/transport` verifies it in constant time. */
export type SignatureScheme = HmacScheme | PublicKeyScheme | TokenScheme;
