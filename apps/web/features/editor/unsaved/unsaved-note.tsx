'use client';
import { Button, Icon, RelativeTime, toast } from '@millrace/ui';
import { useEditor, useEditorState } from '../store/hooks.ts';

const MOST_TOLD = 4;
const SINCE = {
  no: '',
  joined: ' The flow was saved since then. Restoring keeps both, and asks where they conflict.',
  replaced: ' The flow was saved since then. Restoring replaces that.',
} as const;

/** Offers to restore work that an earlier page could not save, and says whether the flow was saved since. */
export function UnsavedNote() {
  const editor = useEditor();
  const unsaved = useEditorState((state) => state.unsaved);
  const mayEdit = useEditorState((state) => state.mayEdit);
  if (!unsaved || !mayEdit) return null;
  const { copy, changes, savedSince } = unsaved;
  const away = () => {
    editor.keeper.forget(copy.tab);
    editor.update({ unsaved: null });
  };
  return (
    <section
      aria-label="Unsaved work"
      className="flex flex-wrap items-start gap-x-4 gap-y-2 border-b border-line bg-waiting-tint px-4 py-2 text-13 text-ink"
    >
      <div className="flex min-w-60 flex-1 items-start gap-2">
        <Icon name="history" size={14} className="mt-0.5 text-waiting" />
        <div>
          <p>
            <b className="font-semibold">Work that was not saved</b> is still in this browser, from{' '}
            <RelativeTime instant={copy.at} />.{SINCE[savedSince]}
          </p>
          <ul className="list-disc pl-4 text-12 text-soft">
            {changes.slice(0, MOST_TOLD).map((change) => (
              <li key={change}>{change}</li>
            ))}
            {changes.length > MOST_TOLD ? <li>and {changes.length - MOST_TOLD} more</li> : null}
            {changes.length === 0 ? <li>Only positions on the canvas differ.</li> : null}
          </ul>
        </div>
      </div>
      <span className="flex gap-2 max-sm:w-full max-sm:*:flex-1">
        <Button look="quiet" onClick={away}>
          Discard it
        </Button>
        <Button
          look="primary"
          icon="undo"
          onClick={() => {
            editor.edit.bringBackUnsaved(copy);
            editor.keeper.flush();
            away();
            toast.done('Your work is restored.', {
              action: { label: 'Undo', onPress: () => editor.edit.undo() },
            });
          }}
        >
          Restore it
        </Button>
      </span>
    </section>
  );
}
