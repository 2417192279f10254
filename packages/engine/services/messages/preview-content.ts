import type { Tx } from '@millrace/db';
import { fail } from '@millrace/base';
import { emailContentSchema, smsContentSchema } from '@millrace/channels';
import { contentView, renderEmail, renderSms, sampleView, type ContentView } from '@millrace/content';
import { z } from 'zod';
import { readCustomer, storeFacts } from '../facts/load-facts.ts';
import { cartFacts, clockOf, customerFacts, orderFacts, type CartRow, type OrderRow } from '../facts/rows.ts';
import { storeSettings, type StoreSettings } from '../settings/store-settings.ts';
import { defineVerb, parseInput } from '../verb/define-verb.ts';
import { brandOf } from './render-message.ts';

export interface ContentPreview {
  readonly senderName: string | null;
  readonly subject: string | null;
  readonly preheader: string | null;
  /** A whole page; null for channels of plain text. */
  readonly html: string | null;
  readonly text: string;
  readonly segments: number | null;
  /** Links that had to be left out, and why. */
  readonly warnings: readonly string[];
}

export const previewInput = {
  channel: z.enum(['email', 'sms']),
  content: z.unknown(),
  purpose: z.enum(['marketing', 'transactional']).default('marketing'),
  /** Name of the flow, for the campaign tag of links. */
  campaign: z.string().max(200).default('preview'),
  /** Whom it is shown for; a sample customer when nobody is named. */
  customer: z.uuid().optional(),
};

interface ToPreview {
  readonly channel: 'email' | 'sms';
  readonly content?: unknown;
  readonly purpose: 'marketing' | 'transactional';
  readonly campaign: string;
}

/** The message as one customer, or a sample one, would get it. Nothing is sent, counted or kept. */
export const previewContent = defineVerb({
  name: 'content-previewed',
  permission: 'flows:read',
  input: z.strictObject(previewInput),
  run: async (tx, input, context): Promise<ContentPreview> => {
    const settings = await storeSettings(tx, context.workspaceId);
    return renderPreview(input, settings, input.customer ? await viewOf(tx, input.customer, settings) : sampleOf(settings));
  },
});

/** @throws MillraceError input-invalid, content-invalid */
export async function renderPreview(
  { channel, content, purpose, campaign }: ToPreview,
  settings: StoreSettings,
  view: ContentView,
): Promise<ContentPreview> {
  if (channel === 'sms') {
    const { text, segments, refusedLinks } = await renderSms({
      content: parseInput(smsContentSchema, content),
      view,
      purpose,
      campaign,
      isFirst: true,
    });
    return {
      senderName: null,
      subject: null,
      preheader: null,
      html: null,
      text,
      segments,
      warnings: refusedLinks.map((link) => link.sentence),
    };
  }
  const { senderName, subject, preheader, html, text, refusedLinks } = await renderEmail({
    content: parseInput(emailContentSchema, content),
    view,
    brand: brandOf(settings),
    purpose,
    campaign,
  });
  return { senderName, subject, preheader, html, text, segments: null, warnings: refusedLinks.map((link) => link.sentence) };
}

/** The sample customer, in this store. */
export function sampleOf(settings: StoreSettings): ContentView {
  const sample = sampleView();
  const inCurrency = <Line extends { currency: string }>(line: Line): Line => ({ ...line, currency: settings.currency });
  return {
    ...sample,
    store: {
      name: settings.name,
      url: settings.url || sample.store.url,
      currency: settings.currency,
      freeShippingFrom: settings.freeShippingFrom,
    },
    cart: sample.cart && { ...sample.cart, currency: settings.currency, lines: sample.cart.lines.map(inCurrency) },
    order: sample.order && { ...sample.order, currency: settings.currency, lines: sample.order.lines.map(inCurrency) },
    recommendations: sample.recommendations.map(inCurrency),
    currency: settings.currency,
  };
}

/** A real customer with their newest cart and order; what only a running flow knows (a code, a decision) is as in the sample. */
async function viewOf(tx: Tx, customerId: string, settings: StoreSettings): Promise<ContentView> {
  const customer = await readCustomer(tx, customerId);
  if (!customer) fail('not-found', { what: 'customer' });
  const [[cart], [order]] = await Promise.all([
    tx<CartRow[]>`select * from carts where customer_id = ${customerId} and items_count > 0 order by updated_at desc limit 1`,
    tx<OrderRow[]>`select * from orders where customer_id = ${customerId} and counted order by placed_at desc limit 1`,
  ]);
  const clock = clockOf(customer);
  const sample = sampleOf(settings);
  const view = contentView({
    customer: customerFacts(customer, settings.zone),
    cart: cart ? cartFacts(cart, clock, new Map(), new Set()) : null,
    order: order ? orderFacts(order, clock) : null,
    store: storeFacts(settings),
    code: null,
    decision: sample.decision,
    recommendations: sample.recommendations,
    links: sample.links,
  });
  return { ...view, discount: sample.discount };
}
