import type { Tx } from '@millrace/db';
import type { Instant, Json } from '@millrace/base';
import { changed, type ProfileChange } from '@millrace/connectors';

/**
 * Applies a change to a customer's profile, under the customer's lock. Applying the same change twice has no
 * further effect.
 */
export async function changeProfile(
  tx: Tx,
  customerId: string,
  change: ProfileChange,
  now: Instant,
): Promise<void> {
  const [row] = await tx<
    { tags: string[]; properties: Record<string, Json> }[]
  >`select tags, properties from customers where id = ${customerId} and erased_at is null for update`;
  if (!row) return;
  const { tags, properties } = changed(row, change);
  await tx`update customers set tags = ${tags as string[]}, properties = ${tx.json(properties as never)},
    updated_at = ${now} where id = ${customerId}`;
}
