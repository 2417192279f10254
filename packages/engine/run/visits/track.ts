import type { Context } from '@millrace/core/verb';
import type { Tx } from '@millrace/db';
import type { Database } from '@millrace/db';
import { channelById, reachesDevices } from '@millrace/channels';
import { ingestWithin } from '../intake/ingest-events.ts';
import { recordLinkConsents } from '../intake/link-consents.ts';
import { judgeVisits } from '@millrace/measure';
import { addToCounters } from '../measure/counters.ts';
import { messageLinks, readLinkToken, type MessageReference } from '../sending/message-links.ts';
import { withVisitor } from '../storefront/link-visitor.ts';
import { tracked, type Tracked } from './tracked.ts';
import { noteVisit, type VisitSigns } from './visits.ts';

const INTERNAL = { id: 'millrace', clock: { pace: 1, anchor: 0 }, internal: true } as const;

/**
 * Records that a message's picture was fetched. `judge-visits.ts` decides whether a person opened it.
 * @param signs null for a HEAD request, which leaves no trace
 */
export async function recordOpen(
  contextOf: (workspaceId: string) => Context,
  token: string,
  secret: Buffer,
  signs: VisitSigns | null,
): Promise<void> {
  const reference = signs && readLinkToken({ secret }, 'open', token);
  if (!reference) return;
  const context = contextOf(reference.workspaceId);
  await context.db.inWorkspace(reference.workspaceId, async (tx) => {
    const message = await tracked(tx, reference);
    if (message) await noteVisit(tx, context, message, { kind: 'open', link: null }, signs);
  });
}

/**
 * Records that a message's unsubscribe or preferences page was opened. This changes nothing, but reveals a
 * scanner that follows every link.
 */
export async function recordPage(
  contextOf: (workspaceId: string) => Context,
  token: string,
  secret: Buffer,
  signs: VisitSigns | null,
): Promise<void> {
  const reference = signs && referenceOf(token, secret);
  if (!reference) return;
  const context = contextOf(reference.workspaceId);
  await context.db.inWorkspace(reference.workspaceId, async (tx) => {
    const message = await tracked(tx, reference);
    if (message) await noteVisit(tx, context, message, { kind: 'page', link: null }, signs);
  });
}

/**
 * Records that a tracked link was followed.
 * @param signs null for a HEAD request, which leaves no trace
 * @returns the link's target, or null when the link is not ours
 */
export async function recordClick(
  contextOf: (workspaceId: string) => Context,
  token: string,
  secret: Buffer,
  signs: VisitSigns | null,
): Promise<string | null> {
  const reference = readLinkToken({ secret }, 'click', token);
  return reference ? follow(contextOf(reference.workspaceId), reference, signs) : null;
}

export async function recordShortClick(
  db: Database,
  contextOf: (workspaceId: string) => Context,
  code: string,
  signs: VisitSigns | null,
): Promise<string | null> {
  const row = await db.asCaller({ shortLink: code }, async (tx) => {
    const [found] = await tx<
      { workspace_id: string; message_id: string; enrolled_at: number; link: number }[]
    >`select workspace_id, message_id, enrolled_at, link from short_links where code = ${code}`;
    return found;
  });
  if (!row) return null;
  const reference = {
    workspaceId: row.workspace_id,
    messageId: row.message_id,
    enrolledAt: row.enrolled_at,
    link: row.link,
  };
  return follow(contextOf(row.workspace_id), reference, signs);
}

async function follow(
  context: Context,
  reference: MessageReference,
  signs: VisitSigns | null,
): Promise<string | null> {
  return context.db.inWorkspace(reference.workspaceId, async (tx) => {
    const message = await tracked(tx, reference);
    const link = message?.links?.find(({ index }) => index === reference.link);
    if (!message || !link?.url) return null;
    const target = link.answer ? messageLinks(context, reference).answer(link.index) : link.url;
    if (!signs) return target;
    await noteVisit(tx, context, message, { kind: 'click', link: reference.link ?? 0 }, signs);
    const [verdict] = judgeVisits(message.sent_at, [
      { at: context.now(), kind: 'click', link: reference.link ?? 0, ...signs },
    ]);
    // A scanner that opens the page must not look like the person.
    return message.customer_id === null || link.answer || verdict?.by !== 'person'
      ? target
      : withVisitor(tx, context, target, message.customer_id);
  });
}

export interface Preferences {
  readonly store: string;
  readonly channels: readonly { readonly channel: string; readonly state: string }[];
  readonly address: string | null;
}

/** What a person may see and change by an unsubscribe or preferences link. Null when the link is not ours. */
export async function readPreferences(
  contextOf: (workspaceId: string) => Context,
  token: string,
  secret: Buffer,
): Promise<Preferences | null> {
  const reference = referenceOf(token, secret);
  if (!reference) return null;
  const context = contextOf(reference.workspaceId);
  return context.db.inWorkspace(reference.workspaceId, async (tx) => {
    const message = await tracked(tx, reference);
    if (!message) return null;
    const channels = await tx<
      { channel: string; state: string }[]
    >`select channel, case when channel = ${message.channel} and exists (select 1 from suppressions
      where channel = ${message.channel} and address = ${message.address}
      and reason = 'unsubscribed') then 'unsubscribed' else state end as state
      from consents where customer_id = ${message.customer_id} order by channel`;
    const [store] = await tx<{ name: string }[]>`select name from workspaces`;
    return { store: store?.name ?? '', channels: [...channels], address: masked(message) };
  });
}

/**
 * Unsubscribes by one click (RFC 8058): from the message's channel, or from the channels named. A repeat
 * changes nothing and creates no event.
 */
export async function unsubscribe(
  contextOf: (workspaceId: string) => Context,
  token: string,
  secret: Buffer,
  wanted?: Readonly<Record<string, 'subscribed' | 'unsubscribed'>>,
): Promise<boolean> {
  const reference = referenceOf(token, secret);
  if (!reference) return false;
  const context = contextOf(reference.workspaceId);
  return context.db.inWorkspace(reference.workspaceId, async (tx) => {
    const message = await tracked(tx, reference);
    if (!message) return wasErased(tx, reference);
    const states = wanted ?? { [message.channel]: 'unsubscribed' as const };
    const source = wanted ? 'preference-page' : 'unsubscribe-page';
    const changed = await recordLinkConsents(tx, context.workspaceId, {
      message,
      states,
      source,
      now: context.now(),
    });
    const gone = changed.filter(({ state }) => state === 'unsubscribed');
    if (gone.length === 0) return true;
    const fresh = await tx`update messages set unsubscribed_at = ${context.now()}
        where id = ${message.id} and enrolled_at = ${message.enrolled_at}
        and unsubscribed_at is null returning 1`;
    if (fresh.length > 0)
      await addToCounters(
        tx,
        context.workspaceId,
        { flowId: message.flow_id, versionId: message.version_id },
        context.now(),
        [{ node: message.node, metric: 'unsubscribed', amount: 1 }],
      );
    for (const { channel, addressOnly } of gone) {
      await ingestWithin(tx, context, INTERNAL, [
        {
          id: `unsubscribed/${message.id}/${channel}/${context.now()}`,
          type: 'customer-unsubscribed',
          customer: { id: message.customer_id },
          properties: { channel, source, messageId: message.id, ...(addressOnly ? { addressOnly } : {}) },
        },
      ]);
    }
    return true;
  });
}

/** An erased person gets nothing more in any case, so their wish is fulfilled. */
async function wasErased(tx: Tx, { messageId, enrolledAt }: MessageReference): Promise<boolean> {
  const rows = await tx`select 1 from messages m join customers c on c.id = m.customer_id
      where m.id = ${messageId} and m.enrolled_at = ${enrolledAt} and c.erased_at is not null`;
  return rows.length > 0;
}

const referenceOf = (token: string, secret: Buffer) =>
  readLinkToken({ secret }, 'unsubscribe', token) ?? readLinkToken({ secret }, 'preferences', token);

/** `a…@example.com`: enough for the person to recognise their address. */
function masked({ channel, address }: Pick<Tracked, 'channel' | 'address'>): string | null {
  const field = channelById(channel)?.address;
  if (!address || (field && reachesDevices(field))) return address;
  const at = address.indexOf('@');
  return at > 0 ? `${address.slice(0, 1)}…${address.slice(at)}` : `…${address.slice(-3)}`;
}
