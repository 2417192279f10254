'use client';
import type { FlowSummary } from '@millrace/services/flows';
import { AlertDialog } from '@millrace/ui';
import { people } from '../words.ts';
import { ResumeDialog } from './resume-dialog.tsx';
import type { useFlowActions } from './use-flow-actions.ts';

export interface Asked {
  readonly what: 'pause' | 'resume' | 'stop' | 'remove';
  readonly flow: Pick<FlowSummary, 'id' | 'name' | 'inside'>;
}

/** The questions before what touches people; each names how many. */
export function FlowDialogs({
  asked,
  onClose,
  actions,
}: {
  asked: Asked | null;
  onClose: () => void;
  actions: ReturnType<typeof useFlowActions>;
}) {
  if (!asked) return null;
  const { flow, what } = asked;
  const close = (open: boolean) => (open ? undefined : onClose());
  const act =
    (mutation: { mutate: (input: { id: string }, extra: { onSettled: () => void }) => void }) => () =>
      mutation.mutate({ id: flow.id }, { onSettled: onClose });
  if (what === 'resume') return <ResumeDialog flow={flow} onClose={onClose} resume={actions.resume} />;
  if (what === 'pause')
    return (
      <AlertDialog
        open
        onOpenChange={close}
        title={`Pause ${flow.name}?`}
        danger={false}
        cancel="Keep it running"
        busy={actions.pause.isPending}
        onConfirm={act(actions.pause)}
        description={`${flow.inside > 0 ? `${people(flow.inside)} inside stay where they are` : 'Nobody is inside now'}; nothing is sent, and who comes meanwhile waits outside. When you resume, you say what happens to both.`}
        confirm={flow.inside > 0 ? `Pause for ${people(flow.inside)}` : 'Pause the flow'}
      />
    );
  if (what === 'stop')
    return (
      <AlertDialog
        open
        onOpenChange={close}
        title={`Stop ${flow.name}?`}
        cancel="Keep it running"
        busy={actions.stop.isPending}
        onConfirm={act(actions.stop)}
        description={
          flow.inside > 0
            ? `${people(flow.inside)} inside leave and get nothing more from it. They do not come back when you start it again; a pause keeps them where they are.`
            : 'Nobody is inside now, and nobody enters any more until you start it again on its canvas.'
        }
        confirm={flow.inside > 0 ? `Stop for ${people(flow.inside)}` : 'Stop the flow'}
      />
    );
  return (
    <AlertDialog
      open
      onOpenChange={close}
      title={`Delete ${flow.name}?`}
      cancel="Keep it"
      busy={actions.remove.isPending}
      onConfirm={act(actions.remove)}
      description="It never had anybody in it, so nobody is affected. The drawing is gone for good."
      confirm="Delete the draft"
    />
  );
}
