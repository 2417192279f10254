'use client';
import { Button, Icon } from '@millrace/ui';
import { useEditor, useEditorState } from '../store/hooks.ts';

/** Whether the draft is stored, said quietly while it is and clearly when it is not. */
export function SavedMark() {
  const editor = useEditor();
  const save = useEditorState((state) => state.save);
  const mayEdit = useEditorState((state) => state.mayEdit);
  const phone = useEditorState((state) => state.phone);
  const quiet = 'flex items-center gap-1 text-12 whitespace-nowrap text-faint';
  // The line below the bar says it on a phone, to whoever might edit elsewhere and to whoever may not.
  if (phone && save.is === 'saved') return null;
  if (!mayEdit && save.is === 'saved')
    return (
      <span className={quiet} title="Only to look at">
        <Icon name="eye" size={12} />
        <span className="max-sm:sr-only">Only to look at</span>
      </span>
    );
  return (
    <span role="status" className="flex items-center">
      {save.is === 'saved' ? (
        <span className={quiet}>
          <Icon name="check" size={12} />
          Saved
        </span>
      ) : null}
      {save.is === 'waiting' || save.is === 'saving' ? (
        <span className={quiet}>
          <Icon name="save" size={12} />
          Saving
        </span>
      ) : null}
      {save.is === 'offline' ? (
        <Button
          look="quiet"
          size="small"
          icon="warning"
          className="text-waiting"
          title={save.reason}
          onClick={() => void editor.autosave.flush()}
        >
          Offline, trying again
        </Button>
      ) : null}
      {save.is === 'conflict' ? (
        <Button look="quiet" size="small" icon="users" className="text-broken" onClick={() => editor.choose.overlay(null)}>
          Not saved: {save.by} changed this too
        </Button>
      ) : null}
    </span>
  );
}
