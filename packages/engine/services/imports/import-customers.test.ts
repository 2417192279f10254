import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runImports } from '@millrace/run/imports';
import { eraseCustomer } from '../customers/erase-customer.ts';
import { listCustomers } from '../customers/read-customers.ts';
import { listAudit } from '../settings/audit.ts';
import { storeForEach, type Here } from '../testing/store-for-each.ts';
import { finishImports, importFile, upload } from '../testing/upload.ts';
import { getImport, listImports, listRefusedRows } from './read-imports.ts';
import { checkImport, setImportSettings, startImport, stopImport } from './steer-import.ts';
import { addImportPart, createImport, finishUpload } from './upload-file.ts';

let here: Here;
storeForEach({}, (made) => void (here = made));

const inStore = <Result>(run: Parameters<typeof here.store.db.inWorkspace<Result>>[1]) =>
  here.store.db.inWorkspace(here.store.context.workspaceId, run);

/** Every customer with everything that an import could change, as one text. */
const everybody = async () => {
  const { items } = await listCustomers(here.store.context, { limit: 200 });
  return JSON.stringify(
    items
      .map(({ id: _id, ...rest }) => rest)
      .sort((left, right) =>
        (left.email ?? left.phone ?? '') < (right.email ?? right.phone ?? '') ? -1 : 1,
      ),
  );
};

const FILE = `Email,First Name,Last Name,Phone,Country,Tags,Birthday,Points,VIP
ann@example.com,Ann,Lee,+14155550101,United States,"vip, summer",1990-05-01,120,yes
BEA@example.com,Bea,,0151 23456789,,,1985-12-24,7,no
not-an-address,Carl,,,,,,,
,Dora,,,,,,,
ann@example.com,Anna,,,,,,,
eve@example.com,Eve,,,Atlantis,,,,
`;

describe('customers from a file', () => {
  test('are recognised, shown as they will be read, checked without changing anything, then imported', async () => {
    const { context } = here.store;
    const uploaded = await upload(context, 'customers', FILE);
    expect(uploaded).toMatchObject({ state: 'ready', problems: [] });
    expect(uploaded.settings).toMatchObject({ encoding: 'utf-8', separator: ',', header: true });
    expect(uploaded.settings?.columns.map(({ field, name, type }) => [field, name, type])).toEqual([
      ['email', '', 'text'],
      ['first-name', '', 'text'],
      ['last-name', '', 'text'],
      ['phone', '', 'text'],
      ['country', '', 'text'],
      ['tags', '', 'text'],
      ['property', 'Birthday', 'date'],
      ['property', 'Points', 'number'],
      ['property', 'VIP', 'yes-no'],
    ]);
    expect(uploaded.preview[1]).toMatchObject({
      line: 3,
      problem: expect.stringContaining('no country code'),
    });
    const { id } = uploaded;
    const set = await setImportSettings(context, { id, settings: { country: 'DE' } });
    expect(set.preview[1]).toMatchObject({ problem: null });
    const before = await everybody();
    await checkImport(context, { id });
    await finishImports(here.store);
    const checked = await getImport(context, { id });
    expect(checked).toMatchObject({ state: 'checked', counts: { rows: 6, new: 2, refused: 4, updated: 0 } });
    expect(await everybody()).toBe(before);
    await startImport(context, { id });
    await finishImports(here.store);
    const done = await getImport(context, { id });
    expect(done).toMatchObject({ state: 'done', counts: { ...checked.counts } });
    const { items } = await listCustomers(context, {});
    expect(items.find((one) => one.email === 'ann@example.com')).toMatchObject({
      firstName: 'Ann',
      phone: '+14155550101',
      country: 'US',
      tags: ['vip', 'summer'],
      properties: { Birthday: '1990-05-01', Points: 120, VIP: true },
      lastSeenAt: null,
    });
    expect(items.find((one) => one.email === 'bea@example.com')).toMatchObject({ phone: '+4915123456789' });
    const refused = await listRefusedRows(context, { id, limit: 3 });
    expect(refused.headers[0]).toBe('Email');
    expect(refused.items.map(({ line, sentence }) => [line, sentence])).toEqual([
      [4, 'E-mail: “not-an-address” is not an e-mail address.'],
      [5, 'This row names nobody: its e-mail, phone and customer number are empty.'],
      [6, 'Row 2 of the file is about the same person.'],
    ]);
    const rest = await listRefusedRows(context, { id, limit: 3, cursor: refused.next ?? '' });
    expect(rest.items).toMatchObject([
      { line: 7, cells: ['eve@example.com', 'Eve', '', '', 'Atlantis', '', '', '', ''] },
    ]);
    const { items: audit } = await listAudit(context, { subject: id });
    expect(audit.map(({ summary }) => summary)).toEqual(
      expect.arrayContaining([
        'Started to import customers from people.csv',
        'Imported people.csv: 2 new, 0 updated, 4 refused',
      ]),
    );
    expect(await inStore((tx) => tx`select 1 from import_parts`)).toHaveLength(0);
    expect((await listImports(context, {})).items).toMatchObject([{ id, state: 'done' }]);
  });

  test('change nothing the second time, and only what differs the third', async () => {
    await importFile(here.store, 'customers', FILE, { country: 'DE' });
    const after = await everybody();
    const events = await inStore((tx) => tx`select id from events`);
    here.store.clock.set(here.store.clock.now() + 60_000);
    const { checked, done } = await importFile(here.store, 'customers', FILE, { country: 'DE' });
    expect(checked.counts).toMatchObject({ new: 0, updated: 0, unchanged: 2, refused: 4 });
    expect(done.counts).toEqual(checked.counts);
    expect(await everybody()).toBe(after);
    expect(await inStore((tx) => tx`select id from events`)).toEqual(events);
    const again = await importFile(
      here.store,
      'customers',
      'email,city\nann@example.com,Rome\nbea@example.com,\n',
    );
    expect(again.done.counts).toMatchObject({ updated: 1, unchanged: 1 });
  });

  test('keep what is known when only gaps are to be filled', async () => {
    await here.shop.send('customer-updated', here.shop.person('ann', { city: 'Oslo' }));
    here.store.clock.set(here.store.clock.now() + 60_000);
    await importFile(
      here.store,
      'customers',
      'email,first name,city,country\nann@example.com,Anna,Rome,IT\n',
      { known: 'fill' },
    );
    const { items } = await listCustomers(here.store.context, { email: 'ann@example.com' });
    expect(items[0]).toMatchObject({ firstName: 'ann', city: 'Oslo', country: 'IT' });
  });

  test('are found by the number that their shop gave them, and do not become a second person', async () => {
    await importFile(here.store, 'customers', 'customer id,email\n77,ann@example.com\n');
    const { done } = await importFile(here.store, 'customers', 'customer id,first name\n77,Ann\n');
    expect(done.counts).toMatchObject({ new: 0, updated: 1 });
    const { items } = await listCustomers(here.store.context, {});
    expect(items).toMatchObject([{ email: 'ann@example.com', firstName: 'Ann' }]);
  });

  test('start no flow and cross no segment as news', async () => {
    await importFile(here.store, 'customers', FILE, { country: 'DE' });
    expect(await inStore((tx) => tx`select 1 from event_queue where not is_late`)).toHaveLength(0);
    expect(await inStore((tx) => tx`select 1 from segment_checks`)).toHaveLength(0);
  });

  test('who are erased leave no trace in files that wait and in refused rows', async () => {
    const { context } = here.store;
    await here.shop.send('customer-updated', here.shop.person('gone'));
    const rows = 'email,first name,country\nGONE@example.com,Gone,Atlantis\nann@example.com,Ann,\n';
    const { done } = await importFile(here.store, 'customers', rows);
    const wide = await upload(context, 'customers', Buffer.from(`\ufeff${rows}`, 'utf16le'));
    const other = await upload(context, 'customers', 'email\nann@example.com\n');
    const { items } = await listCustomers(context, { email: 'gone@example.com' });
    await eraseCustomer(context, { id: items[0]?.id ?? '' });
    expect((await listRefusedRows(context, { id: done.id })).items).toEqual([]);
    const left = await inStore((tx) => tx<{ id: string }[]>`select import_id as id from import_parts`);
    expect(left).toEqual([{ id: other.id }]);
    await checkImport(context, { id: wide.id });
    await finishImports(here.store);
    expect(await getImport(context, { id: wide.id })).toMatchObject({
      state: 'failed',
      problem: expect.stringContaining('deleted'),
    });
  });

  test('who were erased are refused', async () => {
    const { context, db } = here.store;
    await here.shop.send('customer-updated', here.shop.person('gone'));
    const { items } = await listCustomers(context, { email: 'gone@example.com' });
    await eraseCustomer(context, { id: items[0]?.id ?? '' });
    const { done } = await importFile(
      { ...here.store, db },
      'customers',
      'email\ngone@example.com\nann@example.com\n',
    );
    expect(done.counts).toMatchObject({ new: 1, refused: 1, reasons: [{ reason: 'erased', rows: 1 }] });
  });
});

describe('an import in the background', () => {
  const many = (count: number) =>
    `email,first name\n${Array.from({ length: count }, (_, at) => `p${at}@example.com,P${at}\n`).join('')}`;

  test('goes on where it was after a crash at any transaction, and imports every row once', async () => {
    const { context } = here.store;
    for (const committed of [true, false])
      for (let after = 0; after < 5; after += 1) {
        const { id } = await upload(
          context,
          'customers',
          many(1_300).replaceAll('@', `.${committed}.${after}@`),
          { piece: 20_000 },
        );
        await checkImport(context, { id });
        const work = async () => {
          for (;;)
            try {
              return await finishImports(here.crashing);
            } catch {
              here.store.clock.set(here.store.clock.now() + 10 * 60_000);
            }
        };
        here.crashing.crashAfter(after, committed);
        await work();
        expect(await getImport(context, { id })).toMatchObject({
          state: 'checked',
          counts: { rows: 1_300, new: 1_300 },
        });
        await startImport(context, { id });
        here.crashing.crashAfter(after, committed);
        await work();
        expect(await getImport(context, { id })).toMatchObject({
          state: 'done',
          counts: { rows: 1_300, new: 1_300, refused: 0 },
        });
      }
    const [row] = await inStore(
      (tx) => tx<{ people: number; events: number }[]>`
      select (select count(*)::int from customers) as people, (select count(*)::int from events) as events`,
    );
    expect(row).toEqual({ people: 13_000, events: 13_000 });
  });

  test('of many thousand rows takes a page for each 500', async () => {
    const { context } = here.store;
    // Every page does the same: more of them only take longer.
    const rows = process.env['MILLRACE_THOROUGH'] ? 50_000 : 10_000;
    const { id } = await upload(context, 'customers', many(rows));
    await checkImport(context, { id });
    expect(await finishImports(here.store)).toBeLessThanOrEqual(rows / 500 + 2);
    await startImport(context, { id });
    expect(await finishImports(here.store)).toBeLessThanOrEqual(rows / 500 + 2);
    expect(await getImport(context, { id })).toMatchObject({ state: 'done', counts: { new: rows } });
  }, 240_000);

  test('can be stopped, and goes on from there', async () => {
    const { context, db, contextOf } = here.store;
    const { id } = await upload(context, 'customers', many(1_200));
    await checkImport(context, { id });
    await finishImports(here.store);
    await startImport(context, { id });
    await runImports(db, contextOf);
    expect(await stopImport(context, { id })).toMatchObject({ state: 'stopped', counts: { new: 499 } });
    expect(await finishImports(here.store)).toBe(0);
    await startImport(context, { id });
    await finishImports(here.store);
    expect(await getImport(context, { id })).toMatchObject({
      state: 'done',
      counts: { new: 1_200, rows: 1_200 },
    });
    await expect(stopImport(context, { id })).rejects.toMatchObject({ code: 'import-state-wrong' });
  });

  test('is forgotten with its file after seven days', async () => {
    const { context } = here.store;
    const left = await upload(context, 'customers', FILE);
    const { done } = await importFile(here.store, 'customers', FILE);
    here.store.clock.set(here.store.clock.now() + 7 * 24 * 60 * 60_000 + 1);
    await finishImports(here.store);
    expect(await getImport(context, { id: left.id })).toMatchObject({ state: 'failed', fileUntil: null });
    expect(await getImport(context, { id: done.id })).toMatchObject({
      state: 'done',
      counts: { new: 1, refused: 5 },
    });
    for (const table of ['import_parts', 'import_refusals', 'import_marks'])
      expect(await inStore((tx) => tx`select 1 from ${tx(table)}`)).toHaveLength(0);
  });
});

describe('an upload', () => {
  test('is read the same in whatever pieces and encoding it comes', async () => {
    const { context } = here.store;
    const text =
      'email;first name;note\r\nzoe@example.com;Zoë;"two\r\nlines"\r\nund@example.com;Jürgen;x\r\n';
    const files = [
      Buffer.from(text),
      Buffer.from(`\ufeff${text}`),
      Buffer.from(text, 'latin1'),
      Buffer.from(`\ufeff${text}`, 'utf16le'),
      Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
    ];
    for (const file of files)
      await fc.assert(
        fc.asyncProperty(fc.integer({ min: 7, max: 200 }), async (piece) => {
          const { preview } = await upload(context, 'customers', file, { piece });
          expect(preview.map(({ values }) => values.map(({ value }) => value))).toEqual([
            ['zoe@example.com', 'Zoë', 'two\nlines'],
            ['und@example.com', 'Jürgen', 'x'],
          ]);
        }),
        { numRuns: 6 },
      );
  });

  test('is refused when it is no CSV, and a piece that comes twice counts once', async () => {
    const { context } = here.store;
    const { id } = await createImport(context, { kind: 'customers', name: 'a.xlsx' });
    const part = (bytes: string, number = 0) => ({
      id,
      part: number,
      content: Buffer.from(bytes, 'latin1').toString('base64'),
    });
    await expect(finishUpload(context, { id })).rejects.toMatchObject({ code: 'import-unreadable' });
    await expect(addImportPart(context, part('PK\x03\x04abc'))).rejects.toThrow('Excel');
    await expect(addImportPart(context, part('x', 1))).rejects.toMatchObject({ code: 'import-unreadable' });
    await addImportPart(context, part('email\n'));
    await addImportPart(context, part('email\n'));
    expect(await addImportPart(context, part('a@example.com\n', 1))).toMatchObject({ parts: 2, bytes: 20 });
    expect(await finishUpload(context, { id })).toMatchObject({ state: 'ready' });
    await expect(checkImport(await here.store.other(), { id })).rejects.toMatchObject({ code: 'not-found' });
  });

  test('cannot be checked before somebody said who its rows are about', async () => {
    const { context } = here.store;
    const { id, problems } = await upload(context, 'customers', 'colour,size\nred,7\n');
    expect(problems).toEqual([
      'Choose the column with the e-mail address, the phone number or the customer number.',
    ]);
    await expect(checkImport(context, { id })).rejects.toMatchObject({ code: 'import-unclear' });
    const set = await setImportSettings(context, { id, settings: { header: false } });
    expect(set.columns).toMatchObject([{ header: '', samples: ['colour', 'red'] }, {}]);
  });
});
