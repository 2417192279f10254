'use client';
import { Icon } from '@millrace/ui';
import { RehearsalNote } from '../rehearsal/rehearsal-note.tsx';
import { useEditorState } from '../store/hooks.ts';
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
  if (mode === 'rehearse') return <RehearsalNote />;
  if (stopped)
    return (
      <Note icon="stop">
        Stopped: nobody enters and nothing is sent. Starting it again publishes this draft as a new version.
      </Note>
    );
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
