import { CONNECTORS } from '@millrace/connectors';
import type { Tx } from '@millrace/db';
import { sourceIdOf } from '@millrace/run/parsing';

/**
 * Finds the shop of data left by a removed connection. Ids of orders, products and carts come from the
 * platform, so one shared id proves the shop; otherwise the links of its products and carts name it;
 * otherwise the workspace's only shop is the one.
 * @param shops sources of the connected shops
 * @returns the source of the shop; null when it cannot be determined
 */
export async function shopOfOrphan(tx: Tx, orphan: string, shops: readonly string[]): Promise<string | null> {
  for (const shop of shops) if (await sharesIds(tx, orphan, shop)) return shop;
  const named = await namedInAddresses(tx, orphan);
  if (named !== null) return named;
  const [only] = shops;
  return only !== undefined && shops.length === 1 && (await wasOf(tx, orphan, only)) ? only : null;
}

async function sharesIds(tx: Tx, orphan: string, shop: string): Promise<boolean> {
  const [row] = await tx<{ shared: boolean }[]>`
    select exists (select 1 from orders l
      join orders w on w.source = ${shop} and w.external_id = l.external_id where l.source = ${orphan})
      or exists (select 1 from products l
        join products w on w.source = ${shop} and w.external_id = l.external_id where l.source = ${orphan})
      or exists (select 1 from cart_aliases l join cart_aliases w on w.source = ${shop} and w.alias = l.alias
        where l.source = ${orphan})
      or exists (select 1 from customer_identities l
        join customer_identities w on w.kind = ${`external:${shop}`} and w.value = l.value
        where l.kind = ${`external:${orphan}`}) as shared`;
  return row?.shared ?? false;
}

/** The shop named in links of its products and carts. */
async function namedInAddresses(tx: Tx, orphan: string): Promise<string | null> {
  const rows = await tx<{ url: string }[]>`
    (select url from products where source = ${orphan} and url is not null limit 20)
      union all (select recovery_url as url from carts
      where source = ${orphan} and recovery_url is not null limit 20)`;
  for (const kind of CONNECTORS) {
    for (const { url } of rows) {
      const shop = kind.shop?.ofAddress(url) ?? null;
      if (shop !== null) return sourceIdOf({ id: orphan, connector: kind.id, shop });
    }
  }
  return null;
}

/** Whether the removed connection was to the same system as this shop's, by the audit log. */
async function wasOf(tx: Tx, orphan: string, shop: string): Promise<boolean> {
  const title = CONNECTORS.find((kind) => shop.startsWith(`${kind.id}:`))?.title;
  if (title === undefined) return false;
  const [made] = await tx`select 1 from audit_log
      where action = 'connection-created' and subject_id = ${orphan} and summary = ${`Connected ${title}`}
      limit 1`;
  return made !== undefined;
}
