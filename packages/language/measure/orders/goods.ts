import type { MinorUnits } from '@millrace/base';
import { amountOf, type KeptLine } from './kept-lines.ts';
import { fieldOf, type OrderState } from './order-state.ts';

/** A line in money, for the units kept. Exact fractions: rounding is for sums. */
export interface PricedLine extends KeptLine {
  /** At list price. */
  readonly gross: number;
  readonly discount: number;
  /** Tax on it, contained in its price or not as `taxIncluded` says. */
  readonly tax: number;
}

export interface Goods {
  readonly lines: readonly PricedLine[];
  readonly gross: number;
  /** On goods; a discount on shipping is not in it. */
  readonly discount: number;
  readonly net: number;
  readonly tax: number;
  readonly taxIncluded: boolean;
  /** Discounts that no line carries, such as free shipping. */
  readonly otherDiscount: number;
  readonly tips: number;
}

const sum = <Item>(items: readonly Item[], value: (item: Item) => number) =>
  items.reduce((total, item) => total + value(item), 0);
const isGoods = ({ line }: KeptLine) => line.kind !== 'tip';

/** The lines of an order in money: discounts by allocation, else spread by value; tax by line, else the order's in proportion. */
export function goodsOf(state: OrderState, kept: readonly KeptLine[]): Goods {
  const items = kept.filter(isGoods);
  const atFirst = sum(items, ({ line }) => line.price * line.quantity);
  const allocated = sum(items, ({ line }) => line.discount ?? 0);
  const missing = unallocated(state, items, atFirst, allocated);
  const isLeftOnly = allocationsAreOfWhatIsLeft(state, items, allocated);
  const net0 = atFirst - allocated - missing;
  const orderTax = amountOf(state, 'currentTax') ?? amountOf(state, 'tax') ?? 0;
  const shipping = amountOf(state, 'shipping') ?? 0;
  const knowsTax = items.length > 0 && items.every(({ line }) => line.tax !== null);
  const taxIncluded = fieldOf(state, 'taxIncluded') ?? isTaxInside(state, net0, shipping);
  const lines = items.map((item): PricedLine => {
    const { line, kept: units } = item;
    const share = line.quantity > 0 ? units / line.quantity : 0;
    const whole = line.price * line.quantity;
    const own = (line.discount ?? 0) * (isLeftOnly ? 1 : share);
    return {
      ...item,
      gross: line.price * units,
      discount: own + (atFirst > 0 ? (missing * whole * share) / atFirst : 0),
      tax: (line.tax ?? 0) * share,
    };
  });
  const gross = sum(lines, (line) => line.gross);
  const discount = sum(lines, (line) => line.discount);
  const net = gross - discount;
  const spread = taxIncluded ? net + shipping : net;
  const taxed = knowsTax
    ? lines
    : lines.map((line) => ({
        ...line,
        tax: spread > 0 ? (orderTax * (line.gross - line.discount)) / spread : 0,
      }));
  return {
    lines: taxed,
    gross,
    discount,
    net,
    tax: sum(taxed, (line) => line.tax),
    taxIncluded,
    otherDiscount: otherDiscountOf(state, items, allocated + missing, isLeftOnly),
    tips: sum(
      kept.filter((item) => !isGoods(item)),
      ({ line, kept: units }) => line.price * units,
    ),
  };
}

/** What was taken off the goods and stands on no line. When no line says anything of discounts, all of the order's is meant. */
function unallocated(
  state: OrderState,
  items: readonly KeptLine[],
  atFirst: number,
  allocated: number,
): number {
  const says = items.some(({ line }) => line.discount !== null);
  if (says && allocated > 0) return 0;
  const subtotal = amountOf(state, 'subtotal');
  const discount = amountOf(state, 'discount') ?? (says ? null : amountOf(state, 'currentDiscount'));
  // Lines that say "nothing" are believed, unless goods are told to have come to less by just the discount.
  if (says) return subtotal !== null && discount !== null && atFirst - subtotal === discount ? discount : 0;
  if (subtotal !== null && subtotal <= atFirst) return atFirst - subtotal;
  return isPricedAfterDiscount(state, atFirst, discount ?? 0) ? 0 : Math.min(discount ?? 0, atFirst);
}

/** Some senders write what was paid as the price of a line and the discount beside it: then the prices alone come to the total. */
function isPricedAfterDiscount(state: OrderState, atFirst: number, discount: number): boolean {
  const total = amountOf(state, 'total');
  if (total === null || discount === 0) return false;
  const rest =
    (amountOf(state, 'shipping') ?? 0) + (amountOf(state, 'tip') ?? 0) + (amountOf(state, 'duties') ?? 0);
  const sums = (goods: number) => [goods + rest, goods + rest + (amountOf(state, 'tax') ?? 0)];
  return sums(atFirst).includes(total) && !sums(atFirst - discount).includes(total);
}

/** After an edit some senders cut a line's allocations down to the units left, others leave them as they were. */
function allocationsAreOfWhatIsLeft(
  state: OrderState,
  items: readonly KeptLine[],
  allocated: number,
): boolean {
  const current = amountOf(state, 'currentDiscount');
  if (current === null || allocated === 0 || allocated !== current) return false;
  const scaled = sum(items, ({ line, kept }) =>
    line.quantity > 0 ? ((line.discount ?? 0) * kept) / line.quantity : 0,
  );
  return Math.round(scaled) !== current && items.some(({ line, kept }) => kept < line.quantity);
}

function otherDiscountOf(
  state: OrderState,
  items: readonly KeptLine[],
  onGoods: number,
  isLeftOnly: boolean,
): number {
  const discount = amountOf(state, 'discount');
  if (discount === null || isLeftOnly || items.length === 0) return 0;
  return Math.max(0, discount - onGoods);
}

/** Nobody said whether prices contain the tax: the sum that the customer paid tells. */
function isTaxInside(state: OrderState, net: number, shipping: number): boolean {
  const total = amountOf(state, 'total');
  const tax: MinorUnits = amountOf(state, 'tax') ?? 0;
  if (total === null || tax === 0) return false;
  const rest = shipping + (amountOf(state, 'tip') ?? 0) + (amountOf(state, 'duties') ?? 0);
  return Math.abs(net + rest - total) < Math.abs(net + rest + tax - total);
}
