import type { Row, segments, segmentScans } from '@millrace/db/schema';
import type { Tx } from '@millrace/db';
import type { Instant } from '@millrace/base';
import type { Condition } from '@millrace/flow';

/** A segment and how far everybody has been checked against it. */
export type SegmentRow = Pick<Row<typeof segments>, 'id' | 'workspace_id' | 'flow_id'> &
  Pick<Row<typeof segmentScans>, 'next_at' | 'cursor' | 'passes'> & { readonly condition: Condition };

/** Begins to keep the members of a segment that was just stored: everybody is checked once, page by page. */
export async function beginScan(tx: Tx, workspaceId: string, segmentId: string, now: Instant): Promise<void> {
  await tx`insert into segment_scans (segment_id, workspace_id, next_at) values (${segmentId}, ${workspaceId},
    ${now})
    on conflict (segment_id) do update set next_at = ${now}, cursor = null, passes = 0`;
}

/**
 * Segments of this workspace, locked, so that a page of one and a check of a person follow each other.
 * @param which null for all
 */
export function lockSegments(tx: Tx, workspaceId: string, which: readonly string[] | null) {
  return tx<SegmentRow[]>`
    select s.id, s.workspace_id, s.flow_id, s.condition, p.next_at, p.cursor, p.passes
      from segments s join segment_scans p on p.segment_id = s.id
    where s.workspace_id = ${workspaceId}
      and ${which === null ? tx`true` : tx`s.id = any(${which as string[]}::uuid[])`}
    order by s.id for update of p`;
}
