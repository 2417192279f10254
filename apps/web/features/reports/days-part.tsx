'use client';
import { formatMoney } from '@millrace/base';
import { count, plural } from '@millrace/base/words';
import type { ReportView } from '@millrace/services/reports';
import { classes, Link, linear, Table, type Column } from '@millrace/ui';
import NextLink from 'next/link';
import { useState } from 'react';
import { ticks } from '../flows/ticks.ts';
import { Part } from '../home/part.tsx';
import { PointerChart } from '../results/pointer-chart.tsx';
import { useWidth } from '../results/use-width.ts';
import { barsWords, dayName, reportAt } from './report-words.ts';

type Day = ReportView['days'][number];

const HEIGHT = 180;
const LEFT = 72;
const RIGHT = 8;
const FOOT = 22;

/** Revenue by the day as bars, with the table behind them. */
export function DaysPart({ report }: { report: ReportView }) {
  const { days, currency, period } = report;
  return (
    <Part
      id="days"
      title="Revenue by the day"
      note={period === 'day' ? 'The four weeks until this day' : 'Without tax and shipping, less refunds'}
    >
      <Bars report={report} />
      <details className="mt-3 text-13 print:hidden">
        <summary className="cursor-pointer text-soft">All days as a table</summary>
        <Table
          label="Days"
          className="mt-2"
          columns={columnsIn(currency)}
          rows={days.toReversed()}
          rowKey={({ day }) => day}
        />
      </details>
    </Part>
  );
}

const columnsIn = (currency: string): readonly Column<Day>[] => [
  {
    id: 'day',
    header: 'Day',
    cell: ({ day }) => (
      <Link plain render={<NextLink href={reportAt('day', day)} />}>
        {dayName(day)}
      </Link>
    ),
  },
  { id: 'orders', header: 'Orders', align: 'right', cell: ({ orders }) => count(orders) },
  {
    id: 'revenue',
    header: 'Revenue',
    align: 'right',
    cell: ({ revenue }) => formatMoney({ amount: revenue, currency }),
  },
];

function Bars({ report }: { report: ReportView }) {
  const { days, currency, period, day } = report;
  const [place, width] = useWidth<HTMLElement>(720);
  const [at, setAt] = useState<number | null>(null);
  const money = (amount: number) => formatMoney({ amount, currency }, { whole: true });
  const top = Math.max(1, ...days.map(({ revenue }) => revenue)) * 1.05;
  const bottom = Math.min(0, ...days.map(({ revenue }) => revenue));
  const y = linear(bottom, top, HEIGHT - FOOT, 8);
  const room = (width - LEFT - RIGHT) / Math.max(1, days.length);
  const bar = Math.max(2, Math.min(36, room * 0.7));
  const x = (index: number) => LEFT + room * index + (room - bar) / 2;
  const isMeant = (one: Day, index: number) =>
    at === null ? period !== 'day' || one.day === day : at === index;
  const shown = days[at ?? days.length - 1];
  return (
    <figure ref={place}>
      <PointerChart
        width={width}
        height={HEIGHT}
        label={barsWords(days, currency)}
        onPoint={(wanted) =>
          setAt(
            wanted === null
              ? null
              : Math.min(days.length - 1, Math.max(0, Math.floor((wanted - LEFT) / room))),
          )
        }
      >
        {ticks([bottom, top]).map((value) => (
          <g key={value}>
            <line x1={LEFT} x2={width - RIGHT} y1={y(value)} y2={y(value)} className="stroke-line" />
            <text x={LEFT - 8} y={y(value) + 4} textAnchor="end" className="fill-faint text-12 tabular">
              {money(value)}
            </text>
          </g>
        ))}
        {days.map((one, index) => (
          <rect
            key={one.day}
            x={x(index)}
            width={bar}
            y={Math.min(y(one.revenue), y(0))}
            height={Math.max(one.revenue === 0 ? 0 : 1, Math.abs(y(0) - y(one.revenue)))}
            rx={1}
            className={classes('fill-river transition-opacity', isMeant(one, index) ? '' : 'opacity-45')}
          />
        ))}
        {[0, days.length - 1].map((index) =>
          days[index] && (index > 0 || days.length === 1) ? (
            <text
              key={index}
              x={width - RIGHT}
              y={HEIGHT - 4}
              textAnchor="end"
              className="fill-faint text-12"
            >
              {dayName(days[index].day)}
            </text>
          ) : days[index] ? (
            <text key={index} x={LEFT} y={HEIGHT - 4} className="fill-faint text-12">
              {dayName(days[index].day)}
            </text>
          ) : null,
        )}
      </PointerChart>
      {shown ? (
        <figcaption className="mt-1 text-13 text-soft tabular">
          {dayName(shown.day)}: {formatMoney({ amount: shown.revenue, currency })} from{' '}
          {plural(shown.orders, 'order')}.
        </figcaption>
      ) : null}
    </figure>
  );
}
