'use client';
import type { CardCell, CardFigure, CardPart as Part } from '@millrace/decisions';
import { Money, Table } from '@millrace/ui';
import { Reliability } from './reliability.tsx';

/** One part of a model's card, rendered by its type. */
export function CardPart({ part, currency }: { part: Part; currency: string }) {
  switch (part.part) {
    case 'text':
      return <p className="text-14 text-pretty">{part.text}</p>;
    case 'figures':
      return (
        <dl className="space-y-3 text-13">
          {part.figures.map((figure) => (
            <Figure key={figure.name} {...figure} />
          ))}
        </dl>
      );
    case 'reliability':
      return <Reliability {...part} />;
    case 'table':
      return <CardTable {...part} currency={currency} />;
  }
}

function Figure({ name, value, measure, meaning }: CardFigure) {
  return (
    <div>
      <dt className="flex items-baseline gap-2">
        <span className="font-medium">{name}</span>
        <span className="ml-auto text-12 text-faint">
          {measure} <span className="text-ink tabular">{value}</span>
        </span>
      </dt>
      <dd className="text-pretty text-soft">{meaning}</dd>
    </div>
  );
}

interface Row {
  readonly id: string;
  readonly cells: readonly CardCell[];
}

function CardTable({
  label,
  columns,
  rows,
  currency,
}: Extract<Part, { part: 'table' }> & { currency: string }) {
  return (
    <Table<Row>
      label={label}
      rows={rows.map((cells, index) => ({ id: String(index), cells }))}
      rowKey={(row) => row.id}
      columns={columns.map(({ header, isFigure }, index) => ({
        id: header,
        header,
        ...(isFigure ? { align: 'right' as const } : {}),
        cell: (row: Row) => <Cell cell={row.cells[index] ?? ''} currency={currency} />,
      }))}
    />
  );
}

function Cell({ cell, currency }: { cell: CardCell; currency: string }) {
  return typeof cell === 'string' ? cell : <Money amount={cell.amount} currency={currency} />;
}
