import fc from 'fast-check';
import Papa from 'papaparse';
import { expect, test } from 'vitest';
import { IMPORT_KINDS } from '@millrace/run/imports';
import { storeForEach, type Here } from '../testing/store-for-each.ts';
import { finishImports, upload } from '../testing/upload.ts';
import { getImport, listRefusedRows } from './read-imports.ts';
import { checkImport, startImport } from './steer-import.ts';

let here: Here;
storeForEach({}, (made) => void (here = made));

const HEADERS = {
  customers: [
    'email',
    'phone',
    'first name',
    'country',
    'time zone',
    'language',
    'tags',
    'customer id',
    'points',
    '__proto__',
  ],
  consent: ['email', 'phone', 'consent', 'channel', 'source', 'consent date', 'double opt-in'],
  orders: [
    'order id',
    'order number',
    'email',
    'date',
    'total',
    'status',
    'sku',
    'item name',
    'quantity',
    'price',
    'refund',
  ],
} as const;

const cell = fc.oneof(
  fc.constantFrom(
    '',
    'ann@example.com',
    'bea@example.com',
    '+14155550101',
    'yes',
    'no',
    'DE',
    'UTC',
    'en',
    '1',
    '2',
    '9.99',
    '-1',
    '1e400',
    '999999999999999',
    '2024-01-02',
    '1700-01-01',
    '2999-01-01',
    '03/04/2024',
    'paid',
    'cancelled',
    "'; drop table customers; --",
    '=1+1',
    '"',
    '\0',
    '\ud83d\ude00'.repeat(300),
    'x'.repeat(12_000),
    'constructor',
    'email',
  ),
  fc.string({ unit: 'binary', maxLength: 12 }),
);

test.each(IMPORT_KINDS)(
  'whatever is in a file of %s, each row is counted once, and the check says what the import does',
  async (kind) => {
    const { context } = here.store;
    const headers = HEADERS[kind];
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(cell, { minLength: headers.length, maxLength: headers.length }), {
          minLength: 1,
          maxLength: 12,
        }),
        async (rows) => {
          here.store.clock.set(here.store.clock.now() + 60_000);
          const file = Papa.unparse([[...headers], ...rows], { quotes: true, newline: '\n' });
          const { id, problems } = await upload(context, kind, file);
          if (problems.length > 0) return;
          await checkImport(context, { id });
          await finishImports(here.store);
          const checked = await getImport(context, { id });
          await startImport(context, { id });
          await finishImports(here.store);
          const done = await getImport(context, { id });
          expect([checked.state, done.state]).toEqual(['checked', 'done']);
          expect(done.counts.rows).toBe(checked.counts.rows);
          expect(done.counts.refused).toBe(checked.counts.refused);
          const { counts } = done;
          const events = counts.new + counts.updated + counts.unchanged + counts.kept + counts.refused;
          if (kind === 'orders') expect(events).toBeLessThanOrEqual(counts.rows);
          else expect(events).toBe(counts.rows);
          expect((await listRefusedRows(context, { id })).items.length).toBeGreaterThanOrEqual(
            counts.refused,
          );
        },
      ),
      { numRuns: 40 },
    );
  },
  120_000,
);
