import { z } from 'zod';
import { formatMoney, HOUR, parseAmount, cutTo } from '@millrace/base';
import { done, refused, unclear, type Act, type ActCall, type ActOutcome, type Inquired } from '../../act.ts';
import { refund, refundTexts } from '../../acts/refund.ts';
import { orRefused } from '../../acts/or-refused.ts';
import { chosenLines, wantedLines, type RefundableLine } from '../../acts/wanted-lines.ts';
import type { Dialogue } from '../../dialogue.ts';
import type { Answer } from '../../exchange.ts';

import type { ShopifyConfig } from '../config.ts';
import { adminRequest } from '../ask.ts';
import { admitted, saidBy, userErrors } from './admitted.ts';
import { asked, gidOf } from './inquired.ts';
import { refundInput, suggestedSchema } from './refund-input.ts';
import { REFUND, REFUNDABLE_LINES, SUGGESTED } from './refund-queries.ts';

const orderSchema = z.looseObject({
  refundable: z.boolean(),
  lineItems: z.looseObject({
    nodes: z.array(
      z.looseObject({
        id: z.string(),
        sku: z.string().nullish(),
        refundableQuantity: z.int(),
        unfulfilledQuantity: z.int(),
        variant: z.looseObject({ legacyResourceId: z.union([z.string(), z.number()]) }).nullish(),
      }),
    ),
    pageInfo: z.looseObject({ hasNextPage: z.boolean(), endCursor: z.string().nullish() }),
  }),
});
interface Line extends RefundableLine {
  readonly isSent: boolean;
}

const money = z.looseObject({ shopMoney: z.looseObject({ amount: z.string(), currencyCode: z.string() }) });
const payload = z.looseObject({
  refund: z
    .looseObject({
      id: z.string(),
      legacyResourceId: z.union([z.string(), z.number()]),
      totalRefundedSet: money,
    })
    .nullish(),
  userErrors,
});

/** Refunds the order as Shopify computes it, once for each key. */
export const refundInShopify: Act<ShopifyConfig> = {
  repeat: () => ({
    means: 'provider-key',
    harmless: true,
    // Shopify forgets a key after a day. From then on only a person can tell.
    withinMs: 20 * HOUR,
    sentence:
      'Shopify makes one refund for each key, for a day; after that a person checks whether it was made.',
  }),
  isReady: (_settings, secrets) => secrets.includes('accessToken'),
  example: { accessToken: 'shpat_example_token' },
  texts: refundTexts,
  inquire,
  request: (call, config) => ({
    via: 'http',
    request: adminRequest(config, REFUND, { input: call.learned, key: call.callId }),
  }),
  outcome: outcomeOf,
};

function* inquire(call: ActCall, config: ShopifyConfig): Dialogue<Inquired> {
  const wanted = refund.input.parse(call.input);
  const id = gidOf(call, 'Order');
  const lines: Line[] = [];
  for (let after: string | null = null, more = true; more;) {
    const said: { readonly data: Readonly<Record<string, unknown>> } | { readonly ends: ActOutcome } =
      yield* asked(config, REFUNDABLE_LINES, { id, after });
    if ('ends' in said) return said.ends;
    if (said.data['order'] === null) return refused('There is no such order in the shop');
    const order: z.output<typeof orderSchema> | undefined = orderSchema.safeParse(said.data['order']).data;
    if (!order) return unclear('The answer of Shopify cannot be read.');
    if (!order.refundable) return refused('Nothing of this order is left to refund');
    lines.push(...order.lineItems.nodes.map(lineOf));
    after = order.lineItems.pageInfo.endCursor ?? null;
    more = order.lineItems.pageInfo.hasNextPage && after !== null;
  }
  const chosen =
    wanted.what === 'lines'
      ? orRefused(() => chosenLines(wantedLines(call.texts['lines'] ?? ''), lines))
      : new Map(lines.map((line) => [line.id, line.left] as const));
  if ('result' in chosen) return chosen;
  const all = [...chosen].filter(([, quantity]) => quantity > 0);
  const restockOf = (line: string) => (lines.find((one) => one.id === line)?.isSent ? 'RETURN' : 'CANCEL');
  const asLines = all.map(([lineItemId, quantity]) => ({
    lineItemId,
    quantity,
    restockType: wanted.restock ? restockOf(lineItemId) : 'NO_RESTOCK',
  }));
  const isWhole = wanted.what !== 'lines';
  const said = yield* asked(config, SUGGESTED, {
    id,
    lines: asLines,
    shipping: isWhole || (wanted.what === 'lines' && wanted.shipping),
    full: isWhole,
  });
  if ('ends' in said) return said.ends;
  const suggested = suggestedSchema.safeParse(
    (said.data['order'] as { suggestedRefund?: unknown } | null)?.suggestedRefund,
  ).data;
  if (!suggested) return unclear('Shopify did not say what can be refunded.');
  return refundInput(id, wanted, suggested, cutTo((call.texts['note'] ?? '').trim(), 500), restockOf);
}

function lineOf({
  id,
  sku,
  refundableQuantity,
  unfulfilledQuantity,
  variant,
}: z.output<typeof orderSchema>['lineItems']['nodes'][number]): Line {
  const number = /\/(\d+)$/.exec(id)?.[1];
  const names = [sku, number, variant && String(variant.legacyResourceId)].filter(
    (name) => typeof name === 'string' && name !== '',
  );
  return {
    id,
    names: names.map((name) => String(name).toLowerCase()),
    left: refundableQuantity,
    isSent: unfulfilledQuantity < refundableQuantity,
  };
}

function outcomeOf(answer: Answer): ActOutcome {
  const given = admitted(answer);
  if ('ends' in given)
    return given.ends.result === 'refused' && answer.kind === 'answered'
      ? refusedFor(answer.body, given.ends)
      : given.ends;
  const read = payload.safeParse(given.data['refunded']);
  if (!read.success) return unclear('Shopify did not say whether the refund was made.');
  const { refund: made, userErrors: errors } = read.data;
  if (errors.length > 0) return refusedFor(JSON.stringify(errors), refused(saidBy(errors)));
  if (!made) return unclear('Shopify did not say whether the refund was made.');
  const { amount, currencyCode: currency } = made.totalRefundedSet.shopMoney;
  const refunded = parseAmount(amount, currency) ?? 0;
  return done(
    { refundId: String(made.legacyResourceId), refunded, currency },
    `Shopify has refunded ${formatMoney({ amount: refunded, currency })}.`,
  );
}

/**
 * A refusal because of the key means that another attempt is running or was made; whether it succeeded is
 * unknown.
 */
function refusedFor(said: string, otherwise: ActOutcome): ActOutcome {
  if (/IDEMPOTENCY_(CONCURRENT_REQUEST|KEY_PARAMETER_MISMATCH)/.test(said))
    return unclear('Shopify is still processing an earlier attempt.');
  return otherwise;
}
