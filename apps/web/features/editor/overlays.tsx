'use client';
import { ConnectDialog } from './canvas/connect-dialog.tsx';
import { DeleteDialog } from './canvas/delete-dialog.tsx';
import { HelpDialog } from './canvas/help-dialog.tsx';
import { AddDialog } from './palette/add-dialog.tsx';
import { AudienceDialog } from './publish/audience-dialog.tsx';
import { BringBackDialog } from './publish/bring-back-dialog.tsx';
import { ConflictDialog } from './publish/conflict-dialog.tsx';
import { PublishDialog } from './publish/publish-dialog.tsx';
import { ResumeDialog } from './publish/resume-dialog.tsx';
import { SaveTemplateDialog } from './publish/save-template-dialog.tsx';
import { StopDialog } from './publish/stop-dialog.tsx';
import { useCanEdit, useEditorState } from './store/hooks.ts';

/** Dialogs over the editor. A save conflict comes first until it is put aside. */
export function Overlays() {
  const overlay = useEditorState((state) => state.overlay);
  const conflict = useEditorState((state) => state.save.is === 'conflict');
  const mayEdit = useCanEdit();
  if (conflict && overlay?.is !== 'later') return <ConflictDialog />;
  switch (overlay?.is) {
    case 'add':
      return mayEdit ? <AddDialog place={overlay.place} at={overlay.at} /> : null;
    case 'connect':
      return mayEdit ? <ConnectDialog from={overlay.from} port={overlay.port} /> : null;
    case 'delete':
      return mayEdit ? <DeleteDialog ids={overlay.ids} /> : null;
    case 'help':
      return <HelpDialog />;
    case 'publish':
      return <PublishDialog />;
    case 'resume':
      return <ResumeDialog />;
    case 'audience':
      return <AudienceDialog />;
    case 'stop':
      return <StopDialog />;
    case 'save-template':
      return mayEdit ? <SaveTemplateDialog /> : null;
    case 'bring-back':
      return <BringBackDialog />;
    default:
      return null;
  }
}
