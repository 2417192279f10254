import type { MinorUnits } from '@millrace/base';
import type { Goods, PricedLine } from './goods.ts';
import { amountOf, isSameLine } from './kept-lines.ts';
import { fieldOf, type OrderState } from './order-state.ts';
import type { AccountRules, OrderRecord } from './order-account.ts';
import type { OrderLine, OrderRefund, RefundLine } from './order-types.ts';

export interface RefundValue {
  readonly id: string;
  /** The money paid back. */
  readonly amount: number;
  /** The value of its lines and extras, by which the `current...` figures are lower. */
  readonly value: number;
  readonly hasNoLines: boolean;
}

export interface GivenBack {
  readonly refunds: readonly RefundValue[];
  readonly amount: number;
  /** The part that belongs to no line: a goodwill refund, or the difference after an edit. */
  readonly withoutLines: number;
  /** Value of goods in refunds with lines, without tax. */
  readonly goods: number;
  /** Cost of goods that came back and can be sold again. */
  readonly cost: number;
}

/** The key of a cost: product and variant. */
export const costKey = (line: Pick<OrderLine, 'productId' | 'variantId'>): string =>
  `${line.productId}/${line.variantId ?? ''}`;

/**
 * The refunds of an order in the shop's currency. A refund without an amount is worth its lines and extras.
 */
export function givenBack({ state, refunds }: OrderRecord, goods: Goods, rules: AccountRules): GivenBack {
  let [amount, withoutLines, goodsBack, cost] = [0, 0, 0, 0];
  const values: RefundValue[] = [];
  const left = new Map(goods.lines.map((line) => [line, line.kept]));
  for (const refund of refunds
    .filter((one) => !one.removal)
    .toSorted((left, right) => (left.id < right.id ? -1 : 1))) {
    const lines = refund.lines.flatMap((line) => valued(goods, line, rules, left));
    const value = lines.reduce((sum, line) => sum + line.value, 0) + (refund.extras ?? 0);
    const paid = Math.max(0, refund.amount ?? shownInShopMoney(state, refund) ?? value);
    const hasNoLines = lines.length === 0 && (refund.extras ?? 0) === 0;
    values.push({ id: refund.id, amount: paid, value, hasNoLines });
    amount += paid;
    if (hasNoLines) withoutLines += paid;
    else {
      goodsBack += lines.reduce((sum, line) => sum + line.goods, 0) + (paid - value);
      cost += lines.reduce((sum, line) => sum + line.cost, 0);
    }
  }
  return { refunds: values, amount, withoutLines, goods: goodsBack, cost };
}

/**
 * The amount of a refund in the customer's currency, converted at the rate of the order; null when that is
 * unknown.
 */
function shownInShopMoney(state: OrderState, refund: OrderRefund): MinorUnits | null {
  const shown = fieldOf(state, 'presented');
  const total = amountOf(state, 'total');
  if (refund.presented === null || shown === null || total === null || shown.total === 0) return null;
  return shown.currency === refund.presented.currency
    ? Math.round((refund.presented.amount * total) / shown.total)
    : null;
}

function valued(
  goods: Goods,
  refunded: RefundLine,
  rules: AccountRules,
  /** Units of each line that have not come back yet: none comes back twice, however many refunds name it. */
  left: Map<PricedLine, number>,
): { value: number; goods: number; cost: number }[] {
  const sold = goods.lines.find(({ line }) => isSameLine(line, refunded));
  if (!sold) {
    if (refunded.amount === null) return [];
    const tax = refunded.tax ?? 0;
    return [
      {
        value: refunded.amount + (goods.taxIncluded ? 0 : tax),
        goods: refunded.amount - (goods.taxIncluded ? tax : 0),
        cost: 0,
      },
    ];
  }
  const units = Math.min(left.get(sold) ?? 0, refunded.quantity);
  left.set(sold, (left.get(sold) ?? 0) - units);
  const share = sold.kept > 0 ? units / sold.kept : 0;
  const asPriced = refunded.amount ?? (sold.gross - sold.discount) * share;
  const tax = refunded.tax ?? sold.tax * share;
  return [
    {
      value: asPriced + (goods.taxIncluded ? 0 : tax),
      goods: asPriced - (goods.taxIncluded ? tax : 0),
      cost: refunded.restocked === false ? 0 : costOfLine(goods, sold, rules) * share,
    },
  ];
}

export function costOfGoods(goods: Goods, rules: AccountRules): number {
  return goods.lines.reduce((sum, line) => sum + costOfLine(goods, line, rules), 0);
}

/**
 * The cost of a line. An unknown cost is assumed as a share of the list price without tax, but never more
 * than the line brought, so that an assumption causes no loss, and an app's technical line that is discounted
 * to 0 costs nothing.
 */
function costOfLine(goods: Goods, priced: PricedLine, rules: AccountRules): number {
  const { line, kept } = priced;
  const known = line.cost ?? rules.costs[costKey(line)];
  if (known !== undefined && known !== null) return known * kept;
  const net = priced.gross - priced.discount;
  const withoutTax = goods.taxIncluded ? net - priced.tax : net;
  if (net <= 0) return 0;
  return Math.min(priced.gross * (withoutTax / net) * rules.assumedCostShare, withoutTax);
}
