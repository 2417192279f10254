'use client';
import { useMemo } from 'react';
import { Button } from '@millrace/ui';
import { byBestChannel } from '@millrace/nodes';
import { toGraph } from '../store/document.ts';
import { useEditor, useEditorState } from '../store/hooks.ts';

/** Lets the best channel be chosen for a message: one change, which can be undone. Nothing where it is already chosen. */
export function ByBestChannel({ id }: { id: string }) {
  const editor = useEditor();
  const document = useEditorState((state) => state.document);
  const change = useMemo(() => byBestChannel(toGraph(document), id), [document, id]);
  if (change === null) return null;
  return (
    <div className="flex flex-col items-start gap-1.5">
      <Button
        size="small"
        icon="send"
        onClick={() => {
          if (editor.edit.fix(change)) editor.choose.open(change.decides);
        }}
      >
        {change.title}
      </Button>
      <p className="text-12 text-pretty text-faint">
        Decides for each person which channel earns the most, and adds a step for each other channel with
        these words. Read them over before you publish.
      </p>
    </div>
  );
}
