'use client';
import { percent } from '@millrace/base/words';
import { linear } from '@millrace/ui';
import type { CardBin, CardPart } from '@millrace/decisions';

const SIZE = 320;
const LEFT = 54;
const BOTTOM = 36;
const TOP = 8;
const RIGHT = 18;
const TICKS = [0, 0.25, 0.5, 0.75, 1];

/** A reliability diagram: predicted against observed shares. Dots near the diagonal mean reliable percentages; their size is that of the group. */
export function Reliability({
  bins,
  of,
  foretold,
  happened,
}: Omit<Extract<CardPart, { part: 'reliability' }>, 'part'>) {
  const x = linear(0, 1, LEFT, SIZE - RIGHT);
  const y = linear(0, 1, SIZE - BOTTOM, TOP);
  const largest = Math.max(1, ...bins.map((bin) => bin.count));
  const shown = bins.filter((bin) => bin.count > 0);
  return (
    <figure>
      <svg
        viewBox={`0 0 ${SIZE} ${SIZE}`}
        className="w-full max-w-80"
        role="img"
        aria-label={inWords(shown, happened)}
      >
        {TICKS.map((tick) => (
          <g key={tick} className="text-line">
            <line x1={x(tick)} x2={x(tick)} y1={y(0)} y2={y(1)} stroke="currentColor" />
            <line x1={x(0)} x2={x(1)} y1={y(tick)} y2={y(tick)} stroke="currentColor" />
            <text x={x(tick)} y={SIZE - BOTTOM + 14} textAnchor="middle" className="fill-faint text-[10px]">
              {percent(tick)}
            </text>
            <text x={LEFT - 6} y={y(tick) + 3} textAnchor="end" className="fill-faint text-[10px]">
              {percent(tick)}
            </text>
          </g>
        ))}
        <line x1={x(0)} y1={y(0)} x2={x(1)} y2={y(1)} className="stroke-control" strokeDasharray="3 3" />
        <polyline
          points={shown.map((bin) => `${x(bin.predicted)},${y(bin.observed)}`).join(' ')}
          fill="none"
          className="stroke-decision/50"
          strokeWidth={1.5}
        />
        {shown.map((bin) => (
          <g key={`${bin.predicted}`}>
            <line
              x1={x(bin.predicted)}
              x2={x(bin.predicted)}
              y1={y(Math.max(0, bin.observed - spread(bin)))}
              y2={y(Math.min(1, bin.observed + spread(bin)))}
              className="stroke-decision/40"
              strokeWidth={1.5}
            />
            <circle
              cx={x(bin.predicted)}
              cy={y(bin.observed)}
              r={3 + 2.5 * Math.sqrt(bin.count / largest)}
              className="fill-decision"
            >
              <title>{`Predicted ${percent(bin.predicted)} of ${bin.count} ${of}; ${percent(bin.observed)} ${happened}`}</title>
            </circle>
          </g>
        ))}
        <text x={x(0.5)} y={SIZE - 4} textAnchor="middle" className="fill-soft text-[11px]">
          said to {foretold}
        </text>
        <text
          transform={`translate(10 ${y(0.5)}) rotate(-90)`}
          textAnchor="middle"
          className="fill-soft text-[11px]"
        >
          {happened}
        </text>
      </svg>
      <figcaption className="mt-1 max-w-80 text-12 text-pretty text-faint">
        Each dot is a group of {of} it had not seen, with the 95% interval of chance. On the dashed line it is
        exactly right.
      </figcaption>
    </figure>
  );
}

/** Half the 95 % interval of a share by the Agresti-Coull rule (American Statistician 52, 1998), which is also sound at 0 and 1. */
function spread({ observed, count }: CardBin): number {
  const n = count + 4;
  const share = (observed * count + 2) / n;
  return 1.96 * Math.sqrt((share * (1 - share)) / n);
}

function inWords(bins: readonly CardBin[], happened: string): string {
  return `Predicted and observed: ${bins.map((bin) => `predicted ${percent(bin.predicted)}, ${percent(bin.observed)} ${happened}`).join('; ')}`;
}
