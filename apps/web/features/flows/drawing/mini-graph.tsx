import type { Family } from '@millrace/flow';
import { classes } from '@millrace/ui';
import { draw, type DrawnNode, type KindsToDraw, type Measures, type ToDraw } from './draw.ts';

const SIZES: Readonly<Record<Family, { width: number; height: number }>> = {
  trigger: { width: 84, height: 30 },
  wait: { width: 84, height: 18 },
  path: { width: 84, height: 30 },
  decision: { width: 84, height: 30 },
  message: { width: 84, height: 34 },
  action: { width: 84, height: 30 },
  end: { width: 22, height: 22 },
};
const MEASURES: Measures = { between: 20, below: 38, lane: 18, size: (family) => SIZES[family] };

/** Class names in full, because Tailwind only sees whole words. */
const LOOKS: Readonly<Record<Family, string>> = {
  trigger: 'fill-trigger-tint stroke-trigger',
  wait: 'fill-wait-tint stroke-wait',
  path: 'fill-path-tint stroke-path',
  decision: 'fill-decision-tint stroke-decision',
  message: 'fill-message-tint stroke-message',
  action: 'fill-action-tint stroke-action',
  end: 'fill-end-tint stroke-end',
};

/** A flow as far as a small picture shows it. */
export interface Picture {
  readonly nodes: readonly { readonly id: string; readonly family: string }[];
  /** In the order in which each step's branches are drawn. */
  readonly edges: readonly { readonly id: string; readonly from: string; readonly to: string }[];
}

const bare = (family: Family) => ({ family, title: '', ports: () => [] });
const FAMILIES: KindsToDraw = {
  trigger: bare('trigger'),
  wait: bare('wait'),
  path: bare('path'),
  decision: bare('decision'),
  message: bare('message'),
  action: bare('action'),
  end: bare('end'),
};

const toDraw = ({ nodes, edges }: Picture): ToDraw => ({
  nodes: nodes.map(({ id, family }) => ({ id, kind: family, config: {} })),
  edges: edges.map((edge) => ({ ...edge, port: '' })),
});

/** A flow as small as a stamp: families by shape and hue, no words. */
export function MiniGraph({
  picture,
  label,
  className,
}: {
  picture: Picture;
  label: string;
  className?: string;
}) {
  const { nodes, ways, width, height } = draw(toDraw(picture), FAMILIES, MEASURES);
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`-3 -3 ${width + 6} ${height + 6}`}
      className={classes('block', className)}
    >
      {ways.map((way) => (
        <path key={way.id} d={way.path} fill="none" strokeWidth={2} className="stroke-control" />
      ))}
      {nodes.map((node) => (
        <g key={node.node.id} className={LOOKS[node.family]} strokeWidth={2}>
          <Shape at={node} />
        </g>
      ))}
    </svg>
  );
}

function Shape({ at: { family, x, y, width, height } }: { at: DrawnNode }) {
  if (family === 'end') return <circle cx={x + width / 2} cy={y + height / 2} r={height / 2} />;
  if (family === 'wait') return <rect x={x} y={y} width={width} height={height} rx={height / 2} />;
  if (family === 'path')
    return (
      <path
        d={`M${x + 12},${y}H${x + width - 12}L${x + width},${y + height / 2}L${x + width - 12},${y + height}H${x + 12}L${x},${y + height / 2}Z`}
      />
    );
  if (family === 'action')
    return <path d={`M${x},${y}H${x + width - 10}L${x + width},${y + 10}V${y + height}H${x}Z`} />;
  if (family === 'trigger')
    return (
      <path
        d={`M${x + height / 2},${y}H${x + width - 4}a4,4 0 0 1 4,4V${y + height - 4}a4,4 0 0 1 -4,4H${x + height / 2}a${height / 2},${height / 2} 0 0 1 0,${-height}Z`}
      />
    );
  if (family === 'decision')
    return (
      <>
        <rect x={x} y={y} width={width} height={height} rx={7} />
        <rect
          x={x + 4}
          y={y + 4}
          width={width - 8}
          height={height - 8}
          rx={4}
          fill="none"
          strokeWidth={1.5}
        />
      </>
    );
  return (
    <>
      <rect x={x} y={y} width={width} height={height} rx={4} />
      <path
        d={`M${x + 4},${y + 5}L${x + width / 2},${y + height * 0.6}L${x + width - 4},${y + 5}`}
        fill="none"
        strokeWidth={1.5}
      />
    </>
  );
}
