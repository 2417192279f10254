'use client';
import { capital } from '@millrace/base/words';
import type { FlowAnalytics } from '@millrace/services/measure';
import { FamilyMark, Money } from '@millrace/ui';
import {
  countOfSubject,
  noneOfSubject,
  subjectNouns,
  type Graph,
  type GraphNode,
  type Subject,
} from '@millrace/flow';
import { kinds } from '@millrace/nodes';
import { share } from '../flows/words.ts';
import { waysTaken } from './figures.ts';
import { Explained } from './part.tsx';

const DIVIDES = new Set(['decision', 'path']);

/** How each decision and split divided those who came to it, and the discount given on attributed orders. */
export function DecisionsPart({ graph, analytics }: { graph: Graph; analytics: FlowAnalytics }) {
  const dividing = graph.nodes.filter(
    (node) => DIVIDES.has(kinds[node.kind]?.family ?? '') && waysTaken(analytics.nodes[node.id]).length > 0,
  );
  return (
    <Explained
      title="Decisions"
      note={`How ${subjectNouns(graph.subject)} were divided`}
      about={
        <p>
          Each decision is kept with its inputs, options and reasons. Open an entry of the flow to read them.
        </p>
      }
    >
      {dividing.length === 0 ? (
        <p className="text-13 text-soft">
          {capital(noneOfSubject(graph.subject))} has come to a decision yet.
        </p>
      ) : (
        <div className="flex flex-col gap-5">
          {dividing.map((node) => (
            <Divided key={node.id} subject={graph.subject} node={node} analytics={analytics} />
          ))}
        </div>
      )}
      <p className="mt-4 flex items-baseline justify-between border-t border-line/60 pt-2 text-13">
        <span className="text-soft">Discount given on orders attributed to this flow</span>
        <Money
          amount={analytics.totals.discount}
          currency={analytics.currency}
          round
          className="font-medium tabular"
        />
      </p>
    </Explained>
  );
}

interface DividedProps {
  subject: Subject;
  node: GraphNode;
  analytics: FlowAnalytics;
}

function Divided({ subject, node, analytics }: DividedProps) {
  const kind = kinds[node.kind];
  const ports = kind?.ports(node.config) ?? [];
  const ways = waysTaken(analytics.nodes[node.id]).toSorted((left, right) => right.people - left.people);
  const all = ways.reduce((sum, way) => sum + way.people, 0);
  return (
    <div>
      <p className="flex items-center gap-2 text-13 font-medium">
        <FamilyMark family={kind?.family ?? 'path'} icon={kind?.icon} size="small" />
        {node.name ?? kind?.title}
        <span className="ml-auto font-normal text-faint tabular">{countOfSubject(subject, all)}</span>
      </p>
      <ul className="mt-1.5 flex flex-col gap-1">
        {ways.map((way) => (
          <li
            key={way.port}
            className="grid grid-cols-[9rem_minmax(0,1fr)_3.5rem] items-center gap-3 text-13"
          >
            <span className="truncate text-soft">
              {ports.find((port) => port.id === way.port)?.label ?? way.port}
            </span>
            <span aria-hidden className="h-2 overflow-hidden rounded-sm bg-sunken">
              <span
                className="block h-full rounded-sm bg-decision/60"
                style={{ width: `${(way.people / Math.max(1, all)) * 100}%` }}
              />
            </span>
            <span className="text-right tabular">{share(way.people, all)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
