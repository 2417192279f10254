import { dayAndTime, shortDay } from '@millrace/base/words';
import type { StoreSettings } from '@millrace/core/store';
import { formatMoney, type Instant } from '@millrace/base';
import { FIELDS, STATE_OF, type ImportKind } from './import-kinds.ts';
import type { ImportSettings } from './import-settings.ts';
import type { CellHabits } from './read-cells.ts';
import { readConsent } from './read-consent.ts';
import { readCustomer } from './read-customer.ts';
import { readOrder } from './read-order.ts';
import { isJudged, type FileRow, type Judged } from './read-row.ts';

/** A row as it is read, in words. */
export interface ShownRow {
  readonly line: number;
  readonly problem: string | null;
  readonly values: readonly { readonly label: string; readonly value: string }[];
}

/** Shows what a row is read as, before anything is looked up or stored. */
export function showRow(
  kind: ImportKind,
  row: FileRow,
  settings: ImportSettings,
  habits: CellHabits,
  store: StoreSettings,
  now: Instant,
): ShownRow {
  const read = READERS[kind](row, settings, habits, store, now);
  const { line } = row;
  if (isJudged(read)) return { line, problem: read.sentence ?? null, values: [] };
  return { line, problem: null, values: read.filter(({ value }) => value !== '') };
}

type Shown = { readonly label: string; readonly value: string }[];
type Reader = (
  row: FileRow,
  settings: ImportSettings,
  habits: CellHabits,
  store: StoreSettings,
  now: Instant,
) => Shown | Judged;

const label = (kind: ImportKind, id: string): string =>
  FIELDS[kind].find((field) => field.id === id)?.label ?? id;

const READERS: Readonly<Record<ImportKind, Reader>> = {
  customers: (row, settings, habits) => {
    const read = readCustomer(row, settings, habits);
    if (isJudged(read)) return read;
    const { names, traits, tags, properties } = read;
    const shown = (id: string, value: string | null | undefined) => ({
      label: label('customers', id),
      value: value ?? '',
    });
    return [
      shown('email', names.email),
      shown('phone', names.phone),
      shown('external-id', names.externalId),
      shown('first-name', traits['firstName']),
      shown('last-name', traits['lastName']),
      shown('country', traits['country']),
      shown('city', traits['city']),
      shown('zone', traits['zone']),
      shown('language', traits['language']),
      shown('tags', tags.join(', ')),
      ...Object.entries(properties).map(([name, value]) => ({
        label: name,
        value:
          typeof value === 'string'
            ? value
            : typeof value === 'boolean'
              ? value
                ? 'Yes'
                : 'No'
              : JSON.stringify(value),
      })),
    ];
  },
  consent: (row, settings, habits, store, now) => {
    const read = readConsent(row, settings, habits, now);
    if (isJudged(read)) return read;
    const { names, said } = read;
    return [
      { label: label('consent', 'email'), value: names.email ?? '' },
      { label: label('consent', 'phone'), value: names.phone ?? '' },
      { label: label('consent', 'external-id'), value: names.externalId ?? '' },
      ...(said.length === 0
        ? [{ label: label('consent', 'state'), value: 'Never asked, or not confirmed: nothing changes' }]
        : []),
      ...said.map(({ channel, state, source, optIn, at }) => ({
        label: label('consent', STATE_OF + channel),
        value: `${state === 'subscribed' ? 'Agreed' : 'Unsubscribed'}${optIn === 'double' ? ', confirmed' : ''}, ${shortDay(at, store.zone, now)}, ${source}`,
      })),
    ];
  },
  orders: (row, settings, habits, store, now) => {
    const read = readOrder([row], settings, habits, store.currency, now);
    if (isJudged(read)) return read;
    const money = (amount: number | null) =>
      amount === null ? '' : formatMoney({ amount, currency: store.currency });
    const shown = (id: string, value: string | null) => ({ label: label('orders', id), value: value ?? '' });
    return [
      shown('order-id', read.orderId),
      shown('order-number', read.number),
      shown('email', read.names.email),
      shown('phone', read.names.phone),
      shown('external-id', read.names.externalId),
      shown('placed-at', dayAndTime(read.placedAt, store.zone)),
      shown('total', money(read.total)),
      shown('refunded', money(read.refunded)),
      shown('status', read.cancelledAt === null ? read.status : `${read.status ?? ''} (cancelled)`.trim()),
      ...read.lines.map(({ title, productId, quantity, price }) => ({
        label: 'Item',
        value: `${quantity} × ${title || productId}, ${money(price)}`,
      })),
    ];
  },
};
