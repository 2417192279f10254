import type { MessageRow } from '@millrace/core/rows';
import { localeOf, type StoreSettings } from '@millrace/core/store';
import type { Context } from '@millrace/core/verb';
import type { Tx } from '@millrace/db';
import { fail, isMillraceError, type Json, type PersonalClock } from '@millrace/base';
import {
  brandSchema,
  campaignOf,
  contentView,
  defaultBrand,
  type Brand,
  type MessageAddresses,
  type MessageToRender as MessageToWrite,
  type SentLink,
} from '@millrace/content';
import { renderApart, type Caller } from '@millrace/content/pool';
import { channelById, type ChannelKind } from '@millrace/channels';
import type { Cursor, Facts } from '@millrace/flow';
import { codeOf } from '../attempts/code-of.ts';
import { productsAskedIn, recommendedProducts, type Recommended } from '../models/recommended-products.ts';
import { rewriteDecisions } from '../models/write-decision.ts';
import { returnsLink } from '../returns/link-in-messages.ts';
import { messageLinks, newShortCode } from './message-links.ts';
import type { Renderings } from './renderings.ts';

export interface RenderedMessage {
  readonly address: string;
  readonly toName: string | null;
  readonly from: { readonly address: string; readonly name: string | null } | null;
  readonly subject: string | null;
  readonly html: string | null;
  readonly text: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly parts: Json;
  readonly links: readonly SentLink[];
  readonly segments: number | null;
  readonly code: string | null;
  /** What had to be left out, as sentences. */
  readonly notes: readonly string[];
}

export interface MessageToRender {
  readonly message: MessageRow;
  readonly flowName: string;
  readonly clock: PersonalClock;
  /** The config of the step. */
  readonly node: Json;
  readonly facts: Facts;
  readonly settings: StoreSettings;
  readonly cursor: Cursor;
  readonly address: string;
  /** Hash of the message's plan. */
  readonly planHash: string;
}

/** Why a message was not rendered: a problem in its content, or too many renderings at this moment. */
export type NotRendered = { readonly problem: string } | { readonly busy: true };

/** Turns an error into the reason a message was not rendered; rethrows every other error. */
export function notRendered(error: unknown): NotRendered {
  if (isMillraceError(error) && error.code === 'rendering-busy') return { busy: true };
  if (isMillraceError(error) && error.fault === 'theirs') return { problem: error.message };
  throw error;
}

/**
 * Renders the message for this person.
 * @returns the message, or why it was not rendered
 */
export async function renderMessage(
  tx: Tx,
  context: Context,
  input: MessageToRender,
  renderings: Renderings,
): Promise<RenderedMessage | NotRendered> {
  const { message, facts, settings } = input;
  const content = (input.node as { content?: unknown } | null)?.content;
  const reference = {
    workspaceId: context.workspaceId,
    messageId: message.id,
    enrolledAt: message.enrolled_at,
  };
  const links = messageLinks(context, reference);
  const code = codeOf(input.cursor);
  const view = contentView({
    customer: facts.customer,
    cart: facts.cart,
    order: facts.order,
    product: facts.product,
    event: facts.enrolment.event,
    store: facts.store,
    code,
    decision: input.cursor.variables,
    recommendations: await recommended(tx, context, input, content),
    links: {
      unsubscribe: links.unsubscribe,
      preferences: links.preferences,
      returns: await returnsLink(tx, context, content, facts.order?.id ?? null),
      answer: links.uncounted,
    },
    locale: localeOf(settings),
  });
  const channel = channelById(message.channel) ?? fail('not-found', { what: 'channel' });
  const making: Making = {
    channel,
    message: {
      content: channel.content.parse(content),
      view,
      brand: brandOf(settings),
      purpose: message.purpose,
      campaign: campaignOf(input.flowName),
      campaignContent: message.node,
      isFirst: channel.tellsFirst && (await isFirst(tx, message)),
    },
    links,
    caller: {
      lane: `${context.workspaceId}/${message.flow_id}`,
      template: `${input.planHash}/${message.node}`,
      again: message.id,
    },
  };
  try {
    const { senderName, subject, html, text, headers, parts, segments, ...made } = await make(
      tx,
      context,
      message,
      making,
      renderings,
    );
    return {
      address: input.address,
      toName: [facts.customer.firstName, facts.customer.lastName].filter(Boolean).join(' ') || null,
      from: senderOf(channel, settings, senderName),
      subject,
      html,
      text,
      headers,
      parts,
      segments,
      links: made.links,
      code: code?.code ?? null,
      notes: made.refusedLinks.map((link) => link.sentence),
    };
  } catch (error) {
    return notRendered(error);
  }
}

/** The sender of e-mails, when the store sets one. Other channels use the provider's sender. */
export function senderOf(
  channel: ChannelKind,
  settings: StoreSettings,
  name: string | null,
): RenderedMessage['from'] {
  if (channel.address !== 'email' || !settings.fromEmail) return null;
  return { address: settings.fromEmail, name: name || settings.fromName || settings.name };
}

async function isFirst(tx: Tx, { customer_id: customer, channel }: MessageRow): Promise<boolean> {
  const earlier = await tx`select 1 from messages
      where customer_id = ${customer} and channel = ${channel} and sent_at is not null limit 1`;
  return earlier.length === 0;
}

interface Making {
  readonly channel: ChannelKind;
  readonly message: MessageToWrite;
  readonly links: ReturnType<typeof messageLinks>;
  readonly caller: Caller;
}

/** Renders it. Replaces its links by our own addresses where the channel tracks links. */
async function make(
  tx: Tx,
  context: Context,
  row: MessageRow,
  { channel, message, links, caller }: Making,
  renderings: Renderings,
) {
  const style = channel.linkStyle(message.content);
  const { rendered, shorts } = await renderings.of([channel.id, message], async () => {
    const shorts: { code: string; url: string; index: number }[] = [];
    const shortened = (url: string, index: number) => {
      const code = newShortCode();
      shorts.push({ code, url, index });
      return `${context.publicUrl}/s/${code}`;
    };
    const addresses: MessageAddresses = {
      openUrl: channel.tracksOpens ? links.open : undefined,
      addressOf:
        style === 'short' ? shortened : style === 'counted' ? (_url, index) => links.click(index) : undefined,
    };
    return { rendered: await renderApart(channel.id, message, addresses, caller), shorts };
  });
  for (const short of shorts) {
    await tx`insert into short_links (code, workspace_id, message_id, enrolled_at, link, url)
      values (${short.code}, ${context.workspaceId}, ${row.id}, ${row.enrolled_at}, ${short.index},
      ${short.url})`;
  }
  return rendered;
}

/**
 * The look of the store's e-mails, from its settings. Values that cannot be used fall back to the default.
 */
export function brandOf(settings: StoreSettings): Brand {
  const wanted = brandSchema.safeParse({
    name: settings.name || 'Our shop',
    url: settings.url,
    language: settings.language,
    colour: settings.brandColor,
    address: settings.postalAddress,
    ...(settings.logoUrl ? { logoUrl: settings.logoUrl } : {}),
  });
  return wanted.success ? wanted.data : defaultBrand({ name: settings.name, url: settings.url });
}

/** Products for blocks that show some. Records why as a decision of the message's step. */
async function recommended(
  tx: Tx,
  context: Context,
  input: MessageToRender,
  content: unknown,
): Promise<Recommended['products']> {
  const { message, facts, clock } = input;
  const now = context.now();
  const { products, decisions } = await recommendedProducts(tx, {
    facts,
    cartId: message.cart_id,
    counts: productsAskedIn(content),
    now,
    clock,
  });
  const place = {
    workspaceId: context.workspaceId,
    enrolmentId: message.enrolment_id,
    flowId: message.flow_id,
    customerId: message.customer_id,
    node: message.node,
    visit: message.visit,
    cartId: message.cart_id,
    heldOut: false,
  };
  if (decisions.length > 0) await rewriteDecisions(tx, place, decisions, now);
  return products;
}
