import type { MinorUnits } from '@millrace/base';
import { goodsOf, type Goods } from './goods.ts';
import { amountOf, keptLines, type Reflected } from './kept-lines.ts';
import { fieldOf, type OrderState } from './order-state.ts';
import type { OrderEdit, OrderLine, OrderRefund } from './order-types.ts';
import { costOfGoods, givenBack, type GivenBack } from './refund-account.ts';

/** Everything that is known of one order. */
export interface OrderRecord {
  readonly state: OrderState;
  readonly refunds: readonly OrderRefund[];
  readonly edits: readonly OrderEdit[];
}

export interface AccountRules {
  /** Currency all amounts are in. */
  readonly currency: string;
  /** Cost assumed for goods whose cost is unknown, as a share of their price without tax, 0 to 1. */
  readonly assumedCostShare: number;
  /** Cost of one by `costKey`, for goods whose sender does not say it. */
  readonly costs: Readonly<Record<string, MinorUnits>>;
}

/** A line with the units sold and what one of them came to after discounts, as priced. */
export interface SoldLine {
  readonly line: OrderLine;
  readonly units: number;
  readonly price: MinorUnits;
}

/** What an order comes to, in minor units of the shop's currency. */
export interface OrderAccount {
  /** It is a sale: placed, not cancelled, and no test. Only then does it count anywhere. */
  readonly counts: boolean;
  /** What was sold, without tips: edits taken out, returns still in. */
  readonly lines: readonly SoldLine[];
  readonly units: number;
  /** Goods at list price, as priced (with tax where prices contain it). */
  readonly gross: MinorUnits;
  /** Everything taken off, shipping included. */
  readonly discount: MinorUnits;
  /** Goods after their discounts, as priced. */
  readonly net: MinorUnits;
  /** All tax, in the prices or on top. */
  readonly tax: MinorUnits;
  /** What the customer has to pay in all after edits, before refunds. */
  readonly total: MinorUnits;
  /** Of that, what went back to them. */
  readonly refunded: MinorUnits;
  /** `total` less `refunded`. */
  readonly revenue: MinorUnits;
  /** Cost of the goods that stayed with the customer or are lost. */
  readonly cost: MinorUnits;
  /** Goods without tax, less discounts, refunds and cost. Shipping, tips and duties pass through. */
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

/** What an order comes to: a pure function of what was said of it, so that it is the same whatever came first. */
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
 * What has to be paid after edits, before any refund. The sender's own sum is taken wherever there is one; current figures
 * leave out what refunds gave back, so that is put back in, once by its lines or once by its money: as it fits the lines.
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

/** What so many units of a line cost the customer, tax included. */
function valueOfUnits(goods: Goods, units: number, { line }: Goods['lines'][number]): number {
  if (units === 0 || line.quantity === 0) return 0;
  const one = (line.price * line.quantity - (line.discount ?? 0)) / line.quantity;
  const tax = goods.taxIncluded ? 0 : (line.tax ?? 0) / line.quantity;
  return units * (one + tax);
}
