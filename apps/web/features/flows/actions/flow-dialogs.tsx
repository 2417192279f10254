'use client';
import type { FlowSummary } from '@millrace/services/flows';
import { AlertDialog } from '@millrace/ui';
import { capital } from '@millrace/base/words';
import { noneOfSubject } from '@millrace/flow';
import { actionFor, pauseSentence, stopSentence } from '../../editor/publish/inside-words.ts';
import { ResumeDialog } from './resume-dialog.tsx';
import type { useFlowActions } from './use-flow-actions.ts';

export interface Asked {
  readonly what: 'pause' | 'resume' | 'stop' | 'remove';
  readonly flow: Pick<FlowSummary, 'id' | 'name' | 'inside' | 'subject'>;
}

/** Asks before a flow is paused, stopped or deleted, and says how many are inside. */
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
  const none = noneOfSubject(flow.subject);
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
        description={pauseSentence(flow.subject, flow.inside)}
        confirm={actionFor('Pause', flow.subject, flow.inside)}
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
            ? stopSentence(flow.subject, flow.inside)
            : `${capital(none)} is inside now, and ${none} enters until you start the flow again on its canvas.`
        }
        confirm={actionFor('Stop', flow.subject, flow.inside)}
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
      description={`${capital(none)} ever entered this flow. Its drawing is deleted for good.`}
      confirm="Delete the draft"
    />
  );
}
