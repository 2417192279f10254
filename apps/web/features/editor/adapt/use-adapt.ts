'use client';
import { useEffect, useMemo, useState } from 'react';
import type { FlowTemplate } from '../actions.ts';
import { useEditor, useEditorState } from '../store/hooks.ts';
import { adaptItems, type AdaptItem } from './adapted.ts';

/** What to adapt in a draft from the gallery; null where there is nothing, or it is not read yet. */
export function useAdapt(): { readonly items: readonly AdaptItem[] | null; readonly failed: boolean } {
  const editor = useEditor();
  const nodes = useEditorState((state) => state.document.nodes);
  const [template, setTemplate] = useState<FlowTemplate | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let open = true;
    editor.actions.readTemplate?.().then(
      (found) => open && setTemplate(found),
      () => open && setFailed(true),
    );
    return () => {
      open = false;
    };
  }, [editor]);
  const items = useMemo(() => template && adaptItems(template, nodes), [template, nodes]);
  return { items, failed };
}
