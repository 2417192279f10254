'use client';
import { useState } from 'react';
import { AlertDialog, toast } from '@millrace/ui';
import { useEditor, useEditorState } from '../store/hooks.ts';
import { people } from '../store/words.ts';
import { attempt } from './attempt.ts';

export function StopDialog() {
  const editor = useEditor();
  const flow = useEditorState((state) => state.flow);
  const [busy, setBusy] = useState(false);
  const stop = async () => {
    if (!editor.actions.stop) return;
    setBusy(true);
    const done = await attempt(editor.actions.stop(), 'The flow was not stopped.');
    setBusy(false);
    if (!done) return;
    editor.update({ flow: { ...flow, state: 'stopped', inside: 0 } });
    editor.choose.overlay(null);
    toast.done('The flow is stopped.');
  };
  return (
    <AlertDialog
      open
      onOpenChange={(open) => (open ? undefined : editor.choose.overlay(null))}
      title="Stop this flow?"
      description={`${flow.inside > 0 ? `${people(flow.inside)} inside leave` : 'Everybody inside leaves'} and get nothing more from it. They do not come back when you start it again; a pause keeps them where they are.`}
      confirm={flow.inside > 0 ? `Stop for ${people(flow.inside)}` : 'Stop the flow'}
      cancel="Keep it running"
      busy={busy}
      onConfirm={() => void stop()}
    />
  );
}
