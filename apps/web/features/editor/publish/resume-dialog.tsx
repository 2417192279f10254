'use client';
import { useEffect, useState } from 'react';
import { toast } from '@millrace/ui';
import type { ResumeChoice } from '../actions.ts';
import { useEditor, useEditorState } from '../store/hooks.ts';
import { attempt } from './attempt.ts';
import type { KnownOverdue } from './overdue.ts';
import { ResumeQuestion } from './resume-question.tsx';

/** Asks what happens to those who waited when a paused flow is resumed from its canvas. */
export function ResumeDialog() {
  const editor = useEditor();
  const { actions, choose } = editor;
  const flow = useEditorState((state) => state.flow);
  const subject = useEditorState((state) => state.document.subject);
  const [busy, setBusy] = useState(false);
  const [late, setLate] = useState<KnownOverdue>(actions.previewResume ? 'loading' : 'unknown');
  useEffect(() => {
    actions.previewResume?.().then(setLate, () => setLate('unknown'));
  }, [actions]);
  const resume = async (choice: ResumeChoice) => {
    if (!actions.resume) return;
    setBusy(true);
    const done = await attempt(actions.resume(choice), 'The flow was not resumed.');
    setBusy(false);
    if (!done) return;
    editor.update({ flow: { ...flow, state: 'live' } });
    choose.overlay(null);
    toast.done('The flow runs again.');
  };
  return (
    <ResumeQuestion
      title="Resume the flow"
      subject={subject}
      late={late}
      busy={busy}
      onResume={(choice) => void resume(choice)}
      onClose={() => choose.overlay(null)}
    />
  );
}
