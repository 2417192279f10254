'use client';
import { useState } from 'react';
import { AlertDialog, toast } from '@millrace/ui';
import { useEditor, useEditorState } from '../store/hooks.ts';
import { actionFor, stopSentence } from './inside-words.ts';
import { attempt } from './attempt.ts';

export function StopDialog() {
  const editor = useEditor();
  const flow = useEditorState((state) => state.flow);
  const subject = useEditorState((state) => state.document.subject);
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
      description={stopSentence(subject, flow.inside)}
      confirm={actionFor('Stop', subject, flow.inside)}
      cancel="Keep it running"
      busy={busy}
      onConfirm={() => void stop()}
    />
  );
}
