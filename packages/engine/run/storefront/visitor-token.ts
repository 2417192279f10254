import { createHmac, timingSafeEqual } from 'node:crypto';
import { HOUR, MINUTE, emailAddressSchema, type Instant, type Json } from '@millrace/base';
import { signToken, verifyToken } from '@millrace/content';
import { keyFor } from '@millrace/core/store';
import type { Context } from '@millrace/core/verb';
import { z } from 'zod';

/** The parameter of an address by which a page of the store learns who came by a link of ours. */
export const VISITOR_PARAMETER = 'mr_visitor';

/** Milliseconds after the click for which the page may say who came. */
const VALID_FOR = 30 * MINUTE;
/** Milliseconds for which the store's own word about who is signed in counts. */
const SIGNED_FOR = 24 * HOUR;
/** Milliseconds that the store's clock may be ahead. */
const AHEAD = 10 * MINUTE;

type Signing = Pick<Context, 'secret'>;
const signingSecret = ({ secret }: Signing) => keyFor(secret, 'storefront-visitors').toString('base64url');

/** A token that says who followed a link: ids only, for minutes, and of no use but to say whose views these are. */
export function visitorToken(
  signing: Signing,
  { workspaceId, customerId, at }: { workspaceId: string; customerId: string; at: Instant },
): string {
  return signToken(signingSecret(signing), 'visitor', { w: workspaceId, c: customerId, t: at });
}

/** The customer of a token; null when it is forged, too old or of another store. */
export function readVisitorToken(
  signing: Signing,
  workspaceId: string,
  token: string,
  now: Instant,
): string | null {
  const payload = verifyToken(signingSecret(signing), 'visitor', token) as Record<string, Json> | null;
  if (!payload || payload['w'] !== workspaceId) return null;
  const { c: customerId, t: at } = payload;
  return typeof customerId === 'string' && typeof at === 'number' && now - at < VALID_FOR ? customerId : null;
}

/** The secret by which the store's server signs who is signed in. Another key of the snippet gives another secret. */
export function identitySecret(
  { secret, workspaceId }: Pick<Context, 'secret' | 'workspaceId'>,
  siteKey: string,
) {
  return createHmac('sha256', keyFor(secret, 'storefront-identity'))
    .update(`${workspaceId}/${siteKey}`)
    .digest('base64url');
}

const identitySchema = z
  .strictObject({
    email: emailAddressSchema.optional(),
    id: z.string().min(1).max(255).optional(),
    /** Seconds since 1970. */
    at: z.int(),
  })
  .refine(({ email, id }) => email !== undefined || id !== undefined);

export interface SignedIdentity {
  readonly email?: string | undefined;
  readonly id?: string | undefined;
}

/**
 * Who is signed in at the store, by the word of its server: `payload.signature`, the payload being JSON
 * `{email, id, at}` in base64url, the signature HMAC-SHA256 of that text with `identitySecret`, in base64url.
 * @returns null when it is forged, older than a day, or says nothing
 */
export function readIdentity(secret: string, signed: string, now: Instant): SignedIdentity | null {
  const [, body, signature] = /^([\w-]{1,2000})\.([\w-]{43})$/.exec(signed) ?? [];
  if (body === undefined || signature === undefined) return null;
  const right = createHmac('sha256', secret).update(body).digest('base64url');
  if (!timingSafeEqual(Buffer.from(right), Buffer.from(signature))) return null;
  const read = identitySchema.safeParse(jsonOf(body));
  if (!read.success) return null;
  const { at, ...identity } = read.data;
  const age = now - at * 1000;
  return age < SIGNED_FOR && age > -AHEAD ? identity : null;
}

function jsonOf(body: string): unknown {
  try {
    return JSON.parse(Buffer.from(body, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}
