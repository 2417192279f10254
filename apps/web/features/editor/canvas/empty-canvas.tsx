'use client';
import { Button, EmptyState } from '@millrace/ui';
import { useEditor, useEditorState } from '../store/hooks.ts';

/** Shown for an empty flow: how to begin. */
export function EmptyCanvas() {
  const editor = useEditor();
  const empty = useEditorState((state) => Object.keys(state.document.nodes).length === 0);
  const mayEdit = useEditorState((state) => state.mayEdit && state.mode === 'build');
  if (!empty) return null;
  const trigger = Object.values(editor.kinds).find((kind) => kind.family === 'trigger');
  const begin = () => {
    const id = trigger && editor.edit.add(trigger.kind, null);
    if (id) editor.choose.open(id);
  };
  return (
    <div className="pointer-events-none absolute inset-0 z-5 flex items-center justify-center p-8">
      <EmptyState
        icon="bolt"
        title="A flow begins with a trigger"
        className="pointer-events-auto"
        action={
          mayEdit && trigger ? (
            <Button look="primary" icon="plus" onClick={begin}>
              Add a trigger
            </Button>
          ) : undefined
        }
      >
        Choose the event that begins the flow. Then add steps: press A, press a plus sign, or drag one from
        the left.
      </EmptyState>
    </div>
  );
}
