import { WORK_KINDS } from '@millrace/connectors/work';
import { parseAsBoolean, parseAsString, parseAsStringLiteral, type inferParserType } from 'nuqs';

export const KIND_CHOICES = WORK_KINDS.map(({ id, plural }) => ({ value: id, label: plural }));

/** The filters of the list, kept in the page's address. */
export const FILTERS = {
  whose: parseAsStringLiteral(['mine', 'all'] as const).withDefault('mine'),
  state: parseAsStringLiteral(['open', 'closed'] as const).withDefault('open'),
  kind: parseAsStringLiteral(KIND_CHOICES.map(({ value }) => value)),
  flow: parseAsString,
  overdue: parseAsBoolean.withDefault(false),
  search: parseAsString,
};
export type Filters = inferParserType<typeof FILTERS>;

/** The filters as a query. Unset filters are left out. */
export function questionOf({ whose, state, kind, flow, overdue, search }: Filters) {
  return {
    whose,
    state,
    ...(kind ? { kind } : {}),
    ...(flow ? { flow } : {}),
    ...(overdue && state === 'open' ? { overdue } : {}),
    ...(search?.trim() ? { search: search.trim() } : {}),
  };
}

/** Whether the list shows less than all that is open, or closed, for the chosen people. */
export const isNarrowed = ({ kind, flow, overdue, search }: Filters): boolean =>
  kind !== null || flow !== null || overdue || Boolean(search?.trim());
