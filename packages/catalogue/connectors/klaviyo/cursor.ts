import { z } from 'zod';

/** Cursors are opaque: letters, digits and the other characters of base64. */
export const cursorSchema = z.string().regex(/^[A-Za-z0-9_=:+/.-]{1,500}$/);

/** The cursor of the next page, from its address in the answer; null for the last page. */
export function cursorIn(json: unknown): string | null {
  const next = (json as { links?: { next?: unknown } | null } | null)?.links?.next;
  if (typeof next !== 'string') return null;
  const given = /[?&]page(?:%5B|\[)cursor(?:%5D|\])=([^&]+)/i.exec(next)?.[1];
  return given === undefined
    ? null
    : (cursorSchema.safeParse(
        given.replace(/%3D/gi, '=').replace(/%3A/gi, ':').replace(/%2B/gi, '+').replace(/%2F/gi, '/'),
      ).data ?? null);
}
