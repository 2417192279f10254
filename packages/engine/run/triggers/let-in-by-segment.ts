import { readPlan } from '@millrace/core/plans';
import type { Context } from '@millrace/core/verb';
import type { OnCrossings } from '../segments/index.ts';
import { tellEntries, type EntryEvent } from './let-in.ts';
import type { SourceRow } from './source-row.ts';

/** Lets people into the flow whose trigger a segment is, when they cross its line in the right direction. */
export const letInBySegment =
  (contextOf: (workspaceId: string) => Context): OnCrossings =>
  async (tx, segment, crossings, now) => {
    if (segment.flow_id === null || crossings.length === 0) return;
    const [row] = await tx<SourceRow[]>`
      select s.* from trigger_sources s join flows f on f.id = s.flow_id
        where s.flow_id = ${segment.flow_id} and f.state in ('live', 'paused')`;
    if (!row) return;
    const { source } = (await readPlan(tx, row.workspace_id, row.plan_hash)).trigger;
    if (source?.type !== 'segment') return;
    const entries = crossings.flatMap(
      ({ customerId, inside, crossings: number, isFirstLook, isQuiet }): EntryEvent[] => {
        const enters = isFirstLook
          ? source.present && inside
          : source.crossing === (inside ? 'entered' : 'left');
        if (!enters || isQuiet) return [];
        return [
          {
            id: `segment/${row.flow_id}/${row.began_at}/${customerId}/${number}`,
            type: source.crossing === 'left' ? 'segment-left' : 'segment-entered',
            flowId: row.flow_id,
            customerId,
            at: now,
          },
        ];
      },
    );
    await tellEntries(tx, contextOf(row.workspace_id), entries);
  };
