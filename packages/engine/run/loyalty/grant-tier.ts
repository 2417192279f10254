import type { Instant } from '@millrace/base';
import { lockCustomer } from '@millrace/core/rows';
import { storeSettings } from '@millrace/core/store';
import type { Tx } from '@millrace/db';
import { refreshPoints } from './refresh-points.ts';

export interface TierGrant {
  readonly customerId: string;
  /** Name of a tier of the store; null takes a granted tier back. */
  readonly tier: string | null;
  /** Null: for good. */
  readonly until: Instant | null;
}

/**
 * Grants a tier whatever the points. It never lowers a tier that was reached.
 * @returns the tier that holds now; or the name of a tier that the store does not have
 */
export async function grantTier(
  tx: Tx,
  workspaceId: string,
  { customerId, tier, until }: TierGrant,
  now: Instant,
): Promise<{ readonly tier: string | null } | { readonly noSuchTier: string }> {
  const { tiers } = await storeSettings(tx, workspaceId);
  const known = tiers.find(({ name }) => name.toLowerCase() === tier?.trim().toLowerCase());
  if (tier !== null && !known) return { noSuchTier: tier };
  await lockCustomer(tx, customerId);
  await tx`update customers set granted_tier = ${known?.name ?? null},
    granted_until = ${known ? until : null} where id = ${customerId}`;
  await refreshPoints(tx, workspaceId, now, [customerId]);
  const [row] = await tx<{ tier: string | null }[]>`select tier from customers where id = ${customerId}`;
  return { tier: row?.tier ?? null };
}

/** Takes back granted tiers whose time is over. */
export async function endGrants(tx: Tx, workspaceId: string, now: Instant): Promise<void> {
  const over = await tx<{ id: string }[]>`update customers set granted_tier = null, granted_until = null
    where granted_until <= ${now} returning id`;
  if (over.length > 0)
    await refreshPoints(
      tx,
      workspaceId,
      now,
      over.map(({ id }) => id),
    );
}
