'use client';
import { Button } from '@millrace/ui';
import { useEditor, useEditorState } from '../store/hooks.ts';
import { useAdapt } from './use-adapt.ts';

/** Leads back to the list of what to adapt, until all of it is changed or the flow is published. */
export function AdaptChip() {
  const editor = useEditor();
  const wanted = useEditorState(
    (state) => state.mayEdit && state.mode === 'build' && state.flow.version === null && !state.looking,
  );
  const isOpen = useEditorState((state) => state.panel === 'adapt');
  return wanted && !isOpen && editor.actions.readTemplate ? <Chip /> : null;
}

function Chip() {
  const editor = useEditor();
  const { items } = useAdapt();
  const left = items?.filter(({ isDone }) => !isDone).length ?? 0;
  if (!items || left === 0) return null;
  return (
    <div className="absolute top-3 left-3 z-5">
      <Button size="small" icon="list" onClick={() => editor.choose.show('adapt')}>
        Make it yours: {items.length - left} of {items.length}
      </Button>
    </div>
  );
}
