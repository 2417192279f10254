import type { storefronts, Row } from '@millrace/db/schema';
import type { Instant } from '@millrace/base';
import type { Database } from '@millrace/db';
import { sourceIdOf, type IntakeSource } from '../parsing/source.ts';

type StorefrontRow = Row<typeof storefronts>;

/** The snippet of a store, as its endpoints need it. */
export interface KnownStorefront {
  readonly workspaceId: string;
  readonly siteKey: string;
  readonly origins: readonly string[];
  readonly takesCarts: boolean;
  readonly asksConsent: boolean;
  readonly takesPixel: boolean;
  readonly currency: string;
  readonly source: IntakeSource;
  /** The request that finds it outdated writes it, and sets it here for the others. */
  lastEventAt: Instant | null;
  refusedAt: Instant | null;
}

/** Changes of settings by another process count after this many milliseconds at most. */
const REMEMBERED_FOR = 3_000;
const MOST_REMEMBERED = 500;
/** The ids that `newSiteKey` makes. */
const SITE_KEY = /^[a-z0-9]{20}$/;

type Remembered = WeakMap<
  Database,
  Map<string, { readonly storefront: KnownStorefront; readonly until: number }>
>;
// One cache for the process, also when parts of it are bundled separately.
const place = globalThis as unknown as { millraceStorefronts?: Remembered };
const known: Remembered = (place.millraceStorefronts ??= new WeakMap());

/** Finds the snippet of a store by its public key; null when there is none. */
export async function knownStorefront(db: Database, siteKey: string): Promise<KnownStorefront | null> {
  if (!SITE_KEY.test(siteKey)) return null;
  const remembered = known.get(db) ?? new Map<string, { storefront: KnownStorefront; until: number }>();
  known.set(db, remembered);
  const found = remembered.get(siteKey);
  if (found && found.until > Date.now()) return found.storefront;
  remembered.delete(siteKey);
  const row = await db.asCaller({ siteKey }, async (tx) => {
    const [first] = await tx<StorefrontRow[]>`select * from storefronts where site_key = ${siteKey}`;
    return first;
  });
  if (!row) return null;
  const storefront = await withSource(db, row);
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  remembered.set(siteKey, { storefront, until: Date.now() + REMEMBERED_FOR });
  return storefront;
}

/** Forgets what is cached, after a change in this process. */
export function forgetStorefronts(db: Database): void {
  known.delete(db);
}

function withSource(db: Database, row: StorefrontRow): Promise<KnownStorefront> {
  return db.inWorkspace(row.workspace_id, async (tx) => {
    const [store] = await tx<{ currency: string }[]>`select currency from workspaces`;
    const [connection] = await tx<
      { id: string; connector: string; shop: string | null; pace: number; pace_anchor: Instant | null }[]
    >`select id, connector, shop, pace, pace_anchor from connections where id = ${row.connection_id}`;
    return {
      workspaceId: row.workspace_id,
      siteKey: row.site_key,
      origins: row.origins,
      takesCarts: row.takes_carts,
      asksConsent: row.asks_consent,
      takesPixel: row.takes_pixel,
      currency: store?.currency ?? 'USD',
      source: connection
        ? {
            id: sourceIdOf(connection),
            clock: { pace: connection.pace, anchor: connection.pace_anchor ?? 0 },
          }
        : { id: 'api', clock: { pace: 1, anchor: 0 } },
      lastEventAt: row.last_event_at,
      refusedAt: row.refused_at,
    };
  });
}

/**
 * Whether pages of this origin may send. Browsers set the header `Origin`, and no page can choose it; anybody else
 * can. So it keeps other shops' pages out, and is no proof.
 * @param origin the header; `null` is what a sandboxed frame sends, such as a pixel of Shopify
 */
export const mayComeFrom = (storefront: KnownStorefront, origin: string | null): boolean =>
  origin !== null && (origin === 'null' ? storefront.takesPixel : storefront.origins.includes(origin));
