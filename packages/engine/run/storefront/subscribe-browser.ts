import { createHash } from 'node:crypto';
import { fail, type Instant } from '@millrace/base';
import { channelTo } from '@millrace/channels';
import type { Context } from '@millrace/core/verb';
import { newId, type Tx } from '@millrace/db';
import { isPushAddress } from '@millrace/transport';
import { z } from 'zod';
import { storeAtEndpoint } from '../intake/at-endpoint.ts';
import { storeEvents } from '../intake/ingest-events.ts';
import type { KnownStorefront } from './known-storefront.ts';
import { senderOf, senderSchema } from './sender.ts';
import { browserName } from './browser-name.ts';
import { endWithTheLast } from '../browsers/devices.ts';

/** Most browsers of one person. Of more the oldest are forgotten. */
const MOST_BROWSERS = 10;

const endpoint = z.string().max(1_024).refine(isPushAddress, 'This is not the address of a push service.');
/** Exactly so many bytes in base64url. */
const key = (bytes: number) =>
  z
    .string()
    .regex(/^[\w-]{1,100}={0,2}$/)
    .refine((text) => Buffer.from(text, 'base64url').length === bytes, 'This key has the wrong length.');

/** What a page sends of a browser that agreed: `PushSubscription.toJSON()`, and who it is. */
export const browserSchema = senderSchema.extend({
  subscription: z.object({
    endpoint,
    /** A point of P-256, uncompressed, and 16 random bytes (RFC 8291). */
    keys: z.object({ p256dh: key(65), auth: key(16) }),
  }),
});

/** What a page sends of a browser that left, or a service worker of one whose address has changed. */
export const leavingSchema = z.object({
  leaves: z.string().min(1).max(1_024),
  /** The new address, which takes the place of the other. */
  subscription: browserSchema.shape.subscription.nullish(),
});

/**
 * Keeps a browser that agreed to notifications, with the consent that this is. It belongs to whoever the page knows its
 * visitor to be; a browser that nobody is known by belongs to its visitor.
 * @param agent the header `User-Agent`
 * @throws MillraceError input-invalid
 */
export async function subscribeBrowser(
  context: Context,
  storefront: KnownStorefront,
  body: unknown,
  agent: string,
): Promise<void> {
  const read = browserSchema.safeParse(body);
  if (!read.success)
    return fail('input-invalid', { problems: 'send {"visitor", "subscription": {"endpoint", "keys"}}.' });
  const channel = channelTo('browsers')?.id ?? fail('not-found', { what: 'channel' });
  const { subscription, ...sender } = read.data;
  const now = context.now();
  const { customer, scope } = senderOf(context, storefront, sender);
  await storeAtEndpoint(context.db, context.workspaceId, async (tx) => {
    // The same click sent again within a minute is one.
    const id = `browser/${scope}/agreed/${hashOf(subscription.endpoint)}/${Math.floor(now / 60_000)}`;
    const source = `Browser notifications${storefront.origins[0] === undefined ? '' : `, ${storefront.origins[0]}`}`;
    const consent = {
      [channel]: { state: 'subscribed' as const, source, at: now, optIn: 'single' as const },
    };
    const { accepted } = await storeEvents(tx, context, storefront.source, [
      {
        id,
        type: 'customer-subscribed',
        occurredAt: now,
        customer: { ...customer, consent },
        properties: { channel },
      },
    ]);
    const owner = await ownerOf(tx, accepted[0]?.eventId);
    if (owner !== null) await keep(tx, context, owner, subscription, agent, now);
  });
}

/** The first 16 characters of the SHA-256 of an address: ids of events are no place for a secret. */
const hashOf = (address: string): string =>
  createHash('sha256').update(address).digest('base64url').slice(0, 16);

/** The customer of an event; null when nobody stands behind it, as when they were erased. */
async function ownerOf(tx: Tx, eventId: string | undefined): Promise<string | null> {
  if (eventId === undefined) return null;
  const [row] = await tx<
    { customer_id: string | null }[]
  >`select c.id as customer_id from events e join customers c on c.id = e.customer_id
    where e.id = ${eventId} and c.erased_at is null`;
  return row?.customer_id ?? null;
}

type Subscription = z.output<typeof browserSchema>['subscription'];

async function keep(
  tx: Tx,
  context: Context,
  customerId: string,
  { endpoint: address, keys }: Subscription,
  agent: string,
  now: Instant,
): Promise<void> {
  const [before] = await tx<
    { customer_id: string }[]
  >`select customer_id from browsers where endpoint = ${address}`;
  await tx`insert into browsers (id, workspace_id, customer_id, endpoint, p256dh, auth, name, created_at)
    values (${newId()}, ${context.workspaceId}, ${customerId}, ${address}, ${keys.p256dh}, ${keys.auth},
      ${browserName(agent)}, ${now})
    on conflict (workspace_id, endpoint) do update set customer_id = excluded.customer_id,
      p256dh = excluded.p256dh, auth = excluded.auth, name = excluded.name`;
  await tx`delete from browsers where id in (select id from browsers where customer_id = ${customerId}
    order by created_at desc, id desc offset ${MOST_BROWSERS})`;
  // It was somebody else's, such as of the one who used this computer before.
  if (before && before.customer_id !== customerId)
    await endWithTheLast(tx, context, before.customer_id, 'Turned off in the browser');
}

/**
 * Forgets a browser that left, or moves it to its new address. Whoever knows the address of a browser at its push
 * service is that browser.
 * @throws MillraceError input-invalid
 */
export async function forgetBrowser(context: Context, body: unknown): Promise<void> {
  const read = leavingSchema.safeParse(body);
  if (!read.success) return fail('input-invalid', { problems: 'send {"leaves": "https://..."}.' });
  const { leaves, subscription } = read.data;
  await storeAtEndpoint(context.db, context.workspaceId, async (tx) => {
    if (subscription) {
      const { endpoint: address, keys } = subscription;
      await tx`update browsers set endpoint = ${address}, p256dh = ${keys.p256dh}, auth = ${keys.auth}
        where endpoint = ${leaves} and not exists (select 1 from browsers where endpoint = ${address})`;
      return;
    }
    const [gone] = await tx<
      { customer_id: string }[]
    >`delete from browsers where endpoint = ${leaves} returning customer_id`;
    if (gone) await endWithTheLast(tx, context, gone.customer_id, 'Turned off in the browser');
  });
}
