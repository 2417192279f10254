import { describe, expect, test } from 'vitest';
import Papa from 'papaparse';
import { createFlow } from '../flows/create-flow.ts';
import { changeListMembers, createSegment } from '../segments/index.ts';
import { listAudit } from '../settings/audit.ts';
import { callerWithout } from '../testing/callers.ts';
import { storeForEach, type Here } from '../testing/store-for-each.ts';
import { importFile } from '../testing/upload.ts';
import { beginExport, exportedText } from './export-list.ts';
import { LISTS } from './lists.ts';

let here: Here;
storeForEach({}, (made) => void (here = made));

async function exported(list: string, filters: Record<string, string> = {}) {
  const { currency } = await beginExport(here.store.context, { list, filters });
  let text = '';
  for await (const piece of exportedText(here.store.context, { list, filters, currency })) text += piece;
  expect(text.startsWith('\ufeff')).toBe(true);
  return Papa.parse<Record<string, string>>(text.slice(1), { header: true, skipEmptyLines: true }).data;
}

describe('a list as CSV', () => {
  test('has every row of it, over all pages, and nothing that a spreadsheet takes for a formula', async () => {
    const rows = Array.from(
      { length: 450 },
      (_, at) =>
        `p${at}@example.com,"=HYPERLINK(""http://x"",""${at}"")",+1415555${String(at).padStart(4, '0')}\n`,
    );
    await importFile(here.store, 'customers', `email,first name,phone\n${rows.join('')}`);
    const all = await exported('customers');
    expect(all).toHaveLength(450);
    expect(new Set(all.map((row) => row['E-mail'])).size).toBe(450);
    for (const row of all) expect(Object.values(row).filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
    expect(all[0]?.['First name']).toMatch(/^'=HYPERLINK/);
  });

  test('is of the rows that its filters leave, and can be imported again without changing anything', async () => {
    await here.shop.send('customer-updated', here.shop.person('ann'));
    await here.shop.send('customer-updated', here.shop.person('bea', { phone: '+14155550101' }));
    expect(await exported('customers', { search: 'bea' })).toMatchObject([
      { 'E-mail': 'bea@example.com', 'First name': 'bea' },
    ]);
    let text = '';
    for await (const piece of exportedText(here.store.context, {
      list: 'customers',
      filters: {},
      currency: 'USD',
    }))
      text += piece;
    const { done } = await importFile(here.store, 'customers', text, {
      columns: Object.keys(
        Papa.parse<Record<string, string>>(text.slice(1), { header: true }).data[0] ?? {},
      ).map((header) => ({
        field:
          { 'E-mail': 'email', Phone: 'phone', 'First name': 'first-name', 'Time zone': 'zone' }[header] ??
          null,
      })) as never,
    });
    expect(done.counts).toMatchObject({ unchanged: 2, new: 0, updated: 0, refused: 0 });
  });

  test.each(Object.keys(LISTS))('%s can be exported, and its columns have names', async (list) => {
    await here.shop.fillCart('ann', 'cart-1');
    const { done } = await importFile(here.store, 'customers', 'email\nnobody\n');
    const { id: flow } = await createFlow(here.store.context, { name: 'Carts' });
    const { id: guests } = await createSegment(here.store.context, { name: 'Guests', condition: null });
    const filters =
      {
        'refused-rows': { id: done.id },
        results: { flow },
        'segment-people': { id: guests },
        work: { whose: 'all', state: 'open', overdue: 'true' },
        anomalies: { state: 'open' },
        report: { period: 'month' },
      }[list] ?? {};
    const { currency } = await beginExport(here.store.context, { list, filters: filters as never });
    let text = '';
    for await (const piece of exportedText(here.store.context, { list, filters: filters as never, currency }))
      text += piece;
    const [headers = []] = Papa.parse<string[]>(text.slice(1)).data;
    expect(new Set(headers).size).toBe(headers.length);
    expect(headers.length).toBeGreaterThan(2);
    if (list === 'refused-rows')
      expect(text).toContain('2,E-mail: “nobody” is not an e-mail address.,nobody');
  });

  test('of the people of a list has who is on it', async () => {
    await here.shop.send('customer-updated', here.shop.person('ann'));
    await here.shop.send('customer-updated', here.shop.person('bea'));
    const { id } = await createSegment(here.store.context, { name: 'Guests', condition: null });
    await changeListMembers(here.store.context, { id, do: 'put-on', people: ['ann@example.com'] });
    expect(await exported('segment-people', { id })).toMatchObject([
      { 'E-mail': 'ann@example.com', 'First name': 'ann', Joined: expect.stringMatching(/^\d{4}-/) },
    ]);
  });

  test('needs the permission to export and the one to see the list, and is in the audit log', async () => {
    const { context } = here.store;
    await exported('customers', { search: 'secret@example.com' });
    const { items } = await listAudit(context, { action: 'list-exported' });
    expect(items).toMatchObject([
      { summary: 'Exported customers as CSV', changes: { filteredBy: ['search'] } },
    ]);
    expect(JSON.stringify(items)).not.toContain('secret@');
    for (const permission of ['customers:export', 'customers:read'] as const)
      await expect(
        exportedText(callerWithout(context, permission), {
          list: 'customers',
          filters: {},
          currency: 'USD',
        }).next(),
      ).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(beginExport(context, { list: 'constructor' })).rejects.toMatchObject({ code: 'not-found' });
    await expect(beginExport(context, { list: 'customers', filters: { other: 'x' } })).rejects.toMatchObject({
      code: 'input-invalid',
    });
  });
});
