import { createHash } from 'node:crypto';
import { cutTo } from '@millrace/base';
import type { Context } from '@millrace/core/verb';
import type { Tx } from '@millrace/db';
import {
  OFFER_WORDS,
  worstOf,
  type IntakeEvent,
  type ReturnPolicy,
  type ReturnVerdict,
} from '@millrace/flow';
import { ingestWithin } from '../intake/ingest-events.ts';
import { oneReturnAtATime, returnRow, type ReturnRow } from './draft.ts';
import type { KeptItem } from './kept-item.ts';
import { judgeLine, nameOf, openOrder, type OpenOrder } from './open-order.ts';
import { returnPolicy } from './return-policy.ts';

/** A line of a draft with what the policy says to it now. */
export interface JudgedItem {
  readonly item: KeptItem;
  readonly verdict: ReturnVerdict;
}

/** A line that has left the order meanwhile. */
const GONE: ReturnVerdict = {
  answer: 'refused',
  rule: 'already-returned',
  sentence: 'This is no longer part of the order.',
  why: 'It is no longer part of the order.',
};

/** What the policy says to the lines of a draft. */
export function judgeItems(
  policy: ReturnPolicy,
  order: OpenOrder,
  items: readonly KeptItem[],
): readonly JudgedItem[] {
  return items.map((item) => {
    const line = order.lines.find(({ name }) => name === nameOf(item));
    return { item, verdict: line ? judgeLine(policy, order, line, item.quantity, item.reason) : GONE };
  });
}

/** Whether everything was chosen that a return needs. */
export const isFilledIn = (
  { items, wish }: Pick<ReturnRow, 'items' | 'wish'>,
  policy: ReturnPolicy,
): boolean =>
  items.length > 0 &&
  wish !== null &&
  policy.offers.includes(wish) &&
  items.every((item) => {
    const reason = policy.reasons.find(({ id }) => id === item.reason);
    return reason !== undefined && (!reason.asksText || item.text !== '');
  });

export type Sent = 'sent' | 'incomplete' | 'refused' | 'closed' | 'lost';

/**
 * Sends a draft: it becomes a return, and the event by which flows hear of it. A repeat changes nothing. The policy
 * and the order are read again, since both may have changed since the page was shown.
 */
export async function sendReturn(context: Context, id: string): Promise<Sent> {
  return context.db.inWorkspace(context.workspaceId, async (tx) => {
    const now = context.now();
    const found = await returnRow(tx, id, now);
    if (!found) return 'lost';
    await oneReturnAtATime(tx, found.order_id);
    const draft = await returnRow(tx, id, now);
    if (!draft) return 'lost';
    if (draft.state !== 'draft') return 'sent';
    const policy = await returnPolicy(tx);
    if (!policy.on) return 'closed';
    const order = await openOrder(tx, draft.order_id, now);
    if (!order) return 'lost';
    if (!isFilledIn(draft, policy)) return 'incomplete';
    const judged = judgeItems(policy, order, draft.items);
    const verdict = worstOf(judged.map((one) => one.verdict));
    if (!verdict || verdict.answer === 'refused') return 'refused';
    await write(tx, context, order, draft, judged, verdict);
    return 'sent';
  });
}

async function write(
  tx: Tx,
  context: Context,
  order: OpenOrder,
  draft: ReturnRow,
  judged: readonly JudgedItem[],
  verdict: ReturnVerdict,
): Promise<void> {
  const now = context.now();
  const items = judged.map(({ item, verdict: { answer, rule, sentence } }) => ({
    ...item,
    answer,
    rule,
    sentence,
  }));
  const value = items.reduce((sum, item) => sum + item.price * item.quantity, 0);
  const key = keyOf(order, items);
  const source = { id: order.source, clock: order.clock };
  const event = eventOf(order, { ...draft, items, value }, verdict, key, now);
  const { accepted } = await ingestWithin(tx, context, source, [event]);
  await tx`update returns set state = 'requested', key = ${key}, items = ${tx.json(items as never)},
    answer = ${verdict.answer}, rule = ${verdict.rule}, why = ${verdict.why}, value = ${value},
    event_id = ${accepted[0]?.eventId ?? null}, requested_at = ${now}, expires_at = null
    where id = ${draft.id}`;
}

/**
 * What comes back, and how much of it was on its way before. The same again is the same return, also to whoever
 * takes in the event; the next unit of a line is another one.
 */
function keyOf(order: OpenOrder, items: readonly KeptItem[]): string {
  const taken = new Map(order.lines.map(({ name, judged }) => [name, judged.taken]));
  const parts = items
    .map((item) => `${nameOf(item)}/${taken.get(nameOf(item)) ?? 0}/${item.quantity}`)
    .toSorted();
  return createHash('sha256')
    .update([order.id, ...parts].join('\n'))
    .digest('base64url');
}

/** Most characters of a property that is a text. */
const WORDS = 255;
const distinct = (texts: readonly string[]): string[] => [...new Set(texts.filter((text) => text !== ''))];

/** The event by which flows hear of a return, with everything they decide by. */
function eventOf(
  order: OpenOrder,
  { number, items, wish, value }: Pick<ReturnRow, 'number' | 'items' | 'wish' | 'value'>,
  verdict: ReturnVerdict,
  key: string,
  now: number,
): IntakeEvent {
  const labels = distinct(items.map(({ reasonLabel }) => reasonLabel));
  const written = items.flatMap(({ title, text }) =>
    text === '' ? [] : [items.length > 1 ? `${title}: ${text}` : text],
  );
  return {
    id: `returns-page/${key}`,
    type: 'return-requested',
    occurredAt: now,
    customer: { id: order.customerId },
    properties: {
      returnId: number,
      orderId: order.externalId,
      reason: cutTo(labels.join(', '), WORDS),
      reasons: labels,
      reasonId: items[0]?.reason ?? null,
      items: items.map(({ sku, quantity }) => `${sku} x ${quantity}`).join(', '),
      titles: distinct(items.map(({ title }) => cutTo(title, WORDS))),
      quantity: items.reduce((sum, item) => sum + item.quantity, 0),
      value,
      wish,
      ...(wish === null ? {} : { wishWords: OFFER_WORDS[wish].label }),
      ...(written.length === 0 ? {} : { text: cutTo(written.join('\n'), 10_000) }),
      policyAnswer: verdict.answer,
      policyRule: verdict.rule,
      policyWhy: cutTo(verdict.why, WORDS),
    },
  };
}
