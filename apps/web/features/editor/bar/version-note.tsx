'use client';
import { Button, Icon, RelativeTime, toast } from '@millrace/ui';
import { differenceOf, differenceWords } from '../store/compare.ts';
import type { Looking } from '../store/editor-state.ts';
import { useEditor, useEditorState } from '../store/hooks.ts';
import { useNarrow } from '../store/use-narrow.ts';
import { wayBack } from '../store/versions.ts';

/** The line over an earlier version on the canvas: which one it is, how it differs from the draft, and what can be done. */
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
          {version.publishedBy ? ` by ${version.publishedBy}` : ''}, read only.{' '}
          {difference
            ? `Compared with your draft: ${differenceWords(difference)}.`
            : 'Your draft is the same.'}
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

/** Makes the version the draft. The message says that nothing is published and offers to undo it. */
export function bringBackNow(editor: ReturnType<typeof useEditor>, looking: Looking): void {
  if (!editor.edit.bringBack(looking)) return;
  toast.done(`Version ${looking.version.number} is your draft again.`, {
    description: 'The live flow does not change until you publish.',
    action: { label: 'Undo', onPress: () => editor.edit.undo() },
  });
}
