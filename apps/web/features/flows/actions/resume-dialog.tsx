'use client';
import type { FlowSummary } from '@millrace/services/flows';
import { useQuery } from '@tanstack/react-query';
import { ResumeQuestion } from '../../editor/publish/resume-question.tsx';
import { useTRPC } from '../../shell/index.ts';
import { asOverdueInput } from './overdue-input.ts';
import type { useFlowActions } from './use-flow-actions.ts';

/** Asks what happens to those who waited when a paused flow is resumed from the list of flows. */
export function ResumeDialog({
  flow,
  onClose,
  resume,
}: {
  flow: Pick<FlowSummary, 'id' | 'name' | 'subject'>;
  onClose: () => void;
  resume: ReturnType<typeof useFlowActions>['resume'];
}) {
  const trpc = useTRPC();
  const late = useQuery(trpc.flows.overdue.queryOptions({ id: flow.id }, { staleTime: 0 }));
  return (
    <ResumeQuestion
      title={`Resume ${flow.name}`}
      subject={flow.subject}
      late={late.data ?? (late.isError ? 'unknown' : 'loading')}
      busy={resume.isPending}
      onResume={(choice) => resume.mutate({ id: flow.id, ...asOverdueInput(choice) }, { onSuccess: onClose })}
      onClose={onClose}
    />
  );
}
