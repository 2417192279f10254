import { EARLIEST } from '@millrace/flow';
import { cutTo, type Instant, type MinorUnits } from '@millrace/base';
import type { ImportSettings } from './import-settings.ts';
import {
  quoted,
  readEmail,
  readInstant,
  readMoney,
  readNumber,
  readPhone,
  refuse,
  type CellHabits,
} from './read-cells.ts';
import type { ReadNames } from './read-customer.ts';
import { cellsOf, isJudged, readingRow, refused, type Cell, type FileRow, type Judged } from './read-row.ts';

export interface ReadLine {
  readonly productId: string;
  readonly title: string;
  readonly quantity: number;
  readonly price: MinorUnits;
}

/** An order as its rows give it. Amounts in minor units of the store's currency; null when a row does not say it. */
export interface ReadOrder {
  readonly row: FileRow;
  readonly others: readonly FileRow[];
  readonly orderId: string | null;
  readonly number: string | null;
  readonly names: ReadNames;
  readonly placedAt: Instant;
  readonly cancelledAt: Instant | null;
  readonly total: MinorUnits | null;
  readonly refunded: MinorUnits | null;
  readonly discount: MinorUnits | null;
  readonly shipping: MinorUnits | null;
  readonly tax: MinorUnits | null;
  /** In small letters, as the file has it. */
  readonly status: string | null;
  readonly lines: readonly ReadLine[];
}

/** Statuses of orders that were never paid or were taken back. They are no sale. */
const NO_SALE: ReadonlySet<string> = new Set([
  'cancelled',
  'canceled',
  'voided',
  'failed',
  'trash',
  'checkout-draft',
]);

/** Reads the rows of one order, or refuses it as a whole. The first row that has a value gives it. */
export function readOrder(
  rows: readonly FileRow[],
  settings: ImportSettings,
  habits: CellHabits,
  currency: string,
  now: Instant,
): ReadOrder | Judged {
  const [row, ...others] = rows as [FileRow, ...FileRow[]];
  const lines: ReadLine[] = [];
  for (const one of rows) {
    const read = readLine(one, settings, habits, currency);
    if (isJudged(read)) return { ...read, row, others };
    if (read.line) lines.push(read.line);
  }
  const fields = new Map<string, Cell>();
  for (const one of rows)
    for (const [name, cell] of cellsOf(one, settings).fields) if (!fields.has(name)) fields.set(name, cell);
  const read = readingRow('orders', row, (cell): ReadOrder => {
    const amount = (name: string) => {
      const value = cell(fields.get(name), (text) => readMoney(text, currency, habits.decimal)) ?? null;
      return value !== null && value < 0 ? refuse('An amount of an order is not below zero.') : value;
    };
    const placedAt =
      cell(fields.get('placed-at'), (text) => readInstant(text, habits)) ?? refuse('This order has no date.');
    if (placedAt > now) refuse('Date of the order: it is in the future.');
    if (placedAt < EARLIEST) refuse('Date of the order: it is before 1990.');
    const said = cell(fields.get('currency'), (text) => text.toUpperCase());
    if (said !== undefined && said !== currency)
      refuse(
        `Currency: this is ${said}, and the store’s currency is ${currency}. Convert the amounts before importing.`,
      );
    const status = cutTo(fields.get('status')?.text.toLowerCase() ?? '', 255) || null;
    const cancelledAt = cell(fields.get('cancelled-at'), (text) => readInstant(text, habits)) ?? null;
    const order = {
      row,
      others,
      orderId: idIn(fields.get('order-id')),
      number: idIn(fields.get('order-number')),
      names: {
        email: cell(fields.get('email'), readEmail) ?? null,
        phone: cell(fields.get('phone'), (text) => readPhone(text, settings.country)) ?? null,
        externalId: idIn(fields.get('external-id')),
      },
      placedAt,
      cancelledAt: cancelledAt ?? (status !== null && NO_SALE.has(status) ? placedAt : null),
      total: amount('total'),
      refunded: amount('refunded'),
      discount: amount('discount'),
      shipping: amount('shipping'),
      tax: amount('tax'),
      status,
      lines,
    };
    if (order.orderId === null && order.number === null) refuse('This order has no number.');
    if (order.total === null && lines.length === 0) refuse('This order has neither a total nor items.');
    if (order.refunded !== null && order.total !== null && order.refunded > order.total)
      refuse('More was refunded than the order’s total.');
    return order;
  });
  return isJudged(read) ? { ...refused(row, read.reason ?? 'row', read.sentence ?? ''), others } : read;
}

function idIn(cell: Cell | undefined): string | null {
  const text = cell?.text ?? '';
  return text === '' ? null : cutTo(text, 255);
}

/** Reads the item of a row, when it has one. */
function readLine(
  row: FileRow,
  settings: ImportSettings,
  habits: CellHabits,
  currency: string,
): { readonly line: ReadLine | null } | Judged {
  return readingRow('orders', row, (read) => {
    const { fields } = cellsOf(row, settings);
    const title = cutTo(fields.get('line-title')?.text ?? '', 500);
    const productId = cutTo(fields.get('line-sku')?.text ?? title, 255);
    const price = read(fields.get('line-price'), (text) => readMoney(text, currency, habits.decimal));
    if (productId === '' || price === undefined) return { line: null };
    if (price < 0) refuse('The price of an item is not below zero.');
    const quantity = read(fields.get('line-quantity'), (text) => {
      const value = readNumber(text, habits.decimal);
      return value !== null && Number.isInteger(value) && value >= 0 && value <= 100_000
        ? value
        : refuse(`${quoted(text)} is not a number of pieces.`);
    });
    return { line: { productId, title, quantity: quantity ?? 1, price } };
  });
}
