'use client';
import { Button, Icon, RelativeTime, toast } from '@millrace/ui';
import { differenceOf, differenceWords } from '../store/compare.ts';
import type { Looking } from '../store/editor-state.ts';
import { useEditor, useEditorState } from '../store/hooks.ts';
import { useNarrow } from '../store/use-narrow.ts';
import { wayBack } from '../store/versions.ts';

/** Over an earlier version on the canvas: which one it is, what it has otherwise than the draft, and the ways out. */
export function VersionNote({ looking }: { looking: Looking }) {
  const editor = useEditor();
  const draft = useEditorState((state) => state.document);
  const mayEdit = useEditorState((state) => state.mayEdit);
  const newest = useEditorState((state) => state.flow.version);
  const narrow = useNarrow();
  const { version } = looking;
  const difference = differenceOf(draft, looking.document);
  const bring = async () => {
    const published = newest === null ? null : await editor.versions.read(newest).catch(() => null);
    if (wayBack(editor.store.getState().document, looking.document, published) === 'ask')
      editor.choose.overlay({ is: 'bring-back' });
    else bringBackNow(editor, looking);
  };
  return (
    <section
      aria-label="Earlier version"
      className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line bg-river-tint px-4 py-2 text-13 text-ink"
    >
      <p className="flex min-w-60 flex-1 items-start gap-2">
        <Icon name="history" size={14} className="mt-0.5 text-river" />
        <span className="text-pretty">
          <b className="font-semibold">Version {version.number}</b>, published{' '}
          <RelativeTime instant={version.publishedAt} />
          {version.publishedBy ? ` by ${version.publishedBy}` : ''}, only to look at.{' '}
          {difference ? `Against your draft: ${differenceWords(difference)}.` : 'Your draft is the same.'}
        </span>
      </p>
      <span className="flex gap-2 max-sm:w-full max-sm:*:flex-1">
        <Button onClick={() => editor.choose.lookAt(null)}>Back to the draft</Button>
        {mayEdit && difference && !narrow ? (
          <Button look="primary" icon="undo" onClick={() => void bring()}>
            Bring back as draft
          </Button>
        ) : null}
      </span>
    </section>
  );
}

/** Does it, says that nothing is published by it, and offers to take it back. */
export function bringBackNow(editor: ReturnType<typeof useEditor>, looking: Looking): void {
  if (!editor.edit.bringBack(looking)) return;
  toast.done(`Version ${looking.version.number} is your draft again.`, {
    description: 'Nothing changes for anybody before you publish it.',
    action: { label: 'Undo', onPress: () => editor.edit.undo() },
  });
}
