import type { MinorUnits } from '@millrace/base';
import { amountOf, type KeptLine } from './kept-lines.ts';
import { fieldOf, type OrderState } from './order-state.ts';

/** The money of a line, for the units kept. Fractions are exact; only sums are rounded. */
export interface PricedLine extends KeptLine {
  /** At list price. */
  readonly gross: number;
  readonly discount: number;
  /** Tax on the line. `taxIncluded` says whether the price contains it. */
  readonly tax: number;
}

export interface Goods {
  readonly lines: readonly PricedLine[];
  readonly gross: number;
  /** Discounts on goods, without discounts on shipping. */
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

/**
 * The money of the lines of an order. Discounts are those allocated to a line, else the order's spread by
 * value; tax is the line's, else the order's in proportion.
 */
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

/**
 * Discount on goods that is allocated to no line. When no line has a discount field, it is the whole discount
 * of the order.
 */
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
  // Lines with a discount of 0 are believed, unless the subtotal is lower than the lines by exactly the
  // order's discount.
  if (says) return subtotal !== null && discount !== null && atFirst - subtotal === discount ? discount : 0;
  if (subtotal !== null && subtotal <= atFirst) return atFirst - subtotal;
  return isPricedAfterDiscount(state, atFirst, discount ?? 0) ? 0 : Math.min(discount ?? 0, atFirst);
}

/**
 * Whether prices of lines are already after discounts, as some senders have them: then the prices alone add
 * up to the total.
 */
function isPricedAfterDiscount(state: OrderState, atFirst: number, discount: number): boolean {
  const total = amountOf(state, 'total');
  if (total === null || discount === 0) return false;
  const rest =
    (amountOf(state, 'shipping') ?? 0) + (amountOf(state, 'tip') ?? 0) + (amountOf(state, 'duties') ?? 0);
  const sums = (goods: number) => [goods + rest, goods + rest + (amountOf(state, 'tax') ?? 0)];
  return sums(atFirst).includes(total) && !sums(atFirst - discount).includes(total);
}

/**
 * Whether allocations are those of the units left. After an edit some senders reduce them, others leave them
 * unchanged.
 */
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

/** Works out whether prices contain the tax from the total, when the sender does not say. */
function isTaxInside(state: OrderState, net: number, shipping: number): boolean {
  const total = amountOf(state, 'total');
  const tax: MinorUnits = amountOf(state, 'tax') ?? 0;
  if (total === null || tax === 0) return false;
  const rest = shipping + (amountOf(state, 'tip') ?? 0) + (amountOf(state, 'duties') ?? 0);
  return Math.abs(net + rest - total) < Math.abs(net + rest + tax - total);
}
