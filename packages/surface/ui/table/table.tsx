'use client';
import type { KeyboardEvent, ReactNode } from 'react';
import { classes } from '../class-names.ts';
import { Icon } from '../icons/icon.tsx';
import { Skeleton } from '../show/skeleton.tsx';
import { moveBetweenRows } from './row-keys.ts';

export interface Column<Row> {
  id: string;
  header: ReactNode;
  /** Use `right` for numbers, so that their digits line up. */
  align?: 'left' | 'right';
  /** CSS width. Columns without one share the remaining width. */
  width?: string;
  sortable?: boolean;
  /** Hidden on phones. */
  wide?: boolean;
  cell: (row: Row) => ReactNode;
}

export interface Sort {
  column: string;
  direction: 'up' | 'down';
}

export interface TableProps<Row> {
  /** Name of the table, for screen readers: "Flows". */
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** Called on Enter or a click on a row. Give the first column a link too, so that it can be opened in a new tab. */
  onOpen?: (row: Row) => void;
  sort?: Sort | null;
  onSort?: (sort: Sort) => void;
  loading?: boolean;
  /** Number of placeholder rows during the first load. */
  expected?: number;
  /** Shown when there are no rows. */
  empty?: ReactNode;
  selectedKey?: string | null;
  className?: string;
}

/** A table with rows of 36 px. Arrow keys, Home and End move between rows, Enter opens one. */
export function Table<Row>({
  label,
  columns,
  rows,
  rowKey,
  onOpen,
  sort,
  onSort,
  loading = false,
  expected = 8,
  empty,
  selectedKey,
  className,
}: TableProps<Row>) {
  if (!loading && rows.length === 0 && empty) return <>{empty}</>;
  const side = (column: Column<Row>) =>
    classes(column.align === 'right' ? 'text-right' : 'text-left', column.wide && 'max-md:hidden');
  return (
    <div className={classes('overflow-x-auto', className)}>
      <table
        aria-label={label}
        aria-busy={loading || undefined}
        className="w-full table-auto border-collapse text-13"
      >
        <thead>
          <tr className="border-b border-line">
            {columns.map((column) => (
              <th
                key={column.id}
                scope="col"
                style={column.width ? { width: column.width } : undefined}
                aria-sort={
                  sort?.column === column.id
                    ? sort.direction === 'up'
                      ? 'ascending'
                      : 'descending'
                    : undefined
                }
                className={classes(
                  'h-9 px-2 text-12 font-medium whitespace-nowrap text-faint first:pl-3 last:pr-3',
                  side(column),
                )}
              >
                {column.sortable && onSort ? (
                  <SortButton column={column} sort={sort ?? null} onSort={onSort} />
                ) : (
                  column.header
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {loading && rows.length === 0
            ? Array.from({ length: expected }, (_, place) => (
                <tr key={place} className="border-b border-line/60">
                  {columns.map((column) => (
                    <td key={column.id} className={classes('h-9 px-2 first:pl-3 last:pr-3', side(column))}>
                      <Skeleton className="inline-block h-3 w-3/5 min-w-8" />
                    </td>
                  ))}
                </tr>
              ))
            : rows.map((row, place) => {
                const key = rowKey(row);
                return (
                  <tr
                    key={key}
                    {...(onOpen
                      ? {
                          tabIndex: place === 0 || key === selectedKey ? 0 : -1,
                          onClick: () => onOpen(row),
                          onKeyDown: (event: KeyboardEvent<HTMLTableRowElement>) =>
                            moveBetweenRows(event, () => onOpen(row)),
                        }
                      : {})}
                    aria-selected={selectedKey === undefined ? undefined : key === selectedKey}
                    className={classes(
                      'border-b border-line/60 last:border-0 focus-visible:-outline-offset-2',
                      onOpen && 'cursor-pointer hover:bg-sunken/60',
                      key === selectedKey && 'bg-river-tint hover:bg-river-tint',
                    )}
                  >
                    {columns.map((column) => (
                      <td
                        key={column.id}
                        className={classes('h-9 max-w-80 truncate px-2 first:pl-3 last:pr-3', side(column))}
                      >
                        {column.cell(row)}
                      </td>
                    ))}
                  </tr>
                );
              })}
        </tbody>
      </table>
    </div>
  );
}

function SortButton<Row>({
  column,
  sort,
  onSort,
}: {
  column: Column<Row>;
  sort: Sort | null;
  onSort: (sort: Sort) => void;
}) {
  const active = sort?.column === column.id;
  const next = active && sort.direction === 'down' ? 'up' : 'down';
  return (
    <button
      type="button"
      onClick={() => onSort({ column: column.id, direction: next })}
      className={classes(
        'inline-flex cursor-pointer items-center gap-1 rounded-sm align-middle hover:text-ink',
        column.align === 'right' && 'flex-row-reverse',
        active && 'text-ink',
      )}
    >
      {column.header}
      <Icon
        name={active ? (sort.direction === 'up' ? 'sort-up' : 'sort-down') : 'sort'}
        size={12}
        className={active ? '' : 'opacity-50'}
      />
    </button>
  );
}
