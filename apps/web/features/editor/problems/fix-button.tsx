'use client';
import type { Fix, Problem } from '@millrace/flow';
import { Button, toast } from '@millrace/ui';
import { useEditor, useEditorState } from '../store/hooks.ts';

/** Does what mends a problem, where nothing has to be chosen; it can be taken back like any edit. */
export function FixButton({ problem }: { problem: Problem }) {
  const mayEdit = useEditorState((state) => state.mayEdit && state.mode === 'build');
  const { fix } = problem;
  if (!fix || !mayEdit) return null;
  return <Mend fix={fix} />;
}

/** Does the same for every problem of one kind. */
export function FixAllButton({ fix }: { fix: Fix }) {
  const mayEdit = useEditorState((state) => state.mayEdit && state.mode === 'build');
  return mayEdit ? <Mend fix={fix} /> : null;
}

function Mend({ fix }: { fix: Fix }) {
  const editor = useEditor();
  return (
    <Button
      size="small"
      className="shrink-0"
      onClick={() => {
        if (!editor.edit.fix(fix)) return;
        editor.check();
        toast.done(`${fix.title}: done.`, { action: { label: 'Undo', onPress: () => editor.edit.undo() } });
      }}
    >
      {fix.title}
    </Button>
  );
}
