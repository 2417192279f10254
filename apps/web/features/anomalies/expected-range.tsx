'use client';
import { numberDay } from '@millrace/flow';
import type { AnomalyDetail } from '@millrace/services/anomalies';
import { classes, linear } from '@millrace/ui';
import { useState } from 'react';
import { ticks } from '../flows/ticks.ts';
import { PointerChart } from '../results/pointer-chart.tsx';
import { useWidth } from '../results/use-width.ts';
import { usualWords, valueOf } from './anomaly-words.ts';
import { bandsOf, linesOf, topOf, type Place } from './chart-shapes.ts';

const HEIGHT = 240;
const LEFT = 64;
const RIGHT = 56;
const FOOT = 22;
const tenths = (value: number) => Math.round(value * 10) / 10;

/** The series as a line over the range in which each day was expected. The unusual day is marked and named. */
export function ExpectedRange({ anomaly, currency }: { anomaly: AnomalyDetail; currency: string }) {
  const [place, width] = useWidth<HTMLElement>(720);
  const [at, setAt] = useState<number | null>(null);
  const { points } = anomaly;
  const last = points.length - 1;
  const x = linear(0, Math.max(1, last), LEFT, width - RIGHT);
  const top = topOf(anomaly);
  const y = linear(0, top, HEIGHT - FOOT, 12);
  const words = (value: number) => valueOf(anomaly, value, currency);
  const dot = ([index, value]: Place) => `${tenths(x(index))},${tenths(y(value))}`;
  const shown = points[at ?? last];
  const point = (wanted: number | null) =>
    setAt(
      wanted === null
        ? null
        : Math.min(last, Math.max(0, Math.round(((wanted - LEFT) / (width - RIGHT - LEFT)) * last))),
    );
  const lines = (read: (one: (typeof points)[number]) => number | null, className: string, dashes?: string) =>
    linesOf(points, read).map((line) => (
      <polyline
        key={line[0]?.[0]}
        points={line.map(dot).join(' ')}
        fill="none"
        className={className}
        strokeWidth={1.75}
        strokeLinejoin="round"
        strokeDasharray={dashes}
      />
    ));
  const tone = anomaly.isWorse ? 'fill-broken text-broken' : 'fill-good text-good';
  return (
    <figure ref={place}>
      <PointerChart
        width={width}
        height={HEIGHT}
        onPoint={point}
        label={`${anomaly.title}: ${words(anomaly.value)} on ${numberDay(anomaly.day)}, where ${words(anomaly.expected)} was expected, ${usualWords(anomaly, currency)}.`}
      >
        {ticks([0, top]).map((value) => (
          <g key={value}>
            <line x1={LEFT} x2={width - RIGHT} y1={y(value)} y2={y(value)} className="stroke-line" />
            <text x={LEFT - 8} y={y(value) + 4} textAnchor="end" className="fill-faint text-12 tabular">
              {words(value)}
            </text>
          </g>
        ))}
        {bandsOf(points).map((band) => (
          <polygon
            key={band[0]?.[0]}
            points={band.map(dot).join(' ')}
            className="fill-river"
            opacity={0.14}
          />
        ))}
        {lines(({ expected }) => expected, 'stroke-river', '4 3')}
        {lines(({ value }) => value, 'stroke-soft')}
        {at !== null && shown?.value != null ? (
          <circle cx={x(at)} cy={y(shown.value)} r={3} className="fill-ink" />
        ) : null}
        <circle cx={x(last)} cy={y(anomaly.value)} r={5} className={tone} />
        <text
          x={x(last) + 9}
          y={y(anomaly.value) + 4}
          className={classes('text-12 font-medium tabular', tone)}
        >
          {words(anomaly.value)}
        </text>
        <text x={x(last) + 9} y={y(anomaly.expected) + 4} className="fill-river text-12">
          usual
        </text>
        <text x={LEFT} y={HEIGHT - 4} className="fill-faint text-12">
          {numberDay(points[0]?.day ?? anomaly.day)}
        </text>
        <text x={width - RIGHT} y={HEIGHT - 4} textAnchor="end" className="fill-faint text-12">
          {numberDay(anomaly.day)}
        </text>
      </PointerChart>
      {shown ? (
        <figcaption className="mt-1 text-13 text-soft tabular">
          {numberDay(shown.day)}: {shown.value === null ? 'no value' : words(shown.value)}
          {shown.lower === null || shown.upper === null
            ? '.'
            : `; usual is ${usualWords({ shows: anomaly.shows, lower: shown.lower, upper: shown.upper }, currency)}.`}
        </figcaption>
      ) : null}
    </figure>
  );
}
