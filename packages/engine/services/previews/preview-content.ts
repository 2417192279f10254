import {
  readCustomer,
  storeFacts,
  cartFacts,
  clockOf,
  customerFacts,
  orderFacts,
  type CartRow,
  type OrderRow,
} from '@millrace/core/facts';
import { localeOf, storeSettings, type StoreSettings } from '@millrace/core/store';
import { type Context, authorise, may, parseInput } from '@millrace/core/verb';
import type { Tx } from '@millrace/db';
import { fail } from '@millrace/base';
import { channelById, channelIds, type ChannelKind } from '@millrace/channels';
import { cappedRecord, contentView, type ContentView } from '@millrace/content';
import { renderApart, type Caller } from '@millrace/content/pool';
import { brandOf, sampleShortLink } from '@millrace/run/sending';
import { z } from 'zod';
import { newestProperties } from './event-properties.ts';
import { callerOf } from './render-caller.ts';
import { sampleOf } from './sample-customer.ts';
import type { ContentPreview } from './preview-shape.ts';

export const previewInput = {
  channel: z.enum(channelIds()),
  content: z.unknown(),
  purpose: z.enum(['marketing', 'transactional']).default('marketing'),
  /** Name of the flow, for the campaign tag of links. */
  campaign: z.string().max(200).default('preview'),
  /** The customer to render for; a sample customer when left out. */
  customer: z.uuid().optional(),
  /** Type of the trigger event. Its newest event gives the values of event properties. */
  event: z.string().min(1).max(80).optional(),
};

interface ToPreview {
  readonly channel: string;
  readonly content?: unknown;
  readonly purpose: 'marketing' | 'transactional';
  readonly campaign: string;
}

export const previewContentInput = z.strictObject(previewInput);

/**
 * Renders the message for one customer, or for a sample. Nothing is sent, counted or stored.
 * @throws MillraceError not-allowed for a customer, when the actor may not see customers
 */
export async function previewContent(
  context: Context,
  input: z.input<typeof previewContentInput>,
): Promise<ContentPreview> {
  authorise(context.actor, 'flows:read');
  const wanted = parseInput(previewContentInput, input);
  if (wanted.customer) authorise(context.actor, 'customers:read');
  // Rendered after the transaction, so that a slow text holds no database connection.
  const { settings, view } = await context.db.inWorkspace(context.workspaceId, async (tx) => {
    const settings = await storeSettings(tx, context.workspaceId);
    const view = wanted.customer
      ? await viewOf(tx, wanted.customer, settings, context)
      : await sampleOf(tx, settings, context);
    return { settings, view: await withEvent(tx, view, wanted.event, may(context.actor, 'customers:read')) };
  });
  return renderPreview(wanted, settings, view, lookedAt(context));
}

/** Who asks for a rendering, and what stands for links that will be shortened; null keeps them, so that they work. */
export interface Asked {
  readonly caller: Caller;
  readonly shortLink: string | null;
}

/** A rendering that is only looked at. */
export const lookedAt = (context: Context): Asked => ({
  caller: callerOf(context),
  shortLink: sampleShortLink(context),
});

/** @throws MillraceError input-invalid, content-invalid, not-found, rendering-busy */
export async function renderPreview(
  { channel: id, content, purpose, campaign }: ToPreview,
  settings: StoreSettings,
  view: ContentView,
  { caller, shortLink }: Asked,
): Promise<ContentPreview> {
  const channel = channelById(id) ?? fail('not-found', { what: 'channel' });
  const message = {
    content: parseInput(channel.content, content),
    view,
    brand: brandOf(settings),
    purpose,
    campaign,
    isFirst: true,
  };
  const { senderName, subject, preheader, html, text, segments, parts, refusedLinks } = await renderApart(
    channel.id,
    message,
    shortLink !== null && channel.linkStyle(message.content) === 'short'
      ? { addressOf: () => shortLink }
      : {},
    caller,
  );
  const warnings = [...refusedLinks.map((link) => link.sentence), ...sizeWarnings(channel, html)];
  return { senderName, subject, preheader, html, text, segments, parts, warnings };
}

/** A page above the size at which inboxes cut it off is still sent, because most of it can be read. */
function sizeWarnings({ limits: { bytes } }: ChannelKind, html: string | null): readonly string[] {
  if (bytes === null || html === null) return [];
  const size = Buffer.byteLength(html);
  const inKilobytes = (count: number) => `${Math.round(count / 1_000)} KB`;
  return size > bytes
    ? [
        `It is ${inKilobytes(size)} large, and inboxes cut it off after ${inKilobytes(bytes)}: take something out.`,
      ]
    : [];
}

/**
 * Adds an event of this type to the view: the newest one's values, or only the names for users without access
 * to customers.
 */
export async function withEvent(
  tx: Tx,
  view: ContentView,
  type: string | undefined,
  shows: boolean,
): Promise<ContentView> {
  if (type === undefined || !view.event) return view;
  const [newest = {}] = await newestProperties(tx, type, 1);
  const properties = shows
    ? newest
    : Object.fromEntries(Object.keys(newest).map((name) => [name, `[${name}]`]));
  return { ...view, event: { ...view.event, type, properties: cappedRecord(properties) } };
}

/**
 * A real customer with their newest cart and order. What only a running flow has (a code, a decision) comes
 * from the sample.
 */
async function viewOf(
  tx: Tx,
  customerId: string,
  settings: StoreSettings,
  context: Context,
): Promise<ContentView> {
  const customer = await readCustomer(tx, customerId);
  if (!customer) fail('not-found', { what: 'customer' });
  const [[cart], [order]] = await Promise.all([
    tx<
      CartRow[]
    >`select * from carts where customer_id = ${customerId} and items_count > 0 order by updated_at desc
      limit 1`,
    tx<
      OrderRow[]
    >`select * from orders where customer_id = ${customerId} and counted order by placed_at desc limit 1`,
  ]);
  const clock = clockOf(customer);
  const sample = await sampleOf(tx, settings, context);
  const view = contentView({
    customer: customerFacts(customer, settings.zone),
    cart: cart ? cartFacts(cart, clock, new Map(), new Set()) : null,
    order: order ? orderFacts(order, clock) : null,
    store: storeFacts(settings),
    code: null,
    decision: sample.decision,
    recommendations: sample.recommendations,
    links: sample.links,
    locale: localeOf(settings),
  });
  return { ...view, discount: sample.discount, event: sample.event, product: sample.product };
}
