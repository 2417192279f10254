import { fail, own } from '@millrace/base';
import { storeSettings } from '@millrace/core/store';
import { authorise, defineVerb, parseInput, type Context } from '@millrace/core/verb';
import { z } from 'zod';
import { CSV_BEGINS, csvLine } from './csv-text.ts';
import { LISTS, type ExportedList } from './lists.ts';

/** Writes into the audit log that a list is exported, and by which filters. @throws MillraceError not-found */
export const beginExport = defineVerb({
  name: 'list-exported',
  permission: 'customers:export',
  input: z.strictObject({
    list: z
      .string()
      .max(40)
      .describe(
        'customers, segment-people, messages, entries, flows, results, all-results, work, anomalies, audit, privacy-requests or refused-rows',
      ),
    filters: z.record(z.string().max(40), z.string().max(254)).default({}),
  }),
  output: z.strictObject({ title: z.string(), currency: z.string(), fileName: z.string() }),
  run: async (tx, { list, filters }, context) => {
    const { title, filters: schema } = listCalled(list);
    parseInput(schema, filters);
    const { currency } = await storeSettings(tx, context.workspaceId);
    const day = new Date(context.now()).toISOString().slice(0, 10);
    return { title, currency, fileName: `${list}-${day}.csv` };
  },
  // The filters may name a person, so only their names are kept.
  audit: ({ list, filters }, { title }) => ({
    subject: { type: 'list', id: list },
    summary: `Exported ${title.charAt(0).toLowerCase()}${title.slice(1)} as CSV`,
    changes: Object.keys(filters).length > 0 ? { filteredBy: Object.keys(filters) } : {},
  }),
});

function listCalled(name: string): ExportedList {
  return own(LISTS, name) ?? fail('not-found', { what: 'list' });
}

/**
 * A list as CSV, page by page, with the rows that its screen shows with the same filters. No transaction is open
 * between pages. Call `beginExport` first.
 * @throws MillraceError not-allowed, also when the caller may not see the list
 */
export async function* exportedText(
  context: Context,
  {
    list,
    filters,
    currency,
  }: { readonly list: string; readonly filters: Readonly<Record<string, string>>; readonly currency: string },
): AsyncGenerator<string> {
  authorise(context.actor, beginExport.definition.permission);
  const found = listCalled(list);
  const given = parseInput(found.filters, filters);
  let cursor: string | undefined;
  let isFirst = true;
  do {
    const page = await found.page(context, given, cursor, { currency });
    yield (isFirst ? CSV_BEGINS + csvLine(page.headers) : '') + page.rows.map(csvLine).join('');
    isFirst = false;
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
}
