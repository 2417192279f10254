'use client';
import { noneOfSubject, subjectNouns } from '@millrace/flow';
import { capital } from '@millrace/base/words';
import { Icon } from '@millrace/ui';
import { RehearsalNote } from '../rehearsal/rehearsal-note.tsx';
import { useEditorState } from '../store/hooks.ts';
import { VersionNote } from './version-note.tsx';

/** The line under the bar: what the numbers on the cards count, or why nothing happens. */
export function WatchNote() {
  const subject = useEditorState((state) => state.document.subject);
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
          ? `${capital(noneOfSubject(subject))} has entered: the flow is not published yet.`
          : late
            ? 'The server does not answer, so these numbers are from a moment ago. Millrace tries again every five seconds.'
            : `All ${subjectNouns(subject)} of all versions, as of now. Updated every five seconds.`}
      </Note>
    );
  }
  if (mode === 'rehearse') return <RehearsalNote />;
  if (stopped)
    return (
      <Note icon="stop">
        Stopped: {noneOfSubject(subject)} enters and nothing is sent. To start it again, publish this draft as
        a new version.
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
