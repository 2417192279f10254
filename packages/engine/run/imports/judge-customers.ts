import { composed, type Json } from '@millrace/base';
import { isDeepStrictEqual } from 'node:util';
import { knownPeople, markOf, type KnownPerson } from './known-people.ts';
import type { PageContext } from './page-context.ts';
import { readCustomer, type ReadCustomer } from './read-customer.ts';
import { isJudged, refused, type FileRow, type Judged } from './read-row.ts';

/** What becomes of rows of customers: who is new, who changes, and which rows are refused. Changes nothing. */
export async function judgeCustomers(page: PageContext, rows: readonly FileRow[]): Promise<Judged[]> {
  const read = rows.map((row) => readCustomer(row, page.settings, page.habits));
  const people = await knownPeople(
    page.tx,
    page.context,
    page.source.id,
    read.flatMap((one) => (isJudged(one) ? [] : [one.names])),
  );
  return read.map((one) => {
    if (isJudged(one)) return one;
    if (people.isErased(one.names)) return erased(one.row);
    const judged = judge(one, people.of(one.names), page.settings.known, people.isNewNumber(one.names));
    return { ...judged, names: one.names, mark: markOf(one.names), about: 'person' };
  });
}

export const erased = (row: FileRow): Judged =>
  refused(row, 'erased', 'This person was erased. Their data is not taken in again from a file.');

/** Whether the person is new, and what the row would change about them. */
export function judge(
  read: ReadCustomer,
  known: KnownPerson | null,
  mode: 'update' | 'fill',
  isNewNumber: boolean,
): Judged {
  const { row } = read;
  const { email, phone, externalId } = read.names;
  const who = {
    ...(known ? { id: known.id } : {}),
    ...(externalId ? { externalId } : {}),
    ...(email ? { email } : {}),
    ...(phone ? { phone } : {}),
  };
  const isWanted = (before: Json | undefined, after: Json): boolean =>
    mode === 'fill' ? isEmpty(before) : !isDeepStrictEqual(before, composed(after));
  const changed = <Value extends Json>(
    values: Readonly<Record<string, Value>>,
    before: Readonly<Record<string, Json>>,
  ) =>
    Object.fromEntries(
      Object.entries(values).filter(([name, value]) =>
        isWanted(Object.hasOwn(before, name) ? before[name] : undefined, value),
      ),
    );
  const traits = changed(read.traits, known?.traits ?? {});
  const properties = changed(read.properties, known?.properties ?? {});
  const tags = [...new Set([...(known?.tags ?? []), ...read.tags])];
  const isTagged =
    tags.length > (known?.tags.length ?? 0) && (mode === 'update' || isEmpty(known?.tags as Json));
  const isNamed =
    known !== null &&
    ((email !== null && isWanted(known.email, email)) || (phone !== null && isWanted(known.phone, phone)));
  const hasNews =
    Object.keys(traits).length + Object.keys(properties).length > 0 || isTagged || isNamed || isNewNumber;
  if (known && !hasNews) return { row, verdict: 'unchanged' };
  return {
    row,
    verdict: known ? 'updated' : 'new',
    event: {
      type: known ? 'customer-updated' : 'customer-created',
      customer: { ...properties, ...traits, ...who, ...(isTagged ? { tags } : {}) },
    },
  };
}

const isEmpty = (value: Json | undefined): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
