'use client';
import { useEffect, useState } from 'react';
import { Button, Icon } from '@millrace/ui';
import type { RehearsalReport } from '../actions.ts';
import { toGraph } from '../store/document.ts';
import { useEditor, useEditorState } from '../store/hooks.ts';
import { VersionNote } from './version-note.tsx';

/** One line under the bar that says what the numbers on the cards are, or why nothing happens. */
export function WatchNote() {
  const mode = useEditorState((state) => state.mode);
  const version = useEditorState((state) => state.flow.version);
  const stopped = useEditorState((state) => state.flow.state === 'stopped');
  const looking = useEditorState((state) => state.looking);
  const late = useEditorState((state) => state.countsLate);
  if (looking) return <VersionNote looking={looking} />;
  if (mode === 'watch') {
    return (
      <Note icon="eye">
        {version === null
          ? 'Nobody has entered: the flow is not published yet.'
          : late
            ? 'These numbers are from a moment ago: the server does not answer. It is asked again every five seconds.'
            : 'People as they are now, all versions together. Renewed every five seconds.'}
      </Note>
    );
  }
  if (mode === 'rehearse') return <Rehearsal />;
  if (stopped)
    return <Note icon="stop">Stopped: nobody enters and nothing is sent. Starting it again publishes this draft as a new version.</Note>;
  return null;
}

function Note({ icon, children }: { icon: string; children: React.ReactNode }) {
  return (
    <div className="flex min-h-9 items-center gap-2 border-b border-line bg-surface px-4 text-13 text-soft">
      <Icon name={icon} size={14} className="text-faint" />
      {children}
    </div>
  );
}

function Rehearsal() {
  const editor = useEditor();
  const document = useEditorState((state) => state.document);
  const errors = useEditorState((state) => state.problems.some((problem) => problem.severity === 'error'));
  const [report, setReport] = useState<RehearsalReport | null>(null);
  const [state, setState] = useState<'running' | 'done' | 'failed'>('running');
  const [round, setRound] = useState(0);
  useEffect(() => {
    const { rehearse } = editor.actions;
    if (!rehearse || errors) return;
    let open = true;
    setState('running');
    rehearse(toGraph(document)).then(
      (found) => {
        if (!open) return;
        editor.counts.put(found.counts);
        setReport(found);
        setState('done');
      },
      () => open && setState('failed'),
    );
    return () => {
      open = false;
      editor.counts.put(null);
    };
  }, [editor, document, errors, round]);
  if (errors) return <Note icon="warning">A flow with problems cannot be rehearsed. Fix them first.</Note>;
  if (state === 'running') return <Note icon="play">Sending past customers through the flow. Nothing is sent to anybody.</Note>;
  if (state === 'failed')
    return (
      <Note icon="warning">
        The rehearsal did not finish.
        <Button size="small" look="quiet" onClick={() => setRound(round + 1)}>
          Try again
        </Button>
      </Note>
    );
  return <Note icon="play">{report?.sentence}</Note>;
}
