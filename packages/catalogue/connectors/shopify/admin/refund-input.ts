import { z } from 'zod';
import { formatMoney, parseAmount, type Json } from '@millrace/base';
import { refused, type ActOutcome } from '../../act.ts';
import type { refund } from '../../acts/refund.ts';
import { decimalText } from '../../money-text.ts';

type Wanted = z.output<typeof refund.input>;

const money = z.looseObject({ amount: z.string(), currencyCode: z.string() });
const bag = z.looseObject({ shopMoney: money, presentmentMoney: money });

/** A `SuggestedRefund` with the fields that are queried. */
export const suggestedSchema = z.looseObject({
  amountSet: bag,
  maximumRefundableSet: bag,
  shipping: z.looseObject({ amountSet: bag }),
  refundLineItems: z.array(
    z.looseObject({
      quantity: z.int(),
      restockType: z.string(),
      lineItem: z.looseObject({ id: z.string() }),
      location: z.looseObject({ id: z.string() }).nullish(),
    }),
  ),
  refundDuties: z.array(z.looseObject({ originalDuty: z.looseObject({ id: z.string() }).nullish() })),
  suggestedTransactions: z.array(
    z.looseObject({
      gateway: z.string().nullish(),
      amountSet: bag,
      maximumRefundableSet: bag.nullish(),
      parentTransaction: z.looseObject({ id: z.string() }).nullish(),
    }),
  ),
});
export type Suggested = z.output<typeof suggestedSchema>;

/** In the currency the customer paid in, minor units. */
const paid = ({ presentmentMoney }: z.output<typeof bag>) =>
  parseAmount(presentmentMoney.amount, presentmentMoney.currencyCode) ?? 0;
const kept = ({ shopMoney }: z.output<typeof bag>) =>
  parseAmount(shopMoney.amount, shopMoney.currencyCode) ?? 0;

/** A `RefundInput` from what Shopify suggests, to the cent and never more than it says can be refunded; or why nothing is refunded.
 * @param restock how each line is put back in stock, by id
 */
export function refundInput(
  orderId: string,
  wanted: Wanted,
  suggested: Suggested,
  note: string,
  restock: (line: string) => 'RETURN' | 'CANCEL' | 'NO_RESTOCK',
): { readonly learned: Json } | ActOutcome {
  const { currencyCode: currency } = suggested.amountSet.presentmentMoney;
  const most = paid(suggested.maximumRefundableSet);
  const amount = wanted.what === 'amount' ? asPaid(wanted, suggested) : paid(suggested.amountSet);
  if (amount === null)
    return refused(
      `The currency of the store is ${suggested.amountSet.shopMoney.currencyCode}, but the amount is in another currency`,
    );
  if (most <= 0) return refused('Nothing of this order is left to refund');
  if (amount > most)
    return refused(`Only ${formatMoney({ amount: most, currency })} of this order can still be refunded`);
  const transactions = shared(amount, suggested);
  if (transactions === null) return refused('The payments of this order are too small for this refund');
  const lines =
    wanted.what === 'amount' ? [] : suggested.refundLineItems.filter(({ quantity }) => quantity > 0);
  if (amount === 0 && lines.length === 0) return refused('Nothing of this order is left to refund');
  const isShipping = wanted.what === 'whole' || (wanted.what === 'lines' && wanted.shipping);
  const input: Record<string, Json> = {
    orderId,
    allowOverRefunding: false,
    currency,
    notify: wanted.notify,
    ...(note === '' ? {} : { note }),
    refundLineItems: lines.map(({ lineItem, quantity, location }) => {
      const restockType = wanted.restock ? restock(lineItem.id) : 'NO_RESTOCK';
      return {
        lineItemId: lineItem.id,
        quantity,
        restockType,
        ...(location && restockType !== 'NO_RESTOCK' ? { locationId: location.id } : {}),
      };
    }),
    ...(isShipping && paid(suggested.shipping.amountSet) > 0 ? { shipping: { fullRefund: true } } : {}),
    ...(wanted.what === 'whole' ? { refundDuties: dutiesOf(suggested) } : {}),
    ...(wanted.what === 'amount' ? { discrepancyReason: 'OTHER' } : {}),
    transactions: transactions.map(({ gateway, parent, part }) => ({
      orderId,
      kind: 'REFUND',
      gateway,
      amount: decimalText(part, currency),
      ...(parent === null ? {} : { parentId: parent }),
    })),
  };
  return { learned: input };
}

const dutiesOf = ({ refundDuties }: Suggested): Json =>
  refundDuties.flatMap(({ originalDuty }) =>
    originalDuty ? [{ dutyId: originalDuty.id, refundType: 'FULL' }] : [],
  );

/**
 * Converts an amount from the store's currency to the one the customer paid in, at the order's own rate,
 * rounded down; null for a third currency.
 */
function asPaid(
  { amount, currency }: Extract<Wanted, { what: 'amount' }>,
  { maximumRefundableSet: most }: Suggested,
): number | null {
  if (currency === most.presentmentMoney.currencyCode) return amount;
  if (currency !== most.shopMoney.currencyCode) return null;
  return kept(most) <= 0 ? 0 : Math.floor((amount * paid(most)) / kept(most));
}

interface Part {
  readonly gateway: string;
  readonly parent: string | null;
  /** Minor units. */
  readonly part: number;
}

/**
 * Divides the amount among the payments that can be refunded, in Shopify's order; null if they are too small
 * together.
 */
function shared(amount: number, { suggestedTransactions }: Suggested): readonly Part[] | null {
  let open = amount;
  const parts: Part[] = [];
  for (const { gateway, amountSet, maximumRefundableSet, parentTransaction } of suggestedTransactions) {
    const part = Math.min(open, paid(maximumRefundableSet ?? amountSet));
    if (part <= 0 || !gateway) continue;
    parts.push({ gateway, parent: parentTransaction?.id ?? null, part });
    open -= part;
  }
  return open > 0 ? null : parts;
}
