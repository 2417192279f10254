import type { Context } from '@millrace/core/verb';
import type { Tx } from '@millrace/db';
import { CHANNELS, reachesDevices } from '@millrace/channels';
import { hashOfAddress } from './names.ts';
import type { ErasureScope } from './traces-left.ts';

/** Channels whose messages name devices, which are no address. */
const WITHOUT_ADDRESS = CHANNELS.filter(({ address }) => reachesDevices(address)).map(({ id }) => id);

/**
 * Keeps a keyed hash of each of the person's addresses with the reason not to send to it: the reason from the
 * suppression list, otherwise the erasure. Deletes the address from the list.
 * @returns the addresses
 */
export async function keepHashes(tx: Tx, context: Context, { people, now }: ErasureScope): Promise<string[]> {
  const rows = await tx<{ address: string }[]>`
    select value as address from customer_identities
      where customer_id = any(${people as string[]}::uuid[]) and kind in ('email', 'phone')
    union select a.address from customers c cross join lateral (values (c.email), (c.phone)) a(address)
      where c.id = any(${people as string[]}::uuid[]) and a.address is not null
    union select address from messages
      where customer_id = any(${people as string[]}::uuid[]) and address is not null
        and channel <> all(${WITHOUT_ADDRESS}::text[])
    union select address from suppressions where customer_id = any(${people as string[]}::uuid[])`;
  const addresses = rows.map((row) => row.address);
  const listed = await tx<
    { channel: string; address: string; reason: string }[]
  >`delete from suppressions where address = any(${addresses}::text[]) returning channel, address, reason`;
  const reasons = new Map(listed.map((row) => [`${row.channel}/${row.address}`, row.reason]));
  for (const { id: channel, addressOf } of CHANNELS) {
    for (const address of addresses) {
      if (addressOf({ email: address, phone: address, browsers: null }) !== address) continue;
      await tx`insert into erased_addresses (workspace_id, channel, hash, reason, at)
        values (${context.workspaceId}, ${channel}, ${hashOfAddress(context, channel, address)},
          ${reasons.get(`${channel}/${address}`) ?? 'erased'}, ${now})
        on conflict (workspace_id, channel, hash) do update set at = excluded.at`;
    }
  }
  return addresses;
}
