import { describe, expect, it, test } from 'vitest';
import { lookAt } from '../testing/index.ts';
import { Pagination } from './pagination.tsx';
import { Table, type Column, type TableProps } from './table.tsx';

interface Fruit {
  readonly id: string;
  readonly name: string;
  readonly sold: number;
}
const FRUIT: readonly Fruit[] = [
  { id: 'a', name: 'Apple', sold: 3 },
  { id: 'b', name: 'Quitte mit einem sehr langen Namen '.repeat(8), sold: 0 },
  { id: 'c', name: 'תפוח', sold: 12 },
];
const COLUMNS: readonly Column<Fruit>[] = [
  { id: 'name', header: 'Fruit', sortable: true, cell: ({ name }) => name },
  { id: 'sold', header: 'Sold', align: 'right', sortable: true, cell: ({ sold }) => sold },
  { id: 'note', header: 'Note', wide: true, cell: () => null },
];
const draw = (more: Partial<TableProps<Fruit>> = {}) =>
  lookAt(<Table label="Fruit sold" columns={COLUMNS} rows={FRUIT} rowKey={({ id }) => id} {...more} />);
const rows = (more: Partial<TableProps<Fruit>>) => draw(more).find('tbody tr');

describe('a table', () => {
  it('is named, and has a header for each column', () => {
    expect(draw().one('table').name).toBe('Fruit sold');
    expect(
      draw()
        .all('columnheader')
        .map((header) => [header.name, header.said('scope')]),
    ).toEqual([
      ['Fruit', 'col'],
      ['Sold', 'col'],
      ['Note', 'col'],
    ]);
    expect(rows({})).toHaveLength(3);
    expect(draw().words).toContain('תפוח 12');
  });

  it('says that it loads, with as many empty rows as are expected, and no names', () => {
    const loading = draw({ rows: [], loading: true, expected: 4, empty: <p>None</p> });
    expect(loading.one('table').said('aria-busy')).toBe('true');
    expect(loading.find('tbody tr')).toHaveLength(4);
    expect(loading.words).toBe('Fruit Sold Note');
  });

  it('keeps its rows while it loads them again', () => {
    expect(rows({ loading: true })).toHaveLength(3);
  });

  it('shows what stands for an empty list, and only then', () => {
    expect(draw({ rows: [], empty: <p>No fruit yet</p> }).words).toBe('No fruit yet');
    expect(draw({ empty: <p>No fruit yet</p> }).words).not.toContain('No fruit yet');
  });

  test.each([
    [null, [undefined, undefined, undefined]],
    [{ column: 'sold', direction: 'up' }, [undefined, 'ascending', undefined]],
    [{ column: 'name', direction: 'down' }, ['descending', undefined, undefined]],
  ] as const)('sorted by %j says so at that column alone', (sort, said) => {
    const table = draw({ sort, onSort: () => undefined });
    expect(table.all('columnheader').map((header) => header.said('aria-sort'))).toEqual(said);
    expect(table.names('button')).toEqual(['Fruit', 'Sold']);
  });

  it('has no sort buttons when nobody sorts', () => {
    expect(draw({ sort: { column: 'name', direction: 'up' } }).names('button')).toEqual([]);
  });

  it('is one stop for the Tab key, and another at the chosen row', () => {
    const stops = (more: Partial<TableProps<Fruit>>) => rows(more).map((row) => row.said('tabindex'));
    expect(stops({ onOpen: () => undefined })).toEqual(['0', '-1', '-1']);
    expect(stops({ onOpen: () => undefined, selectedKey: 'c' })).toEqual(['0', '-1', '0']);
    expect(stops({})).toEqual([undefined, undefined, undefined]);
  });

  it('says which row is chosen', () => {
    expect(rows({ selectedKey: 'b' }).map((row) => row.said('aria-selected'))).toEqual([
      'false',
      'true',
      'false',
    ]);
    expect(rows({}).map((row) => row.said('aria-selected'))).toEqual([undefined, undefined, undefined]);
  });
});

describe('paging', () => {
  const pages = (more: object) =>
    lookAt(<Pagination summary="1–50 of 5,012 people" older="Older" {...more} />)
      .all('button')
      .map(({ name, disabled }) => [name, disabled]);

  it('offers only the pages that there are', () => {
    expect(pages({})).toEqual([
      ['Previous', true],
      ['Older', true],
    ]);
    expect(pages({ onOlder: () => undefined })).toEqual([
      ['Previous', true],
      ['Older', false],
    ]);
  });

  it('waits while a page loads', () => {
    expect(
      pages({ onOlder: () => undefined, onNewer: () => undefined, busy: true }).every(([, off]) => off),
    ).toBe(true);
  });

  it('tells what is shown when that changes', () => {
    const drawn = lookAt(<Pagination summary="1–50 of 5,012 people" />);
    expect(drawn.one('navigation').name).toBe('Pages');
    expect(drawn.find('[aria-live="polite"]').map(({ words }) => words)).toEqual(['1–50 of 5,012 people']);
  });
});
