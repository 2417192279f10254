import type { MinorUnits } from '@millrace/base';
import { goodsOf, type Goods } from './goods.ts';
import { amountOf, keptLines, type Reflected } from './kept-lines.ts';
import { fieldOf, type OrderState } from './order-state.ts';
import type { OrderEdit, OrderLine, OrderRefund } from './order-types.ts';
import { costOfGoods, givenBack, type GivenBack } from './refund-account.ts';

/** All stored data of one order. */
export interface OrderRecord {
  readonly state: OrderState;
  readonly refunds: readonly OrderRefund[];
  readonly edits: readonly OrderEdit[];
}

export interface AccountRules {
  /** Currency of all amounts. */
  readonly currency: string;
  /** Cost assumed for goods whose cost is unknown, as a share of their price without tax, 0 to 1. */
  readonly assumedCostShare: number;
  /** Cost of one unit by `costKey`, for lines whose sender does not give it. */
  readonly costs: Readonly<Record<string, MinorUnits>>;
}

/** A line with the units sold and the price of one after discounts (with tax where prices contain it). */
export interface SoldLine {
  readonly line: OrderLine;
  readonly units: number;
  readonly price: MinorUnits;
}

/** The figures of an order, in minor units of the shop's currency. */
export interface OrderAccount {
  /** True for a sale: placed, not cancelled, not a test. No other order counts anywhere. */
  readonly counts: boolean;
  /** Lines sold, without tips: after edits, before returns. */
  readonly lines: readonly SoldLine[];
  readonly units: number;
  /** Goods at list price, as priced (with tax where prices contain it). */
  readonly gross: MinorUnits;
  /** All discounts, including those on shipping. */
  readonly discount: MinorUnits;
  /** Goods after their discounts, as priced. */
  readonly net: MinorUnits;
  /** All tax, in the prices or on top. */
  readonly tax: MinorUnits;
  /** The amount the customer has to pay in all, after edits and before refunds. */
  readonly total: MinorUnits;
  /** The part of `total` that was refunded. */
  readonly refunded: MinorUnits;
  /** `total` less `refunded`. */
  readonly revenue: MinorUnits;
  /** Cost of goods that the customer kept or that are lost. */
  readonly cost: MinorUnits;
  /** Goods without tax, less discounts, refunds and cost. Shipping, tips and duties are not part of it. */
  readonly margin: MinorUnits;
}

export const NO_ORDER: OrderAccount = {
  counts: false,
  lines: [],
  units: 0,
  gross: 0,
  discount: 0,
  net: 0,
  tax: 0,
  total: 0,
  refunded: 0,
  revenue: 0,
  cost: 0,
  margin: 0,
};

/**
 * The figures of an order: a pure function of its stored data, so that the order in which messages arrived
 * does not matter.
 */
export function accountOf(order: OrderRecord, rules: AccountRules): OrderAccount {
  const { state } = order;
  if (!state.placed) return NO_ORDER;
  const refunds = order.refunds.toSorted((left, right) => (left.id < right.id ? -1 : 1));
  const edits = order.edits.toSorted((left, right) => left.at - right.at || (left.id < right.id ? -1 : 1));
  const kept = keptLines(state, refunds, edits);
  const goods = goodsOf(state, kept.lines);
  const back = givenBack(order, goods, rules);
  const total = Math.max(0, Math.round(totalOf(state, kept, goods, back)));
  const overpaid = Math.max(0, (amountOf(state, 'total') ?? total) - total);
  const settled = Math.min(overpaid, back.withoutLines);
  const refunded = Math.min(total, Math.round(back.amount - settled));
  const net = Math.round(goods.net);
  const withoutTax = goods.net - (goods.taxIncluded ? goods.tax : 0);
  const cost = costOfGoods(goods, rules);
  const share = total > 0 ? Math.min(1, (back.withoutLines - settled) / total) : 0;
  const kind = {
    cost: cost - back.cost - (cost - back.cost) * share,
    goods: withoutTax - back.goods - Math.max(0, withoutTax - back.goods) * share,
  };
  const roundedCost = Math.round(kind.cost);
  return {
    counts: state.cancelledAt === null && fieldOf(state, 'test') !== true,
    lines: goods.lines.flatMap(({ line, kept: units, gross, discount }) =>
      units > 0 ? [{ line, units, price: Math.round((gross - discount) / units) }] : [],
    ),
    units: goods.lines.reduce((sum, line) => sum + line.kept, 0),
    gross: Math.round(goods.gross),
    discount: Math.round(goods.gross) - net + Math.round(goods.otherDiscount),
    net,
    tax: amountOf(state, 'currentTax') ?? amountOf(state, 'tax') ?? Math.round(goods.tax),
    total,
    refunded,
    revenue: total - refunded,
    cost: roundedCost,
    margin: Math.round(kind.goods) - roundedCost,
  };
}

/**
 * The amount to pay after edits, before refunds. The sender's own sum is used where there is one. A current
 * total is after refunds, so they are added back: those with lines by the value of their lines, and those
 * without lines when that brings the total closer to the lines.
 */
function totalOf(state: OrderState, kept: Reflected, goods: Goods, back: GivenBack): number {
  const rest =
    (amountOf(state, 'shipping') ?? 0) +
    Math.max(goods.tips, amountOf(state, 'tip') ?? 0) +
    (amountOf(state, 'duties') ?? 0);
  const taxOnTop = goods.taxIncluded ? 0 : (amountOf(state, 'tax') ?? goods.tax);
  const byLines = goods.net + rest + taxOnTop;
  const current = amountOf(state, 'currentTotal');
  if (current !== null) {
    const reflected = back.refunds.filter((refund) => kept.refunds.has(refund.id));
    const whole = current + reflected.reduce((sum, refund) => sum + refund.value, 0);
    const loose = back.refunds
      .filter((refund) => refund.hasNoLines)
      .reduce((sum, refund) => sum + refund.amount, 0);
    const candidates = loose > 0 && fieldOf(state, 'lines') !== null ? [whole, whole + loose] : [whole];
    return candidates.reduce((best, one) =>
      Math.abs(one - byLines) < Math.abs(best - byLines) ? one : best,
    );
  }
  const total = amountOf(state, 'total');
  if (total === null) return byLines;
  return (
    total -
    goods.lines.reduce((sum, line) => sum + valueOfUnits(goods, line.line.quantity - line.kept, line), 0)
  );
}

/** The price of a number of units of a line, tax included. */
function valueOfUnits(goods: Goods, units: number, { line }: Goods['lines'][number]): number {
  if (units === 0 || line.quantity === 0) return 0;
  const one = (line.price * line.quantity - (line.discount ?? 0)) / line.quantity;
  const tax = goods.taxIncluded ? 0 : (line.tax ?? 0) / line.quantity;
  return units * (one + tax);
}
