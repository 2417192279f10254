import {
  currencyDecimals,
  cutTo,
  dayText,
  instantOfDate,
  isEmailAddress,
  isZone,
  own,
  parseAmount,
  readDate,
  type DateOrder,
  type Instant,
  type Json,
  type MinorUnits,
} from '@millrace/base';
import { regionCode } from '@millrace/base/words';
import { normaliseEmail, normalisePhone } from '../parsing/identities.ts';
import type { PropertyType } from './import-settings.ts';

/** How numbers and dates of a file are written. */
export interface CellHabits {
  readonly decimal: 'point' | 'comma';
  readonly dateOrder: DateOrder;
  /** The zone of times without one. */
  readonly zone: string;
}

/** Why a cell cannot be read, in words for the marketer. */
export class CellProblem extends Error {}

/** @throws CellProblem always */
export function refuse(sentence: string): never {
  throw new CellProblem(sentence);
}
export const quoted = (cell: string): string => `“${cell.length > 60 ? `${cutTo(cell, 60)}…` : cell}”`;

/**
 * The text of a cell. An apostrophe that spreadsheets and exports put before a sign, so that it is not taken
 * for a formula, is dropped.
 */
export const plainCell = (cell: string | undefined): string =>
  (cell ?? '').trim().replace(/^'(?=[=+\-@\t\d])/, '');

/** A word without capitals, spaces and signs, as the usual exports differ in these. */
export const plainWord = (text: string): string => text.toLowerCase().replaceAll(/[^a-z]/g, '');

export function readEmail(cell: string): string {
  const email = normaliseEmail(cell.replace(/^mailto:/i, '')) ?? '';
  return isEmailAddress(email) ? email : refuse(`${quoted(cell)} is not an e-mail address.`);
}

export function readPhone(cell: string, country: string | null): string {
  if (/^\d(\.|,)\d+e\+\d+$/i.test(cell))
    refuse(
      `${quoted(cell)} is what a spreadsheet made of a phone number. Format the column as text and save it again.`,
    );
  const international =
    normalisePhone(cell, country) ?? (/^\d{10,15}$/.test(cell) ? normalisePhone(`+${cell}`, null) : null);
  return (
    international ??
    refuse(
      country === null && cell.startsWith('0')
        ? `${quoted(cell)} has no country code. Choose the country of such numbers under “How the file is read”.`
        : `${quoted(cell)} is not a phone number.`,
    )
  );
}

/** A country by its code or its English name. */
export function readCountry(cell: string): string {
  if (/^[a-z]{2}$/i.test(cell)) return cell.toUpperCase();
  return (
    regionCode(cell) ??
    refuse(`${quoted(cell)} is not a country: write its code, such as DE, or its English name.`)
  );
}

export const readZone = (cell: string): string =>
  isZone(cell) ? cell : refuse(`${quoted(cell)} is not a time zone such as Europe/Berlin.`);

export function readLanguage(cell: string): string {
  const tag = cell.replaceAll('_', '-');
  return /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(tag)
    ? tag
    : refuse(`${quoted(cell)} is not a language: write en, de or pt-BR.`);
}

/** Several texts of one cell, with commas, semicolons or bars between them. */
export const readList = (cell: string): string[] => [
  ...new Set(
    cell
      .split(/[,;|\n]/)
      .map((one) =>
        one
          .trim()
          .replace(/^["[]+|["\]]+$/g, '')
          .trim(),
      )
      .filter((one) => one !== ''),
  ),
];

/** A plain decimal text, `-1234.5`; null when it is no number. Signs of currencies are dropped. */
export function plainDecimal(cell: string, decimal: 'point' | 'comma'): string | null {
  const bare = cell
    .replaceAll(/[\s\u00a0\u202f'’]/g, '')
    .replace('−', '-')
    .replace(/^(-?)(?:[A-Z]{3}|[$€£¥])|(?:[A-Z]{3}|[$€£¥])$/g, '$1');
  const [group, point] = decimal === 'point' ? [',', '.'] : ['.', ','];
  const grouped = new RegExp(`^-?\\d{1,3}(\\${group}\\d{3})+(\\${point}\\d+)?$`);
  const plain = new RegExp(`^-?\\d+(\\${point}\\d+)?$`);
  if (!grouped.test(bare) && !plain.test(bare)) return null;
  return bare.replaceAll(group, '').replace(point, '.');
}

export function readNumber(cell: string, decimal: 'point' | 'comma'): number | null {
  const text = plainDecimal(cell, decimal);
  const value = text === null ? Number.NaN : Number(text);
  return Number.isFinite(value) && Math.abs(value) <= Number.MAX_SAFE_INTEGER ? value : null;
}

export function readMoney(cell: string, currency: string, decimal: 'point' | 'comma'): MinorUnits {
  const text = plainDecimal(cell, decimal);
  const fraction = text?.split('.')[1]?.replace(/0+$/, '') ?? '';
  if (text === null)
    refuse(
      `${quoted(cell)} is not an amount${/[.,]/.test(cell) ? ', as numbers are written in this file' : ''}.`,
    );
  if (fraction.length > Math.max(4, currencyDecimals(currency)))
    refuse(`${quoted(cell)} has too many decimals for an amount.`);
  return parseAmount(text, currency) ?? refuse(`${quoted(cell)} is too large for an amount.`);
}

const YES_NO: Readonly<Record<string, boolean>> = {
  yes: true,
  y: true,
  true: true,
  ja: true,
  1: true,
  no: false,
  n: false,
  false: false,
  nein: false,
  0: false,
};
export const readYesNo = (cell: string): boolean | null => own(YES_NO, cell.toLowerCase()) ?? null;

/** An instant. A day is its beginning in the store's zone. */
export function readInstant(cell: string, { dateOrder, zone }: CellHabits): Instant {
  const read = readDate(
    cell.replace(/ UTC$/, 'Z').replace(/^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d) ([+-]\d{4})$/, '$1T$2$3'),
    dateOrder,
  );
  if (read?.kind === 'ambiguous')
    refuse(
      `${quoted(cell)} could be two dates. Choose under “How the file is read” whether the day or the month comes first.`,
    );
  return instantOfDate(read, zone) ?? refuse(`${quoted(cell)} is not a date.`);
}

/** A property as it is stored. A date is stored as ISO 8601, a day as a day. */
export function readProperty(cell: string, type: PropertyType, habits: CellHabits): Json {
  switch (type) {
    case 'text':
      return cell;
    case 'list':
      return readList(cell);
    case 'number':
      return readNumber(cell, habits.decimal) ?? refuse(`${quoted(cell)} is not a number.`);
    case 'yes-no':
      return readYesNo(cell) ?? refuse(`${quoted(cell)} is neither yes nor no.`);
    case 'date': {
      const read = readDate(cell, habits.dateOrder);
      if (read?.kind === 'day') return dayText(read.day);
      return new Date(readInstant(cell, habits)).toISOString();
    }
  }
}
