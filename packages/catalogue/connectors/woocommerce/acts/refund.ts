import { z } from 'zod';
import { formatMoney, parseAmount, type Json, cutTo } from '@millrace/base';
import { done, refused, unclear, type Act, type ActCall, type ActFinding, type Inquired } from '../../act.ts';
import { markOf } from '../../acts/mark-of.ts';
import { refund, refundTexts } from '../../acts/refund.ts';
import { orRefused } from '../../acts/or-refused.ts';
import { chosenLines, wantedLines } from '../../acts/wanted-lines.ts';
import type { Dialogue } from '../../dialogue.ts';
import { decimalText } from '../../money-text.ts';

import { wooRequest } from '../api.ts';
import type { WoocommerceConfig } from '../config.ts';
import { leftOf, orderSchema, partOf, refundsSchema, type OrderLeft } from './refundable.ts';
import { orderOf } from './about.ts';
import { saidByWoo } from './said.ts';

const learnedSchema = z.looseObject({ currency: z.string() });
const madeSchema = z.looseObject({
  id: z.int(),
  amount: z.union([z.string(), z.number()]).transform(String),
});
/** Most refunds that are read, newest first. */
const LATEST = { per_page: 100 };

/** Refunds the order, computed from its lines and earlier refunds. The store e-mails the customer itself. */
export const refundInWoocommerce: Act<WoocommerceConfig> = {
  repeat: () => ({
    means: 'look-up',
    harmless: false,
    sentence:
      'The refund has a mark in its reason, and the store is searched for that mark before another attempt.',
  }),
  texts: refundTexts,
  inquire,
  request(call, config) {
    const { currency: _currency, ...body } = learnedSchema.parse(call.learned);
    return {
      via: 'http',
      request: wooRequest(config, 'POST', `/orders/${orderOf(call)}/refunds`, {}, body),
      timeoutMs: 60_000,
    };
  },
  outcome(answer, call) {
    const said = saidByWoo(answer);
    if ('ends' in said) return said.ends;
    const made = madeSchema.safeParse(said.json).data;
    return made ? givenBack(made, call) : unclear('WooCommerce did not say whether the refund was made.');
  },
  lookUp: {
    request: (call, config) => wooRequest(config, 'GET', `/orders/${orderOf(call)}/refunds`, LATEST),
    read: findingOf,
    // The store waits for the payment provider, which can take long.
    waitMs: 60_000,
  },
};

function givenBack({ id, amount }: z.output<typeof madeSchema>, call: ActCall) {
  const { currency } = learnedSchema.catch({ currency: 'USD' }).parse(call.learned);
  const refunded = Math.abs(parseAmount(amount, currency) ?? 0);
  return done(
    { refundId: String(id), refunded, currency },
    `WooCommerce has refunded ${formatMoney({ amount: refunded, currency })}.`,
  );
}

function findingOf(answer: Parameters<typeof saidByWoo>[0], call: ActCall): ActFinding {
  const said = saidByWoo(answer);
  const found = 'ends' in said ? undefined : refundsSchema.safeParse(said.json).data;
  if (!found) return { found: null, reason: 'WooCommerce did not say' };
  const ours = found.find(({ reason }) => reason?.includes(markOf(call)));
  if (!ours) return { found: false };
  const end = givenBack(ours, call);
  return end.result === 'done'
    ? { found: true, result: end.found, sentence: end.sentence }
    : { found: null, reason: 'It cannot be read' };
}

function* inquire(call: ActCall, config: WoocommerceConfig): Dialogue<Inquired> {
  const id = orderOf(call);
  const said = saidByWoo(yield wooRequest(config, 'GET', `/orders/${id}`));
  if ('ends' in said) return said.ends;
  const order = orderSchema.safeParse(said.json).data;
  const before = saidByWoo(yield wooRequest(config, 'GET', `/orders/${id}/refunds`, LATEST));
  if ('ends' in before) return before.ends;
  const refunds = refundsSchema.safeParse(before.json).data;
  if (!order || !refunds) return unclear('The answer of WooCommerce cannot be read.');
  return refundBody(call, leftOf(order, refunds));
}

/** The body of the request, never for more than is left; or why nothing is refunded. */
export function refundBody(call: ActCall, left: OrderLeft): Inquired {
  const wanted = refund.input.parse(call.input);
  if (!left.isPaid) return refused('The order was not paid');
  if (left.money === 0) return refused('Nothing of this order is left to refund');
  if (wanted.what === 'amount' && wanted.currency !== left.currency)
    return refused(`The order is in ${left.currency}, but the amount is in another currency`);
  const chosen =
    wanted.what === 'lines'
      ? orRefused(() => chosenLines(wantedLines(call.texts['lines'] ?? ''), left.lines))
      : new Map(wanted.what === 'whole' ? left.lines.map((line) => [line.id, line.left] as const) : []);
  if ('result' in chosen) return chosen;
  const extra =
    wanted.what === 'whole'
      ? [...left.shipping, ...left.fees]
      : wanted.what === 'lines' && wanted.shipping
        ? left.shipping
        : [];
  const parts = [
    ...left.lines.flatMap((line) => {
      const quantity = chosen.get(line.id) ?? 0;
      const part = partOf(line, quantity);
      return quantity > 0 || (wanted.what === 'whole' && line.total > 0) ? [{ line, quantity, ...part }] : [];
    }),
    ...extra.map((line) => ({ line, quantity: 0, total: line.total, taxes: line.taxes })),
  ];
  const reckoned = parts.reduce(
    (sum, { total, taxes }) => sum + total + taxes.reduce((all, one) => all + one.total, 0),
    0,
  );
  const amount = wanted.what === 'amount' ? wanted.amount : wanted.what === 'whole' ? left.money : reckoned;
  if (amount > left.money)
    return refused(
      `Only ${formatMoney({ amount: left.money, currency: left.currency })} of this order can still be refunded`,
    );
  const text = (minor: number) => decimalText(minor, left.currency);
  const reason = [cutTo((call.texts['note'] ?? '').trim(), 400), markOf(call)].filter(Boolean).join(' ');
  const lines: Json = parts.map(({ line, quantity, total, taxes }) => ({
    id: line.item,
    ...(quantity > 0 ? { quantity } : {}),
    refund_total: Number(text(total)),
    refund_tax: taxes.map((one) => ({ id: one.id, refund_total: Number(text(one.total)) })),
  }));
  return {
    learned: {
      currency: left.currency,
      amount: text(amount),
      reason,
      api_refund: true,
      api_restock: wanted.restock,
      line_items: lines,
    },
  };
}
