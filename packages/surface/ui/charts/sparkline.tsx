import { classes } from '../class-names.ts';
import { linear } from './scale.ts';

export interface SparklineProps {
  values: readonly number[];
  /** The line in words with its first and last value, for screen readers. */
  label: string;
  width?: number;
  height?: number;
  className?: string;
}

const tenths = (value: number) => Math.round(value * 10) / 10;

/** A small line chart as tall as a line of text. The last point is marked. */
export function Sparkline({ values, label, width = 80, height = 20, className }: SparklineProps) {
  if (values.length < 2) return <span className="text-12 text-faint">Too little yet</span>;
  const x = linear(0, values.length - 1, 2, width - 4);
  const y = linear(Math.min(0, ...values), Math.max(...values, 1), height - 2, 3);
  const points = values.map((value, place) => `${tenths(x(place))},${tenths(y(value))}`);
  return (
    <svg
      role="img"
      aria-label={label}
      width={width}
      height={height}
      className={classes('inline-block overflow-visible align-middle text-soft', className)}
    >
      <polyline
        points={points.join(' ')}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinejoin="round"
        strokeLinecap="round"
      />
      <circle cx={x(values.length - 1)} cy={y(values.at(-1) ?? 0)} r="2.25" className="fill-ink" />
    </svg>
  );
}
