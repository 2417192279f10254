'use client';
import { Icon, Skeleton } from '@millrace/ui';
import { useQuery } from '@tanstack/react-query';
import NextLink from 'next/link';
import { parseAsInteger, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { ProblemNote } from '../../lists/problem-note.tsx';
import { FlowEditor } from '../../editor/flow-editor.tsx';
import { FLOW_PANELS } from '../../editor/store/editor-state.ts';
import { stayHere, useDocumentTitle, useMay, useTRPC, useViewer } from '../../shell/index.ts';
import { FlowTabs } from '../flow-tabs.tsx';
import { insideOf, toFlowCounts } from './to-counts.ts';
import { useEditorActions } from './use-editor-actions.ts';

/** Read once: from then on the editor keeps the draft, and a second reading would mix the two. */
const ONCE = { staleTime: Infinity, gcTime: 0, refetchOnWindowFocus: false, refetchOnReconnect: false };

/** The canvas of one flow, with the server behind it. */
export function FlowCanvas({ id }: { id: string }) {
  const flow = useQuery(useTRPC().flows.get.queryOptions({ id }, ONCE));
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="flex shrink-0 items-center gap-4 border-b border-line bg-surface px-3">
        <NextLink href="/flows" className="flex items-center gap-1 text-13 text-faint hover:text-ink">
          <Icon name="chevron-left" size={14} />
          Flows
        </NextLink>
        <FlowTabs id={id} subject={flow.data?.graph.subject} />
      </div>
      <div className="min-h-0 flex-1">
        <Opened id={id} />
      </div>
    </div>
  );
}

function Opened({ id }: { id: string }) {
  const trpc = useTRPC();
  const { workspace, person } = useViewer();
  const mayEdit = useMay('flows:write');
  const mayPublish = useMay('flows:publish');
  const [place, setPlace] = useQueryStates({
    panel: parseAsStringLiteral(FLOW_PANELS),
    version: parseAsInteger,
  });
  const flow = useQuery(trpc.flows.get.queryOptions({ id }, ONCE));
  const actions = useEditorActions(id, flow.data?.templateId ?? null);
  const counts = useQuery(trpc.flows.counts.queryOptions({ id }, ONCE));
  useDocumentTitle(flow.data?.name ?? 'Flow');
  if (flow.isError)
    return <ProblemNote error={flow.error} onRetry={() => void flow.refetch()} className="p-8" />;
  if (!flow.data || counts.isPending) return <Waiting />;
  const { name, state, graph, revision, liveVersion } = flow.data;
  return (
    <FlowEditor
      flow={{
        id,
        name,
        state,
        graph,
        revision,
        version: liveVersion,
        inside: insideOf(counts.data ?? {}),
        mayEdit,
        mayPublish,
        currency: workspace.currency,
        zone: workspace.timeZone,
      }}
      actions={actions}
      place={place}
      onPlace={(next) => void setPlace(next)}
      owner={person.id}
      onUnsaved={(unsaved) => stayHere(id, unsaved)}
      counts={toFlowCounts(counts.data ?? {})}
    />
  );
}

function Waiting() {
  return (
    <div aria-busy className="flex h-full flex-col bg-ground">
      <div className="flex h-12 items-center gap-3 border-b border-line bg-surface px-3">
        <Skeleton className="h-5 w-48" />
        <Skeleton className="h-5 w-14" />
      </div>
      <div className="flex flex-col items-center gap-14 pt-12">
        {[0, 1, 2].map((place) => (
          <Skeleton key={place} className="h-18 w-66" />
        ))}
      </div>
    </div>
  );
}
