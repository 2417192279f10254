import type { Context } from '@millrace/core/verb';
import type { Tx } from '@millrace/db';
import type { Instant } from '@millrace/base';
import { hashOfAddress } from '../erasure/names.ts';

export interface Suppression {
  readonly channel: string;
  readonly address: string;
  readonly reason: string;
  readonly customerId: string | null;
}

/**
 * Puts an address on the suppression list. The address of an erased person is not stored again: the reason
 * goes to its hash.
 */
export async function suppress(
  tx: Tx,
  context: Context,
  { channel, address, reason, customerId }: Suppression,
  now: Instant,
): Promise<void> {
  const erased = await tx`update erased_addresses set reason = ${reason}
      where channel = ${channel} and hash = ${hashOfAddress(context, channel, address)} returning 1`;
  if (erased.length > 0) return;
  await tx`insert into suppressions (workspace_id, channel, address, reason, customer_id, at)
    values (${context.workspaceId}, ${channel}, ${address}, ${reason}, ${customerId}, ${now})
      on conflict do nothing`;
}

/**
 * Why an address gets no messages; null when it may. An erased person who later gives a confirmed opt-in may
 * get messages again.
 */
export async function suppressionOf(
  tx: Tx,
  context: Pick<Context, 'secret' | 'workspaceId'>,
  { channel, address, customerId }: Omit<Suppression, 'reason'>,
): Promise<string | null> {
  const [row] = await tx<{ reason: string }[]>`
    select reason from suppressions where channel = ${channel} and address = ${address}
    union all select e.reason from erased_addresses e
      where e.channel = ${channel} and e.hash = ${hashOfAddress(context, channel, address)}
      and not (e.reason = 'erased' and exists (select from consents n
        where n.customer_id = ${customerId} and n.channel = ${channel} and n.state = 'subscribed'
        and n.opt_in = 'double' and n.at > e.at))
    limit 1`;
  return row?.reason ?? null;
}
