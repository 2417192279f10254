'use client';
import { formatMoney } from '@millrace/base';
import { dayAndTime, fullTime, people } from '@millrace/base/words';
import type { FlowAnalytics } from '@millrace/services/measure';
import { linear } from '@millrace/ui';
import { useState } from 'react';
import { PointerChart } from './pointer-chart.tsx';
import { useWidth } from './use-width.ts';
import { ticks } from '../flows/ticks.ts';
import { liftDomain, liftPoints, type LiftPoint } from './history.ts';
import { Explained } from './part.tsx';

const HEIGHT = 220;
const LEFT = 64;
const FOOT = 22;
const tenths = (value: number) => Math.round(value * 10) / 10;

/** Confidence over time: the best guess as a line, its interval as a band that narrows. */
export function Narrowing({ analytics, zone }: { analytics: FlowAnalytics; zone: string }) {
  const points = liftPoints(analytics.history);
  const money = (amount: number) =>
    formatMoney({ amount: Math.round(amount), currency: analytics.currency }, { signed: true });
  return (
    <Explained
      title="Confidence over time"
      note="Margin per person, over time"
      about={
        <p>
          The line is the best guess at that time, the band its 95% confidence interval. For a flow that
          works, the band moves away from zero and stays there.
        </p>
      }
    >
      {points.length < 2 ? (
        <p className="text-13 text-pretty text-soft">
          Once there are enough people, a point is added every few minutes, and the narrowing band is drawn
          here.
        </p>
      ) : (
        <Chart points={points} money={money} zone={zone} />
      )}
    </Explained>
  );
}

function Chart({
  points,
  money,
  zone,
}: {
  points: readonly LiftPoint[];
  money: (amount: number) => string;
  zone: string;
}) {
  const [at, setAt] = useState<LiftPoint | null>(null);
  const [place, width] = useWidth<HTMLElement>(880);
  const domain = liftDomain(points);
  const first = points[0]!;
  const last = points.at(-1)!;
  const x = linear(first.at, Math.max(last.at, first.at + 1), LEFT, width - 8);
  const y = linear(domain[0], domain[1], HEIGHT - FOOT, 8);
  const line = (value: (point: LiftPoint) => number) =>
    points.map((point) => `${tenths(x(point.at))},${tenths(y(value(point)))}`);
  const shown = at ?? last;
  const point = (wanted: number | null) =>
    setAt(
      wanted === null
        ? null
        : points.reduce(
            (best, one) => (Math.abs(x(one.at) - wanted) < Math.abs(x(best.at) - wanted) ? one : best),
            first,
          ),
    );
  return (
    <figure ref={place}>
      <PointerChart
        width={width}
        height={HEIGHT}
        onPoint={point}
        label={`Margin per person narrowed from between ${money(first.lower)} and ${money(first.upper)} to between ${money(last.lower)} and ${money(last.upper)}.`}
      >
        <defs>
          <clipPath id="lift-plot">
            <rect x={LEFT} y={0} width={width - LEFT} height={HEIGHT - FOOT} />
          </clipPath>
        </defs>
        {ticks(domain).map((value) => (
          <g key={value}>
            <line
              x1={LEFT}
              x2={width}
              y1={y(value)}
              y2={y(value)}
              className={value === 0 ? 'stroke-ink' : 'stroke-line'}
              strokeWidth={value === 0 ? 1.25 : 1}
            />
            <text x={LEFT - 8} y={y(value) + 4} textAnchor="end" className="fill-faint text-12 tabular">
              {value === 0 ? '0' : money(value)}
            </text>
          </g>
        ))}
        <g
          clipPath="url(#lift-plot)"
          className={last.lower > 0 ? 'text-good' : last.upper < 0 ? 'text-broken' : 'text-soft'}
        >
          <polygon
            points={[...line((point) => point.upper), ...line((point) => point.lower).toReversed()].join(' ')}
            fill="currentColor"
            opacity={0.18}
          />
          <polyline
            points={line((point) => point.estimate).join(' ')}
            fill="none"
            stroke="currentColor"
            strokeWidth={2}
            strokeLinejoin="round"
          />
        </g>
        <line
          x1={x(shown.at)}
          x2={x(shown.at)}
          y1={y(shown.upper)}
          y2={y(shown.lower)}
          className="stroke-ink"
          strokeWidth={1}
          clipPath="url(#lift-plot)"
        />
        <circle cx={x(shown.at)} cy={y(shown.estimate)} r={3.5} className="fill-ink" />
        <text x={LEFT} y={HEIGHT - 4} className="fill-faint text-12">
          {dayAndTime(first.at, zone)}
        </text>
        <text x={width} y={HEIGHT - 4} textAnchor="end" className="fill-faint text-12">
          {dayAndTime(last.at, zone)}
        </text>
      </PointerChart>
      <figcaption className="mt-1 text-13 text-soft tabular">
        {fullTime(shown.at, zone)}: {money(shown.estimate)} per person, between {money(shown.lower)} and{' '}
        {money(shown.upper)}; {people(shown.people)} counted.
      </figcaption>
    </figure>
  );
}
