import { count } from '@millrace/base/words';
import type { ReorderView } from '@millrace/services/products';
import { Badge, type Column } from '@millrace/ui';
import { NotShown } from '../lists/not-shown.tsx';
import { aDay, daysWords, orderWords } from './product-words.ts';

/** A row whose stored data cannot be read has only its id. */
const isWhole = (row: ReorderView) => row.notShown === undefined;

export const productColumns: readonly Column<ReorderView>[] = [
  {
    id: 'title',
    header: 'Product',
    cell: (row) => (
      <div className="py-1">
        <span className="line-clamp-1 font-medium">{row.title}</span>
        <span className="line-clamp-1 text-12 text-faint">{row.vendor}</span>
        <NotShown row={row} />
      </div>
    ),
  },
  {
    id: 'stock',
    header: 'In stock',
    align: 'right',
    wide: true,
    width: '6rem',
    cell: (row) => <Figure value={isWhole(row) && row.stock !== null ? count(row.stock) : null} />,
  },
  {
    id: 'demand',
    header: 'Sells a day',
    align: 'right',
    wide: true,
    width: '9rem',
    cell: (row) =>
      isWhole(row) && row.dailyDemand !== null ? (
        <span className="tabular">
          {aDay(row.dailyDemand)}
          <span className="block text-12 text-faint">
            {aDay(row.lower ?? 0)} to {aDay(row.upper ?? 0)}
          </span>
        </span>
      ) : (
        <Figure value={null} />
      ),
  },
  {
    id: 'days',
    header: 'Lasts',
    align: 'right',
    width: '7rem',
    cell: (row) => <Figure value={isWhole(row) && row.daysLeft !== null ? daysWords(row.daysLeft) : null} />,
  },
  {
    id: 'point',
    header: 'Reorder point',
    align: 'right',
    wide: true,
    width: '8rem',
    cell: (row) => <Figure value={isWhole(row) && row.point !== null ? count(row.point) : null} />,
  },
  {
    id: 'order',
    header: 'Order',
    width: '10rem',
    cell: (row) => {
      if (!isWhole(row)) return null;
      const { words, tone } = orderWords(row);
      return <Badge tone={tone}>{words}</Badge>;
    },
  },
];

function Figure({ value }: { value: string | null }) {
  return value === null ? (
    <span className="text-faint">Unknown</span>
  ) : (
    <span className="tabular">{value}</span>
  );
}
