'use client';
import { capital } from '@millrace/base/words';
import type { Counts, FlowAnalytics } from '@millrace/services/measure';
import { FamilyMark, classes } from '@millrace/ui';
import { subjectNouns, type Family, type Graph } from '@millrace/flow';
import { kinds } from '@millrace/nodes';
import NextLink from 'next/link';
import { useCallback, useMemo } from 'react';
import type { DrawnNode, DrawnWay } from '../flows/drawing/draw.ts';
import { FlowPicture } from '../flows/drawing/flow-picture.tsx';
import { number, share } from '../flows/words.ts';
import { Explained } from './part.tsx';

const SIZE = (family: Family) =>
  family === 'message'
    ? { width: 184, height: 74 }
    : family === 'wait' || family === 'end'
      ? { width: 184, height: 32 }
      : { width: 184, height: 44 };
const WIDEST = 9;

/** The flow with its numbers: how many came to each step, and what became of each message. Busier lines are thicker. */
export function FunnelPart({ id, graph, analytics }: { id: string; graph: Graph; analytics: FlowAnalytics }) {
  const { nodes } = analytics;
  const several = subjectNouns(graph.subject);
  const busiest = useMemo(
    () => Math.max(1, ...graph.edges.map((edge) => nodes[edge.from]?.[`went:${edge.port}`] ?? 0)),
    [graph, nodes],
  );
  const thickness = useCallback(
    (way: DrawnWay) => 1 + ((nodes[way.from]?.[`went:${way.port}`] ?? 0) / busiest) * (WIDEST - 1),
    [nodes, busiest],
  );
  return (
    <Explained
      title="The way through the flow"
      note={`${capital(several)} outside the holdout, over all versions`}
      about={
        <>
          <p>
            Each card says how many {several} came to the step. Message cards also say how many got the
            message and which share opened, clicked and ordered.
          </p>
          <p>The holdout goes the same ways silently and is not counted here.</p>
        </>
      }
    >
      <FlowPicture
        graph={graph}
        kinds={kinds}
        size={SIZE}
        thickness={thickness}
        label="The flow with its counts"
        className="max-h-170"
        card={(node) => <Step id={id} several={several} at={node} of={nodes[node.node.id] ?? {}} />}
      />
    </Explained>
  );
}

interface StepProps {
  id: string;
  several: string;
  at: DrawnNode;
  of: Counts;
}

function Step({ id, several, at, of }: StepProps) {
  const entered = of['entered'] ?? 0;
  const thin = at.family === 'wait' || at.family === 'end';
  return (
    <NextLink
      href={`/flows/${id}/people?node=${encodeURIComponent(at.node.id)}`}
      title={`${at.title}: ${several} here now`}
      className={classes(
        'flex size-full flex-col justify-center border border-line bg-raised px-2 text-12 hover:border-control',
        thin ? 'rounded-full' : 'rounded-md',
      )}
    >
      <span className="flex items-center gap-1.5">
        <FamilyMark family={at.family} icon={kinds[at.node.kind]?.icon} size="small" />
        <span className="min-w-0 flex-1 truncate">{at.title}</span>
        <span className={classes('tabular', entered === 0 ? 'text-faint' : 'font-semibold')}>
          {number(entered)}
        </span>
      </span>
      {at.family === 'message' ? <Fate of={of} /> : null}
    </NextLink>
  );
}

function Fate({ of }: { of: Counts }) {
  const sent = of['sent'] ?? 0;
  const figures = [
    ['sent', number(sent)],
    ['open', share(of['opened'] ?? 0, sent)],
    ['click', share(of['clicked'] ?? 0, sent)],
    ['orders', number(of['orders'] ?? 0)],
  ] as const;
  return (
    <dl className="mt-1.5 grid grid-cols-4 border-t border-line/60 pt-1">
      {figures.map(([word, value]) => (
        <div key={word} className="flex min-w-0 flex-col-reverse text-center">
          <dt className="truncate text-12 leading-3 text-faint">{word}</dt>
          <dd className="truncate font-medium tabular">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
