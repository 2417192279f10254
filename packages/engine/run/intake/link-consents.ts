import type { Tx } from '@millrace/db';
import type { Instant } from '@millrace/base';
import { channelById, reachesDevices } from '@millrace/channels';
import { normaliseEmail } from '../parsing/identities.ts';
import { recordConsents, type ConsentChange } from './record-consents.ts';

/**
 * A change of consent. `addressOnly`: it concerns an address the person no longer uses, and not the person.
 */
export type LinkChange = ConsentChange & { readonly addressOnly?: boolean };

export interface LinkChoice {
  /** The message whose link was followed. It went to one address of the person. */
  readonly message: {
    readonly customer_id: string;
    readonly channel: string;
    readonly address: string | null;
  };
  readonly states: Readonly<Record<string, 'subscribed' | 'unsubscribed'>>;
  readonly source: string;
  readonly now: Instant;
}

/**
 * Records what a person chose by a link in a message. It concerns the address the message went to: a person
 * with two addresses who unsubscribes one gets nothing more at it, and keeps the consent of the other. For
 * other channels it concerns the person.
 * @returns the changes
 */
export async function recordLinkConsents(
  tx: Tx,
  workspaceId: string,
  { message, states, source, now }: LinkChoice,
): Promise<readonly LinkChange[]> {
  const [person] = await tx<
    { email: string | null; phone: string | null }[]
  >`select email, phone from customers where id = ${message.customer_id}`;
  const field = channelById(message.channel)?.address ?? 'phone';
  // A message to devices went to no address that could be closed.
  const address = reachesDevices(field) ? null : message.address;
  const mine = field === 'email' ? normaliseEmail(address) : address;
  const current = reachesDevices(field) ? null : (person?.[field] ?? null);
  const isOther = mine !== null && current !== null && mine !== current;
  const changes = Object.entries(states).map(([channel, state]): ConsentChange => {
    const address = channel === message.channel ? mine : null;
    return { customerId: message.customer_id, channel, state, source, optIn: 'unknown', at: now, address };
  });
  const closed = mine === null ? [] : await closeOrOpen(tx, workspaceId, changes, message.channel, mine, now);
  const { changed } = await recordConsents(
    tx,
    workspaceId,
    changes.filter((change) => !(isOther && change.channel === message.channel)),
  );
  if (!isOther || closed.length === 0) return changed;
  for (const { customerId, channel, state, at, address } of closed)
    await tx`insert into consent_history (id, workspace_id, customer_id, channel, state, source, opt_in, at,
      address) values (uuidv7(), ${workspaceId}, ${customerId}, ${channel}, ${state}, ${source}, 'unknown',
      ${at}, ${address ?? null})`;
  return [...changed, ...closed.map((change) => ({ ...change, addressOnly: true }))];
}

/** Closes or reopens the address itself, so that this holds whichever address the person uses later. */
async function closeOrOpen(
  tx: Tx,
  workspaceId: string,
  changes: readonly ConsentChange[],
  channel: string,
  address: string,
  now: Instant,
): Promise<ConsentChange[]> {
  const change = changes.find((one) => one.channel === channel);
  if (!change) return [];
  const rows =
    change.state === 'unsubscribed'
      ? await tx`insert into suppressions (workspace_id, channel, address, reason, customer_id, at)
        values (${workspaceId}, ${channel}, ${address}, 'unsubscribed', ${change.customerId}, ${now})
        on conflict do nothing returning 1`
      : await tx`delete from suppressions
        where channel = ${channel} and address = ${address} and reason = 'unsubscribed' returning 1`;
  return rows.length > 0 ? [change] : [];
}
