import type { Json } from '@millrace/base';
import type { ImportSettings } from './import-settings.ts';
import {
  readCountry,
  readEmail,
  readLanguage,
  readList,
  readPhone,
  readProperty,
  readZone,
  refuse,
  type CellHabits,
} from './read-cells.ts';
import { cellsOf, readingRow, type Cell, type FileRow, type Judged } from './read-row.ts';

/** The names that a row has for a person. */
export interface ReadNames {
  readonly email: string | null;
  readonly phone: string | null;
  readonly externalId: string | null;
}

export interface ReadCustomer {
  readonly row: FileRow;
  readonly names: ReadNames;
  /** Traits with a column of their own, as the intake names them. */
  readonly traits: Readonly<Record<string, string>>;
  readonly tags: readonly string[];
  readonly properties: Readonly<Record<string, Json>>;
}

const TEXT = (text: string) => (text.length <= 255 ? text : refuse('This has more than 255 characters.'));

const READERS: Readonly<Record<string, readonly [trait: string, read: (text: string) => string]>> = {
  'first-name': ['firstName', TEXT],
  'last-name': ['lastName', TEXT],
  country: ['country', readCountry],
  city: ['city', TEXT],
  zone: ['zone', readZone],
  language: ['language', readLanguage],
};

/** Reads who a row is about. @throws CellProblem when it names nobody */
export function readNames(
  fields: ReadonlyMap<string, Cell>,
  read: <Value>(one: Cell | undefined, as: (text: string) => Value) => Value | undefined,
  country: string | null,
): ReadNames {
  const names = {
    email: read(fields.get('email'), readEmail) ?? null,
    phone: read(fields.get('phone'), (text) => readPhone(text, country)) ?? null,
    externalId: read(fields.get('external-id'), TEXT) ?? null,
  };
  if (names.email === null && names.phone === null && names.externalId === null)
    refuse('This row names nobody: its e-mail, phone and customer number are empty.');
  return names;
}

/** Reads a row of customers, or refuses it. */
export function readCustomer(
  row: FileRow,
  settings: ImportSettings,
  habits: CellHabits,
): ReadCustomer | Judged {
  return readingRow('customers', row, (read) => {
    const { fields, properties: own } = cellsOf(row, settings);
    const traits: Record<string, string> = {};
    for (const [field, [trait, as]] of Object.entries(READERS)) {
      const value = read(fields.get(field), as);
      if (value !== undefined) traits[trait] = value;
    }
    const names = readNames(fields, read, traits['country'] ?? settings.country);
    const properties: Record<string, Json> = {};
    for (const cell of own) {
      const value = read(cell, (text) => readProperty(text, cell.column.type, habits));
      if (value !== undefined)
        Object.defineProperty(properties, cell.column.name, {
          value,
          enumerable: true,
          writable: true,
          configurable: true,
        });
    }
    return { row, names, traits, tags: read(fields.get('tags'), readList) ?? [], properties };
  });
}
