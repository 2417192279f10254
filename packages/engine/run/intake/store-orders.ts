import { together, type Tx } from '@millrace/db';
import type { Instant } from '@millrace/base';
import type { z } from 'zod';
import type { Goods, intakeOrderSchema } from '@millrace/flow';
import {
  accountOf,
  costKey,
  newerTold,
  placedAtOf,
  tellOrder,
  type OrderAccount,
  type OrderWord,
  type Told,
} from '@millrace/measure';
import { iso } from '../parsing/iso.ts';
import { catalogued, costOf, type KnownProduct } from './lines.ts';
import { newsOfOrders, type OrderNews } from './order-news.ts';
import { lockOrders, writeOrders, type OrderContext, type OrderDraft } from './order-rows.ts';
import type { ParsedEvent } from '../parsing/parse-intake.ts';
import { completeCarts, makeCarts, matchCarts } from './order-carts.ts';
import { cartsNamed } from './store-carts.ts';
import { ordersOfFiles, pairsWithFiles, takeOver } from './orders-of-files.ts';

type IntakeLine = NonNullable<z.output<typeof intakeOrderSchema>['lines']>[number];

export interface StoredOrder {
  readonly id: string;
  readonly cartId: string | null;
  readonly customerId: string | null;
  readonly value: number;
  /** What was sold in it, after edits and before returns. */
  readonly goods: readonly Goods[];
}

export interface StoredOrders {
  readonly of: ReadonlyMap<number, StoredOrder>;
  /** Earlier events whose customer is known only now that their order has come. */
  readonly released: readonly {
    readonly eventId: string;
    readonly occurredAt: Instant;
    readonly customerId: string;
  }[];
  /** All customers whose totals may have changed. */
  readonly customerIds: readonly string[];
}

/**
 * Stores orders, refunds and edits in any order of arrival. Each report is merged into the earlier ones, and
 * the order's amounts are derived from all of them.
 */
export async function storeOrders(
  tx: Tx,
  context: OrderContext,
  events: readonly ParsedEvent[],
  eventIds: ReadonlyMap<number, string>,
  customerOf: ReadonlyMap<number, string>,
  products: ReadonlyMap<string, KnownProduct>,
): Promise<StoredOrders> {
  const news = newsOfOrders(events, context.currency, context.now);
  if (news.size === 0) return { of: new Map(), released: [], customerIds: [] };
  const all = [...news.values()];
  const names = all.flatMap((one) => one.cartNames);
  const [drafts, carts, filed] = await together(
    lockOrders(
      tx,
      context,
      all.map((one) => one.orderId),
    ),
    cartsNamed(tx, context.source, names),
    ordersOfFiles(tx, context.source, news),
  );
  await takeOver(tx, context, pairsWithFiles(filed, news, drafts, customerOf));
  const before = [...drafts.values()].flatMap((draft) => draft.customerId ?? []);
  for (const [event, one] of news) {
    const draft = drafts.get(one.orderId);
    if (draft) tell(draft, event, one, customerOf, carts, products);
  }
  await matchCarts(tx, drafts, news);
  await makeCarts(tx, context, drafts, news);
  const orders = [...drafts.values()].map((draft) => ({
    draft,
    account: accountFor(draft, context),
    placedAt: placedAtOf(draft.state),
  }));
  const released = orders.flatMap(({ draft }) => release(draft));
  keepEarly(drafts, news, eventIds);
  await writeOrders(tx, context, orders);
  await together(completeCarts(tx, orders), redeemCodes(tx, news, drafts));
  const accounts = new Map(orders.map(({ draft, account }) => [draft.externalId, account]));
  return {
    of: new Map(
      [...news].map(([event, one]) => [
        event.index,
        storedOrder(drafts.get(one.orderId)!, accounts.get(one.orderId)!, one),
      ]),
    ),
    released,
    customerIds: [...new Set([...before, ...orders.flatMap(({ draft }) => draft.customerId ?? [])])],
  };
}

export const accountFor = (
  draft: OrderDraft,
  rules: { currency: string; assumedCostShare: number },
): OrderAccount =>
  accountOf(
    {
      state: draft.state,
      refunds: [...draft.refunds.values()].map((one) => one.body),
      edits: [...draft.edits.values()].map((one) => one.body),
    },
    { currency: rules.currency, assumedCostShare: rules.assumedCostShare, costs: draft.costs },
  );

function storedOrder(draft: OrderDraft, account: OrderAccount, news: OrderNews): StoredOrder {
  const [refund] = news.word ? [] : news.refunds;
  return {
    id: draft.id,
    cartId: draft.cartId,
    customerId: draft.customerId,
    value: refund ? (refund.body.amount ?? account.refunded) : account.total,
    goods: account.lines.map(({ line }) => ({
      productId: line.productId,
      category: draft.words.get(costKey(line))?.category ?? null,
    })),
  };
}

function tell(
  draft: OrderDraft,
  event: ParsedEvent,
  news: OrderNews,
  customerOf: ReadonlyMap<number, string>,
  carts: ReadonlyMap<string, string>,
  products: ReadonlyMap<string, KnownProduct>,
): void {
  if (news.word) draft.state = tellOrder(draft.state, news.word);
  for (const refund of news.refunds) note(draft, 'refund', draft.refunds, refund);
  for (const edit of news.edits) note(draft, 'edit', draft.edits, edit);
  draft.cartId ??= news.cartNames.map((name) => carts.get(name)).find((id) => id !== undefined) ?? null;
  nameCustomer(draft, news.word, customerOf.get(event.index) ?? null);
  if (news.word?.fields.lines) keepCosts(draft, news.word, products);
  keepWords(draft, (event.properties['lines'] as readonly IntakeLine[] | undefined) ?? [], products);
}

function note<Body extends { readonly id: string }>(
  draft: OrderDraft,
  kind: 'refund' | 'edit',
  known: Map<string, Told<Body>>,
  said: Told<Body>,
): void {
  const newest = newerTold(known.get(said.body.id), said);
  if (newest !== said) return;
  known.set(said.body.id, said);
  if (!draft.told.some((one) => one.kind === kind && one.id === said.body.id))
    draft.told.push({ kind, id: said.body.id });
}

/** The newest state names the customer. News of a parcel only fills a gap. */
function nameCustomer(draft: OrderDraft, word: OrderWord | null, customerId: string | null): void {
  if (customerId === null) return;
  const isState = word !== null && word.placed;
  if (draft.customerId !== null && (!isState || (draft.customerSaidAt ?? 0) > word.told)) return;
  draft.customerId = customerId;
  draft.customerSaidAt = isState ? word.told : draft.customerSaidAt;
}

/** The cost of goods is fixed when the order first comes, whatever the catalogue says later. */
function keepCosts(draft: OrderDraft, word: OrderWord, products: ReadonlyMap<string, KnownProduct>): void {
  for (const line of word.fields.lines ?? []) {
    const cost = costOf(products.get(line.productId), line.variantId);
    if (cost !== null) draft.costs[costKey(line)] ??= cost;
  }
}

/** What a line leaves out stays as it was said before: a refund's lines have no titles. */
function keepWords(
  draft: OrderDraft,
  lines: readonly IntakeLine[],
  products: ReadonlyMap<string, KnownProduct>,
): void {
  for (const line of lines) {
    if (typeof line.productId !== 'string') continue;
    const key = costKey({ productId: line.productId, variantId: line.variantId ?? null });
    const before = draft.words.get(key);
    const said = catalogued(line, products.get(line.productId));
    draft.words.set(key, {
      title: said.title || (before?.title ?? ''),
      category: said.category ?? before?.category ?? null,
      image: said.image ?? before?.image ?? null,
      url: said.url ?? before?.url ?? null,
    });
  }
}

/** Keeps events of an order without a customer until an event names the customer. */
function keepEarly(
  drafts: ReadonlyMap<string, OrderDraft>,
  news: ReadonlyMap<ParsedEvent, OrderNews>,
  eventIds: ReadonlyMap<number, string>,
): void {
  for (const [event, { orderId }] of news) {
    const draft = drafts.get(orderId);
    const id = eventIds.get(event.index);
    if (draft && draft.customerId === null && id !== undefined)
      draft.early = [...draft.early, [id, event.occurredAt]];
  }
}

function release(draft: OrderDraft) {
  const { customerId } = draft;
  if (customerId === null || draft.early.length === 0) return [];
  const released = draft.early.map(([eventId, occurredAt]) => ({ eventId, occurredAt, customerId }));
  draft.early = [];
  return released;
}

async function redeemCodes(
  tx: Tx,
  news: ReadonlyMap<ParsedEvent, OrderNews>,
  drafts: ReadonlyMap<string, OrderDraft>,
): Promise<void> {
  const rows = [...news].flatMap(([event, { orderId, codes }]) =>
    codes.map((code) => ({
      code: code.toUpperCase(),
      order: drafts.get(orderId)?.id,
      at: iso(event.occurredAt),
    })),
  );
  if (rows.length === 0) return;
  await tx`update discount_codes d set redeemed_order_id = r."order", redeemed_at = r.at
    from jsonb_to_recordset(${tx.json(rows as never)}::jsonb) as r(code text, "order" uuid, at timestamptz)
      where d.code = r.code and d.redeemed_at is null`;
}
