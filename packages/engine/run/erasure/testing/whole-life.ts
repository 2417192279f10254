import { HOUR, MINUTE } from '@millrace/base';
import type { Context } from '@millrace/core/verb';
import { exportCustomer, setConsent, updateCustomer } from '@millrace/services/customers';
import { enrolByHand } from '@millrace/services/enrolments';
import { cloneTemplate, createFlow, publishFlow } from '@millrace/services/flows';
import { testSend } from '@millrace/services/message-log';
import { updateGuardrails } from '@millrace/services/settings';
import {
  BROWSER,
  connectShop,
  email,
  graphOf,
  node,
  shopAdmin,
  sms,
  VirtualHost,
  type TestStore,
} from '@millrace/services/testing';
import { ingestEvents } from '../../intake/ingest-events.ts';
import { messageLinks } from '../../sending/message-links.ts';
import { recordClick, recordOpen, unsubscribe } from '../../visits/track.ts';
import { recordReports } from '../../visits/record-reports.ts';
import type { MailMood } from '../../measure/recount/testing/moody-mail-server.ts';
import { SOMEBODY, THEIRS } from './somebody.ts';

const LINES = [
  { productId: 'kettle', title: 'Kettle', category: 'kitchen', quantity: 1, price: '80.00', cost: '30.00' },
];
const { notes, favourite, ...traits } = SOMEBODY;
const consent = {
  email: { state: 'subscribed', source: THEIRS.consentSource },
  sms: { state: 'subscribed', optIn: 'double', source: THEIRS.consentSource },
};
const WHOLE = { ...traits, notes, favourite, consent };

export interface Life {
  readonly customerId: string;
  readonly host: VirtualHost;
  tell(source: string, event: Record<string, unknown>): Promise<void>;
  close(): Promise<void>;
}

/**
 * Takes a person through every part of the product: two flows with decisions, codes and texts, messages sent,
 * held, failed and in doubt, links followed, an unsubscription, refusals, changes by hand, orders and a
 * refund.
 * @param mail sets how the mail server behaves
 */
export async function wholeLife(
  store: TestStore,
  connectionId: string,
  mail: { mood: MailMood },
): Promise<Life> {
  const { context } = store;
  const host = new VirtualHost(store);
  let count = 0;
  const tell = async (source: string, event: Record<string, unknown>) => {
    count += 1;
    const report = await ingestEvents(context, { id: source, clock: { pace: 1, anchor: 0 } }, [
      { id: `${SOMEBODY.externalId}/${count}`, ...event },
    ]);
    if (report.refused[0]) throw new Error(report.refused[0].problem);
    await host.settle();
  };
  await updateGuardrails(context, {
    settings: { 'quiet-hours': { on: false }, 'frequency-cap': { on: false } },
  });
  const shop = await shopAdmin();
  await connectShop(context, shop.url);
  for (const template of ['abandoned-cart-ai', 'abandoned-cart-classic'])
    await publishFlow(context, { id: (await cloneTemplate(context, { template })).id });
  const letters = await createFlow(context, {
    name: 'Letters',
    graph: graphOf(
      [
        node('trigger', 'event-trigger', { event: 'wrote', key: 'customer', reentry: { rule: 'never' } }),
        node('code', 'discount-code', { from: 'fixed', kind: 'percentage', percent: 10 }),
        email('letter'),
        sms('text', {
          content: { text: 'Hello {{ customer.firstName | default: "you" }}: https://shop.test/new' },
        }),
        node('end', 'end'),
      ],
      { holdout: 0 },
    ),
  });
  await publishFlow(context, { id: letters.id });

  // Known by a browser first, then by name, then as two customers that are merged.
  await tell('shop-1', {
    type: 'product-viewed',
    customer: { anonymousId: SOMEBODY.anonymousId },
    properties: { productId: 'kettle', note: THEIRS.note },
  });
  await tell('shop-1', {
    id: THEIRS.event,
    type: 'customer-updated',
    customer: WHOLE,
    properties: { note: THEIRS.note },
  });
  await tell('shop-1', {
    type: 'customer-updated',
    customer: { email: THEIRS.otherEmail, phone: '+14155550188' },
  });
  await tell('shop-1', {
    type: 'customer-updated',
    customer: { externalId: SOMEBODY.externalId, email: THEIRS.otherEmail },
  });
  await tell('shop-1', {
    type: 'customer-updated',
    customer: { externalId: SOMEBODY.externalId, email: SOMEBODY.email, phone: SOMEBODY.phone },
  });
  const cart = {
    cartId: THEIRS.cart,
    currency: 'USD',
    recoveryUrl: THEIRS.recovery,
    lines: LINES,
    note: THEIRS.note,
  };
  // An anonymous cart first, then their own.
  await tell('shop-1', { type: 'cart-updated', properties: cart });
  await tell('shop-1', { type: 'checkout-started', customer: WHOLE, properties: cart });
  await host.pass(30 * HOUR);
  const customerId = await idOf(context);
  // A message in doubt, one that the provider refuses in words that name them, and one held overnight.
  mail.mood = 'breaks';
  await tell('shop-1', { type: 'wrote', customer: { externalId: SOMEBODY.externalId } });
  await tell('shop-1', { type: 'wrote', customer: { externalId: SOMEBODY.externalId } });
  await enrolByHand(context, { flow: letters.id, customer: customerId });
  mail.mood = 'rejects';
  await tell('shop-1', {
    type: 'checkout-started',
    customer: { externalId: SOMEBODY.externalId },
    properties: { ...cart, cartId: `${THEIRS.cart}-2` },
  });
  await host.pass(90 * MINUTE);
  mail.mood = 'takes';
  await tell('shop-1', {
    type: 'checkout-started',
    customer: { externalId: SOMEBODY.externalId },
    properties: { ...cart, cartId: `${THEIRS.cart}-3` },
  });
  await host.pass(90 * MINUTE);
  // Any order of theirs ends the reminders of earlier carts.
  await tell('shop-1', {
    type: 'order-placed',
    customer: { externalId: SOMEBODY.externalId },
    properties: {
      orderId: THEIRS.order,
      number: THEIRS.orderNumber,
      cartId: THEIRS.cart,
      currency: 'USD',
      lines: LINES,
      note: THEIRS.note,
      discountCodes: ['ZQ-PRIVATE'],
    },
  });
  await tell('shop-1', {
    type: 'order-refunded',
    properties: { orderId: THEIRS.order, refundId: THEIRS.refund, amount: '10.00', reason: THEIRS.note },
  });
  await host.pass(MINUTE);
  // In the middle of a flow, with a message held.
  await updateGuardrails(context, {
    settings: { 'quiet-hours': { on: true, from: '00:00', until: '23:59' } },
  });
  await tell('shop-1', {
    type: 'checkout-started',
    customer: { externalId: SOMEBODY.externalId },
    properties: { ...cart, cartId: `${THEIRS.cart}-4` },
  });
  await host.pass(90 * MINUTE);
  await tell('shop-1', {
    type: 'checkout-started',
    customer: { externalId: SOMEBODY.externalId },
    properties: { ...cart, cartId: `${THEIRS.cart}-5` },
  });
  await host.pass(20 * MINUTE);
  await followLinks(store, customerId, connectionId);
  await updateCustomer(context, { id: customerId, traits: { city: SOMEBODY.city, favourite } });
  await setConsent(context, {
    id: customerId,
    channel: 'sms',
    state: 'subscribed',
    source: THEIRS.consentSource,
    optIn: 'double',
  });
  await testSend(context, {
    to: SOMEBODY.email,
    channel: 'email',
    content: email('x').config['content'] as never,
  });
  await exportCustomer(context, { id: customerId });
  await keepAnswer(context, customerId);
  return { customerId, host, tell, close: shop.close };
}

async function idOf(context: Context): Promise<string> {
  const [row] = await context.db.inWorkspace(
    context.workspaceId,
    (tx) =>
      tx<{ id: string }[]>`select customer_id as id from customer_identities where value = ${SOMEBODY.email}`,
  );
  if (!row) throw new Error('nobody came to be known');
  return row.id;
}

async function followLinks(
  { context, contextOf }: TestStore,
  customerId: string,
  connectionId: string,
): Promise<void> {
  const sent = await context.db.inWorkspace(
    context.workspaceId,
    (tx) =>
      tx<
        { id: string; enrolled_at: number }[]
      >`select id, enrolled_at from messages where customer_id = ${customerId} and status = 'sent'
        order by planned_at`,
  );
  const tokenOf = (url: string) => url.split('/').at(-1) ?? '';
  for (const { id, enrolled_at } of sent) {
    const links = messageLinks(context, {
      messageId: id,
      enrolledAt: enrolled_at,
      workspaceId: context.workspaceId,
    });
    await recordOpen(contextOf, tokenOf(links.open), context.secret, BROWSER);
    await recordClick(contextOf, tokenOf(links.click(0)), context.secret, BROWSER);
    await context.db.inWorkspace(context.workspaceId, (tx) =>
      recordReports(tx, context, connectionId, [
        {
          id: `r-${id}`,
          event: 'message-undelivered',
          messageId: id,
          providerId: 'prov-gannet-1',
          channel: 'email',
          address: SOMEBODY.email,
          reason: `<${SOMEBODY.email}> is full`,
          suppress: 'bounced',
          text: `I am ${SOMEBODY.firstName}`,
        },
      ]),
    );
  }
  const last = sent.at(-1);
  if (last)
    await unsubscribe(
      contextOf,
      tokenOf(
        messageLinks(context, {
          messageId: last.id,
          enrolledAt: last.enrolled_at,
          workspaceId: context.workspaceId,
        }).unsubscribe,
      ),
      context.secret,
    );
  await setConsent(context, {
    id: customerId,
    channel: 'email',
    state: 'subscribed',
    source: THEIRS.consentSource,
    optIn: 'double',
  });
}

/**
 * Stores responses as the API does for repeats, one of them with its key in clear as earlier releases stored
 * it.
 */
async function keepAnswer(context: Context, customerId: string): Promise<void> {
  await context.db.inWorkspace(context.workspaceId, async (tx) => {
    for (const [key, response] of [
      ['a1', { id: customerId, email: SOMEBODY.email, firstName: SOMEBODY.firstName, city: SOMEBODY.city }],
      ['a2', { accepted: [{ id: THEIRS.event, eventId: 'x' }] }],
      ['a3', { accepted: [{ id: `about-${THEIRS.orderNumber}` }] }],
      [`key-for-${SOMEBODY.externalId}`, { done: true }],
      ['a4', { somebody: 'else' }],
    ] as const)
      await tx`insert into idempotency_keys (workspace_id, key, request_hash, status, response)
        values (${context.workspaceId}, ${key}, 'h', 200, ${tx.json(response as never)})`;
  });
}
