import type { Context } from 'liquidjs';
import { instantOfDate, isZone, readDate, type DateOrder, type Instant, own } from '@millrace/base';
import { formatMoney } from '../view/format-money.ts';

/**
 * Liquid filters that a message may use. Arithmetic filters are our own (`arithmetic.ts`). All others (json,
 * raw, where_exp, sha256 and so on) do not exist here.
 */
export const KEPT_FILTERS: readonly string[] = [
  'default',
  'upcase',
  'downcase',
  'capitalize',
  'append',
  'prepend',
  'strip',
  'lstrip',
  'rstrip',
  'squish',
  'truncate',
  'truncatewords',
  'replace',
  'remove',
  'split',
  'join',
  'first',
  'last',
  'size',
  'slice',
  'url_encode',
];

/** Liquid tags that a message may use: no includes, no layouts, nothing that keeps state between texts. */
export const KEPT_TAGS: readonly string[] = [
  'if',
  'unless',
  'case',
  'for',
  'break',
  'continue',
  'assign',
  'comment',
];

interface FilterScope {
  readonly context: Context;
}

/**
 * `{{ cart.total | money }}`: minor units in the currency of the cart, order or shop; in another by `money:
 * "EUR"`.
 */
export function money(this: FilterScope, value: unknown, currency?: unknown): string {
  const amount =
    typeof value === 'number'
      ? value
      : typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value)
        ? Number(value)
        : Number.NaN;
  if (!Number.isFinite(amount)) return '';
  const code =
    typeof currency === 'string' && /^[A-Z]{3}$/.test(currency)
      ? currency
      : textOf(this.context, 'currency', 'USD');
  return formatMoney({ amount: Math.round(amount), currency: code }, textOf(this.context, 'locale', 'en-US'));
}

const DATE_STYLES: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
  short: { month: 'short', day: 'numeric' },
  long: { weekday: 'long', month: 'long', day: 'numeric' },
  full: { weekday: 'long', month: 'long', day: 'numeric', year: 'numeric' },
  time: { hour: 'numeric', minute: '2-digit' },
  'date-time': { weekday: 'long', month: 'long', day: 'numeric', hour: 'numeric', minute: '2-digit' },
  weekday: { weekday: 'long' },
};

/** Styles for a date without a time, in place of those that show one. */
const DAY_STYLES: Readonly<Record<string, string>> = { 'date-time': 'long', time: '' };

/**
 * `{{ discount.expiresAt | date: "long" }}`: in the customer's time zone and language. Accepts everything
 * that the language's date reader does, including dates in a shop's own properties; a date without a time
 * stays that date. Another zone by `date: "long", "Europe/Berlin"`. Styles: short, long (default), full,
 * time, date-time, weekday.
 */
export function date(this: FilterScope, value: unknown, style?: unknown, zone?: unknown): string {
  const order = textOf(this.context, 'dateOrder', 'unknown') as DateOrder;
  const read = readDate(value, order);
  if (read === null || read.kind === 'ambiguous') return '';
  const locale = textOf(this.context, 'locale', 'en-US');
  const wanted = String(style ?? 'long');
  if (read.kind === 'day') {
    const shown = own(DAY_STYLES, wanted) ?? wanted;
    return shown === '' ? '' : formatDate(instantOfDate(read, 'UTC')!, 'UTC', locale, shown);
  }
  const zoneOfPerson = textOf(this.context, 'zone', 'UTC');
  const there = typeof zone === 'string' && isZone(zone) ? zone : zoneOfPerson;
  // A time without a zone is in the person's own; shown in another zone it is converted.
  return formatDate(instantOfDate(read, zoneOfPerson)!, there, locale, wanted);
}

/** A date in words, in a zone. An unknown style is `long`. */
export function formatDate(instant: Instant, zone: string, locale: string, style = 'long'): string {
  return dateFormat(locale, zone, own(DATE_STYLES, style) ?? DATE_STYLES['long']!).format(instant);
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Cached, because creating a format costs fifty times as much as using it. */
function dateFormat(locale: string, zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale}|${zone}|${JSON.stringify(options)}`;
  const known = formats.get(key);
  if (known) return known;
  if (formats.size > 500) formats.clear();
  const format = new Intl.DateTimeFormat(locale, { ...options, timeZone: zone });
  formats.set(key, format);
  return format;
}

function textOf(context: Context, name: string, fallback: string): string {
  const value: unknown = context.getSync([name]);
  return typeof value === 'string' && value !== '' ? value : fallback;
}
