import { parseAsString, parseAsStringLiteral } from 'nuqs';
import { CHANNEL_CHOICES, STATUS_CHOICES } from './status-words.ts';

/** The filters of the list, kept in the page's address. */
export const FILTERS = {
  status: parseAsStringLiteral(STATUS_CHOICES.map((one) => one.value)),
  channel: parseAsStringLiteral(CHANNEL_CHOICES.map((one) => one.value)),
  flow: parseAsString,
  search: parseAsString,
};

type Filters = { readonly [Name in keyof typeof FILTERS]: string | null };

/** The filters as a query. Unset filters are left out. */
export function questionOf(filters: Filters): {
  status?: string;
  channel?: string;
  flow?: string;
  search?: string;
} {
  return Object.fromEntries(
    Object.entries(filters).filter(([, value]) => value !== null && value.trim() !== ''),
  );
}
