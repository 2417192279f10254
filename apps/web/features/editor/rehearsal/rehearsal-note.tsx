'use client';
import { useEffect } from 'react';
import { Button, Icon } from '@millrace/ui';
import { useEditor, useEditorState } from '../store/hooks.ts';
import { useNarrow } from '../store/use-narrow.ts';
import { answersSentence, runningSentence } from './rehearsal-words.ts';
import { useRehearsal } from './use-rehearsal.ts';

/** The line under the bar: what the rehearsal counted, and which rates it assumed. */
export function RehearsalNote() {
  const editor = useEditor();
  const { rehearsing, choose } = editor;
  const errors = useEditorState((state) => state.problems.some((problem) => problem.severity === 'error'));
  const open = useEditorState((state) => state.panel === 'rehearsal');
  const channels = useEditorState((state) => sentOn(state.document.nodes));
  const is = useRehearsal((state) => state.is);
  const reason = useRehearsal((state) => state.reason);
  const report = useRehearsal((state) => state.report);
  const subject = useEditorState((state) => state.document.subject);
  const narrow = useNarrow();
  useEffect(() => {
    if (errors) return;
    void rehearsing.run();
    return rehearsing.leave;
  }, [rehearsing, errors]);
  useEffect(() => {
    if (!errors && !narrow && editor.store.getState().panel === null) choose.rehearsal();
  }, [choose, editor, errors, narrow]);
  if (errors) return <Note icon="warning">A flow with problems cannot be rehearsed. Fix them first.</Note>;
  if (is === 'failed')
    return (
      <Note icon="warning">
        The rehearsal did not finish. {reason}
        <Button size="small" look="quiet" onClick={() => void rehearsing.run()}>
          Try again
        </Button>
      </Note>
    );
  if (is === 'running' || !report) return <Note icon="play">{runningSentence(subject)}</Note>;
  return (
    <Note icon="play">
      <span className="min-w-0 flex-1 py-1.5 text-pretty">
        {report.sentence} {answersSentence(report, channels.split(' ').filter(Boolean))}
      </span>
      {open ? null : (
        <Button size="small" look="quiet" icon="settings" onClick={() => choose.rehearsal()}>
          Change
        </Button>
      )}
    </Note>
  );
}

/** Channels the flow sends on, joined to one string: an array would be new at each call and draw the line again. */
const sentOn = (nodes: Readonly<Record<string, { readonly kind: string }>>): string =>
  [...new Set(Object.values(nodes).flatMap(({ kind }) => (kind.startsWith('send-') ? [kind.slice(5)] : [])))]
    .sort()
    .join(' ');

function Note({ icon, children }: { icon: string; children: React.ReactNode }) {
  return (
    <div
      role="status"
      className="flex min-h-9 items-center gap-2 border-b border-line bg-surface px-4 text-13 text-soft"
    >
      <Icon name={icon} size={14} className="shrink-0 text-faint" />
      {children}
    </div>
  );
}
