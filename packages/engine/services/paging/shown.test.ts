import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pageOf } from './cursor.ts';
import { list, record, shown, type FreeColumns } from './shown.ts';

interface Row {
  readonly id: string;
  readonly tags: readonly string[];
  readonly properties: Record<string, unknown>;
}
const view = (row: Row) => ({
  id: row.id,
  tags: row.tags.map((tag) => tag.toUpperCase()),
  names: Object.keys(row.properties).join(),
});
const free: FreeColumns<Row> = { tags: [list, []], properties: [record, {}] };

test('a valid row is shown unchanged', () => {
  expect(
    shown<Row, ReturnType<typeof view>>({ id: '1', tags: ['a'], properties: { b: 1 } }, view, free),
  ).toEqual({
    id: '1',
    tags: ['A'],
    names: 'b',
  });
});

test('an invalid column is left out, and the row names it', () => {
  const row: Row = { id: '1', tags: ['a'], properties: 'poison' as unknown as Record<string, unknown> };
  expect(shown(row, view, free)).toEqual({
    id: '1',
    tags: ['A'],
    names: '',
    notShown: expect.stringContaining('properties'),
  });
});

test('whatever one row contains, every other row of its page is shown', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ tags: fc.anything(), properties: fc.anything() }), { maxLength: 5 }),
      (poison) => {
        const good = { id: 'good', tags: ['a'], properties: {} };
        const rows = [...poison.map((row, index) => ({ id: String(index), ...row })), good] as Row[];
        const page = pageOf(rows, 200, (row) => [row.id], view, free);
        expect(page.items.map((item) => item.id)).toEqual(rows.map((row) => row.id));
        expect(page.items.at(-1)).toEqual({ id: 'good', tags: ['A'], names: '' });
      },
    ),
  );
});
