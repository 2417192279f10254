import { classes } from '../class-names.ts';
import { endWords } from './end-words.ts';
import { domainAroundZero, linear } from './scale.ts';

export interface IntervalProps {
  /** Point estimate; null while there is none. */
  estimate: number | null;
  low: number;
  high: number;
  /** Smallest and largest value drawn. By default fitted to the interval and zero. Give rows the same one to compare them. */
  domain?: readonly [number, number];
  /** Formats the values at the ends. */
  format: (value: number) => string;
  /** The interval in words, for screen readers. */
  label: string;
  /** Writes both ends under the line. */
  ends?: boolean;
  width?: number;
  className?: string;
}

/** Whether the interval lies above zero (`gain`), below it (`loss`) or contains it (`open`). */
export function verdict(low: number, high: number): 'gain' | 'loss' | 'open' {
  if (low > 0) return 'gain';
  return high < 0 ? 'loss' : 'open';
}

const LOOKS = { gain: 'text-good', loss: 'text-broken', open: 'text-soft' } as const;

/** An estimate with its interval relative to zero: hatched while it contains zero, solid otherwise. */
export function Interval({
  estimate,
  low,
  high,
  domain,
  format,
  label,
  ends = false,
  width = 240,
  className,
}: IntervalProps) {
  const [from, to] = domain ?? domainAroundZero([low, high]);
  const x = linear(from, to, 0, width);
  const kind = verdict(low, high);
  const left = Math.max(0, x(low));
  const right = Math.min(width, x(high));
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${width} ${ends ? 44 : 20}`}
      width={width}
      className={classes('block max-w-full overflow-visible', LOOKS[kind], className)}
    >
      <line x1="0" x2={width} y1="10" y2="10" className="stroke-line" />
      <rect
        x={left}
        y="6"
        width={Math.max(2, right - left)}
        height="8"
        rx="2"
        fill="currentColor"
        opacity={kind === 'open' ? 0.25 : 0.35}
      />
      {kind === 'open' ? (
        <rect
          x={left}
          y="6"
          width={Math.max(2, right - left)}
          height="8"
          rx="2"
          fill="none"
          stroke="currentColor"
          strokeDasharray="3 2"
          opacity="0.7"
        />
      ) : null}
      <line x1={x(0)} x2={x(0)} y1="0" y2="20" className="stroke-ink" strokeWidth="1.5" />
      {estimate === null ? null : (
        <line
          x1={x(estimate)}
          x2={x(estimate)}
          y1="3"
          y2="17"
          stroke="currentColor"
          strokeWidth="3"
          strokeLinecap="round"
        />
      )}
      {ends ? (
        <g className="fill-soft text-12 tabular">
          {endWords({ low: format(low), high: format(high), left, right, zero: x(0), width }).map(
            ({ text, at, anchor, isZero }) => (
              <text
                key={`${text}/${at}`}
                x={at}
                y="36"
                textAnchor={anchor}
                className={isZero ? 'fill-ink' : undefined}
              >
                {text}
              </text>
            ),
          )}
        </g>
      ) : null}
    </svg>
  );
}
