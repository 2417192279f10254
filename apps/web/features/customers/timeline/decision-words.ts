import type { DecisionView } from '@millrace/services';
import { formatMoney } from '@millrace/base';
import { decimal, percent as inPercent, plural } from '@millrace/base/words';

/** `free-shipping` is "Free shipping"; `percent-10` is "10% off". */
export function optionWords(id: string): string {
  const percent = /^(?:percent|percentage)-(\d+)$/.exec(id);
  if (percent) return `${inPercent(Number(percent[1]) / 100)} off`;
  if (id === 'none') return 'No discount';
  const words = id.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** How an input of a decision is written: its name in words, and what kind of number it is. */
const INPUTS: Readonly<Record<string, readonly [words: string, kind: 'money' | 'share' | 'days' | 'hour' | 'plain']>> = {
  cartTotal: ['Cart', 'money'],
  averageOrder: ['Usual order', 'money'],
  margin: ['Margin', 'money'],
  marginShare: ['Margin of the cart', 'share'],
  discountShare: ['Orders with a discount', 'share'],
  recovery: ['Comes back by itself', 'share'],
  daysKnown: ['Known for', 'days'],
  daysSinceOrder: ['Since the last order', 'days'],
  orderGapDays: ['Between orders', 'days'],
  hour: ['Left at, by their clock', 'hour'],
  step: ['Got as far as', 'plain'],
  mobile: ['On a phone', 'plain'],
  triedCode: ['Tried a discount code', 'plain'],
  itemsCount: ['Items', 'plain'],
  ordersCount: ['Orders', 'plain'],
  newCategory: ['New category for them', 'plain'],
};

/** Inputs as rows of words; what is empty is left out. */
export function inputRows(inputs: DecisionView['inputs'], currency: string): (readonly [name: string, value: string])[] {
  return Object.entries(inputs)
    .filter(([, value]) => value !== null && typeof value !== 'object')
    .map(([name, value]) => {
      const [words, kind] = INPUTS[name] ?? [spaced(name), 'plain'];
      return [words, written(value, kind, currency)] as const;
    });
}

function written(value: unknown, kind: string, currency: string): string {
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (typeof value !== 'number') return optionWords(String(value));
  if (kind === 'money') return formatMoney({ amount: value, currency });
  if (kind === 'share') return inPercent(value);
  if (kind === 'days') return value < 2 ? plural(Math.round(value * 24), 'hour') : plural(Math.round(value), 'day');
  if (kind === 'hour') return `${String(Math.floor(value)).padStart(2, '0')}:00`;
  return decimal(value);
}

function spaced(name: string): string {
  const words = name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll('-', ' ')
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Who decided, and whether a person could have seen it. */
export function decidedBy({ by, heldOut }: Pick<DecisionView, 'by' | 'heldOut'>): string {
  const who =
    by === 'model'
      ? 'Decided by the model trained on this store’s own carts.'
      : 'Decided by a stated rule, as there is not enough to learn from yet.';
  return heldOut ? `${who} They are held back, so nothing came of it.` : who;
}
