import { fail } from '@millrace/base';
import type { Context } from '@millrace/core/verb';
import { ingestEvents } from '../intake/ingest-events.ts';
import { batchSchema, readEvents, type RefusedEvent } from './browser-events.ts';
import type { KnownStorefront } from './known-storefront.ts';
import { senderOf } from './sender.ts';

export interface Received {
  readonly accepted: number;
  readonly refused: readonly RefusedEvent[];
}

/** Milliseconds between two notes of when something came, which settings show. */
const NOTED_EVERY = 5_000;

/**
 * Takes in what a page of the store reports. A page can say what its visitor did, and who they are only by a token
 * that we or the store signed.
 * @throws MillraceError input-invalid
 */
export async function receiveBrowserEvents(
  context: Context,
  storefront: KnownStorefront,
  body: unknown,
): Promise<Received> {
  const batch = batchSchema.safeParse(body);
  if (!batch.success)
    return fail('input-invalid', { problems: 'send {"visitor", "events": [...]}, with at most 25 events.' });
  const now = context.now();
  const sender = senderOf(context, storefront, batch.data);
  const { events, refused } = readEvents(storefront, sender, batch.data.events, now);
  if (events.length === 0) return { accepted: 0, refused };
  const report = await ingestEvents(context, storefront.source, events);
  const last = events.at(-1);
  if (report.accepted.length > 0 && last) await noteEvent(context, storefront, last.type, now);
  return {
    accepted: report.accepted.length,
    refused: [...refused, ...report.refused.map(({ index, problem }) => ({ index, problem }))],
  };
}

async function noteEvent(
  context: Context,
  storefront: KnownStorefront,
  type: string,
  now: number,
): Promise<void> {
  if (storefront.lastEventAt !== null && now - storefront.lastEventAt < NOTED_EVERY) return;
  storefront.lastEventAt = now;
  await context.db.inWorkspace(
    storefront.workspaceId,
    (tx) => tx`update storefronts set last_event_at = ${now}, last_event_type = ${type}`,
  );
}

/** Notes that pages of another address sent something, so that settings can offer to allow it. */
export async function noteRefusedOrigin(
  context: Context,
  storefront: KnownStorefront,
  origin: string | null,
): Promise<void> {
  const now = context.now();
  if (origin === null || origin.length > 255 || !/^https?:\/\/[^/\s]+$/.test(origin)) return;
  if (storefront.refusedAt !== null && now - storefront.refusedAt < NOTED_EVERY) return;
  storefront.refusedAt = now;
  await context.db.inWorkspace(
    storefront.workspaceId,
    (tx) => tx`update storefronts set refused_origin = ${origin}, refused_at = ${now}`,
  );
}
