import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Json } from '@millrace/base';

/** The purpose of a token. A token is valid for its own purpose only. */
export type TokenPurpose =
  | 'open'
  | 'click'
  | 'unsubscribe'
  | 'preferences'
  | 'view'
  | 'receipt'
  | 'answer'
  | 'short-link'
  | 'visitor'
  | 'confirm'
  | 'return-order'
  | 'return';

/** 128 bits of the HMAC. RFC 2104, section 5, allows truncation to half the hash. */
const SIGNATURE_BYTES = 16;
const LONGEST = 4_096;

/**
 * A compact token, `<payload>.<signature>` in base64url, that only the holder of the secret can create.
 * Anybody can read the payload, so it holds ids only and no personal data.
 */
export function signToken(secret: string, purpose: TokenPurpose, payload: Json): string {
  const body = Buffer.from(JSON.stringify(payload)).toString('base64url');
  return `${body}.${signature(secret, purpose, body).toString('base64url')}`;
}

/** The payload of a valid token; null when it is forged, cut, or made for another purpose. */
export function verifyToken(secret: string, purpose: TokenPurpose, token: string): Json | null {
  if (token.length > LONGEST) return null;
  const match = /^([\w-]+)\.([\w-]+)$/.exec(token);
  if (!match) return null;
  const given = Buffer.from(match[2]!, 'base64url');
  const right = signature(secret, purpose, match[1]!);
  // Also compared as text, because base64url has spare bits, and a token must have one spelling only.
  if (
    given.length !== right.length ||
    !timingSafeEqual(given, right) ||
    given.toString('base64url') !== match[2]
  )
    return null;
  try {
    return JSON.parse(Buffer.from(match[1]!, 'base64url').toString('utf8')) as Json;
  } catch {
    return null;
  }
}

function signature(secret: string, purpose: TokenPurpose, body: string): Buffer {
  return createHmac('sha256', secret)
    .update(`millrace:${purpose}:${body}`)
    .digest()
    .subarray(0, SIGNATURE_BYTES);
}
