import { numberDay } from '@millrace/flow';
import type { AnomalyDetail } from '@millrace/services/anomalies';
import { Table, type Column } from '@millrace/ui';
import { usualWords, valueOf } from './anomaly-words.ts';

type Point = AnomalyDetail['points'][number];

/** The figures behind the picture, the latest first. */
export function PointsTable({ anomaly, currency }: { anomaly: AnomalyDetail; currency: string }) {
  const words = (value: number | null) => (value === null ? '–' : valueOf(anomaly, value, currency));
  const columns: readonly Column<Point>[] = [
    {
      id: 'day',
      header: anomaly.rhythm === 'week' ? 'Seven days to' : 'Day',
      cell: (row) => numberDay(row.day),
    },
    { id: 'value', header: 'Value', align: 'right', cell: (row) => words(row.value) },
    { id: 'expected', header: 'Expected', align: 'right', cell: (row) => words(row.expected) },
    {
      id: 'usual',
      header: 'Usual',
      align: 'right',
      wide: true,
      cell: ({ lower, upper }) =>
        lower === null || upper === null ? '–' : usualWords({ shows: anomaly.shows, lower, upper }, currency),
    },
  ];
  return (
    <details className="mt-3 text-13">
      <summary className="cursor-pointer text-soft">All figures as a table</summary>
      <Table
        label="Figures"
        className="mt-2"
        columns={columns}
        rows={anomaly.points.toReversed()}
        rowKey={(row) => row.day}
      />
    </details>
  );
}
