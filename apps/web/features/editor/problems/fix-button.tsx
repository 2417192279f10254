'use client';
import type { Fix, Problem } from '@millrace/flow';
import { Button, Link, toast } from '@millrace/ui';
import { useEffect } from 'react';
import { connectHref } from '../../gallery/readiness.ts';
import { useEditor, useEditorState } from '../store/hooks.ts';

/** Applies the fix of a problem. It can be undone like any edit. */
export function FixButton({ problem }: { problem: Problem }) {
  const mayEdit = useEditorState((state) => state.mayEdit && state.mode === 'build');
  const { fix, asks } = problem;
  if (asks !== undefined) return <Connect capability={asks} />;
  if (!fix || !mayEdit) return null;
  return <Mend fix={fix} />;
}

/** Links to the systems with a capability, and checks again when the user comes back. */
function Connect({ capability }: { capability: string }) {
  const { checkAgain } = useEditor();
  useEffect(() => {
    window.addEventListener('focus', checkAgain);
    return () => window.removeEventListener('focus', checkAgain);
  }, [checkAgain]);
  return (
    <Link
      className="shrink-0 text-13"
      render={<a href={connectHref(capability)} target="_blank" rel="noreferrer" />}
    >
      Connect a system
    </Link>
  );
}

/** Applies the fix to all problems of one kind. */
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
