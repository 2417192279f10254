import type { UsedSegment } from '@millrace/services/segments';
import { Icon, Link } from '@millrace/ui';
import NextLink from 'next/link';
import { FlowPill } from '../../flows/flow-pill.tsx';

/** The flows and segments whose conditions name a segment, as links. */
export function UsedBy({ use }: { use: UsedSegment['usedBy'] }) {
  return (
    <section aria-label="Used by" className="min-w-0">
      <h2 className="mb-2 text-13 font-semibold">Used by</h2>
      {use.flows.length + use.segments.length === 0 ? (
        <p className="text-13 text-pretty text-faint">
          Nothing yet. Choose it in a condition of a flow, as “Segment is in”.
        </p>
      ) : (
        <UseList use={use} />
      )}
    </section>
  );
}

export function UseList({ use }: { use: UsedSegment['usedBy'] }) {
  return (
    <ul className="space-y-1.5 text-13">
      {use.flows.map((flow) => (
        <li key={flow.id} className="flex min-w-0 items-center gap-2">
          <Icon name="flows" size={14} className="text-faint" />
          <Link plain className="min-w-0 truncate" render={<NextLink href={`/flows/${flow.id}`} />}>
            {flow.name}
          </Link>
          <FlowPill state={flow.state} />
        </li>
      ))}
      {use.segments.map((segment) => (
        <li key={segment.id} className="flex min-w-0 items-center gap-2">
          <Icon name="target" size={14} className="text-faint" />
          <Link plain className="min-w-0 truncate" render={<NextLink href={`/segments/${segment.id}`} />}>
            {segment.name}
          </Link>
        </li>
      ))}
    </ul>
  );
}
