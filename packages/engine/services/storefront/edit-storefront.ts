import { fail } from '@millrace/base';
import { findConnector } from '@millrace/connectors';
import { storeSettings } from '@millrace/core/store';
import { defineVerb, type Context } from '@millrace/core/verb';
import type { Tx } from '@millrace/db';
import type { Row, storefronts } from '@millrace/db/schema';
import { offeredKey } from '@millrace/run/browsers';
import { ensureStorefront, identitySecret } from '@millrace/run/storefront';
import { z } from 'zod';
import {
  storefrontPlaceSchema,
  storefrontSchema,
  type StorefrontPlace,
  type StorefrontView,
} from './shapes.ts';

/** Most addresses of one store. */
const MOST_ORIGINS = 20;

/** An address as browsers name it in the header `Origin`: `shop.example` becomes `https://shop.example`. */
const originSchema = z
  .string()
  .trim()
  .min(1)
  .max(255)
  .transform((text, context) => {
    const whole = /^https?:\/\//i.test(text) ? text : `https://${text}`;
    const url = URL.canParse(whole) ? new URL(whole) : null;
    const local = url !== null && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(url.hostname);
    if (
      url === null ||
      !/[.:]|^localhost$/.test(url.hostname) ||
      url.username !== '' ||
      url.pathname !== '/'
    ) {
      context.addIssue({
        code: 'custom',
        message: 'Write the address of the shop alone, such as https://shop.example.',
      });
      return z.NEVER;
    }
    if (url.protocol === 'http:' && !local) {
      context.addIssue({ code: 'custom', message: 'Shops need https. http is allowed for localhost only.' });
      return z.NEVER;
    }
    return url.origin;
  });

export const readStorefront = defineVerb({
  name: 'storefront-read',
  permission: 'settings:read',
  input: z.strictObject({}),
  output: storefrontPlaceSchema,
  run: async (tx, _input, context) => {
    const connections = await tx<
      { id: string; name: string; connector: string }[]
    >`select id, name, connector from connections where disabled_at is null order by created_at`;
    const { url } = await storeSettings(tx, context.workspaceId);
    const address = originSchema.safeParse(url);
    const storefront = await storefrontIn(tx, context);
    return {
      storefront,
      stores: connections
        .filter(({ connector }) => findConnector(connector)?.category === 'store')
        .map(({ id, name }) => ({ id, name })),
      address: address.success ? address.data : null,
      notifications: await notificationsIn(tx, context, storefront),
    };
  },
});

/**
 * Sets up the snippet, or changes its settings; fields that are left out stay.
 * @throws MillraceError not-found when there is no such connection
 */
export const saveStorefront = defineVerb({
  name: 'storefront-changed',
  permission: 'settings:write',
  input: z.strictObject({
    origins: z
      .array(originSchema)
      .max(MOST_ORIGINS)
      .transform((origins) => [...new Set(origins)])
      .optional(),
    connectionId: z.uuid().nullable().optional(),
    takesCarts: z.boolean().optional(),
    asksConsent: z.boolean().optional(),
    takesPixel: z.boolean().optional(),
  }),
  output: storefrontSchema,
  run: async (tx, input, context) => {
    const { origins, connectionId, takesCarts, asksConsent, takesPixel } = input;
    if (connectionId) {
      const [connection] = await tx`select 1 from connections where id = ${connectionId}`;
      if (!connection) fail('not-found', { what: 'connection' });
    }
    await ensureStorefront(tx, context.workspaceId);
    await tx`update storefronts set origins = coalesce(${origins ?? null}::text[], origins),
      connection_id = case when ${connectionId !== undefined} then ${connectionId ?? null}::uuid else connection_id end,
      takes_carts = coalesce(${takesCarts ?? null}::boolean, takes_carts),
      asks_consent = coalesce(${asksConsent ?? null}::boolean, asks_consent),
      takes_pixel = coalesce(${takesPixel ?? null}::boolean, takes_pixel),
      refused_origin = case when refused_origin = any(${origins ?? []}::text[]) then null else refused_origin end`;
    return (await storefrontIn(tx, context)) ?? fail('not-found', { what: 'storefront' });
  },
  audit: (input) => ({
    subject: { type: 'storefront', id: null },
    summary: 'Changed the storefront snippet',
    changes: { ...input },
  }),
});

/**
 * The secret by which the store's own server signs who is signed in.
 * @throws MillraceError not-found before the snippet is set up
 */
export const showIdentitySecret = defineVerb({
  name: 'storefront-secret-shown',
  permission: 'keys:write',
  input: z.strictObject({}),
  output: z.strictObject({ secret: z.string() }),
  run: async (tx, _input, context) => {
    const storefront = (await storefrontIn(tx, context)) ?? fail('not-found', { what: 'storefront' });
    return { secret: identitySecret(context, storefront.siteKey) };
  },
  audit: () => ({
    subject: { type: 'storefront', id: null },
    summary: 'Showed the secret for signing who is signed in',
  }),
});

async function notificationsIn(
  tx: Tx,
  context: Context,
  storefront: StorefrontView | null,
): Promise<StorefrontPlace['notifications']> {
  const [counted] = await tx<
    { browsers: number; people: number }[]
  >`select count(*)::int as browsers, count(distinct customer_id)::int as people from browsers`;
  return {
    offered: (await offeredKey(tx, context)) !== null,
    browsers: counted?.browsers ?? 0,
    people: counted?.people ?? 0,
    worker: storefront ? storefront.script.replace(/\.js$/, '/worker.js') : null,
  };
}

async function storefrontIn(tx: Tx, context: Context): Promise<StorefrontView | null> {
  const [row] = await tx<Row<typeof storefronts>[]>`select * from storefronts`;
  return row
    ? {
        siteKey: row.site_key,
        script: `${context.publicUrl}/store/${row.site_key}.js`,
        origins: row.origins,
        connectionId: row.connection_id,
        takesCarts: row.takes_carts,
        asksConsent: row.asks_consent,
        takesPixel: row.takes_pixel,
        lastEventAt: row.last_event_at,
        lastEventType: row.last_event_type,
        refusedOrigin: row.refused_origin,
        refusedAt: row.refused_at,
      }
    : null;
}
