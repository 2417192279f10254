'use client';
import { useStep } from '../panel/step-context.ts';
import { useEditor, useEditorState } from '../store/hooks.ts';
import { MESSAGE_FIELD } from '../store/message-field.ts';
import { isToDo } from '../store/to-do.ts';

type Sentences = Readonly<Record<string, string>>;

/** Divides a message's problems into errors and fields still to fill in, and marks fields as visited. */
export function useContentToDo() {
  const editor = useEditor();
  const { node } = useStep();
  const nodes = useEditorState((state) => state.document.nodes);
  const touched = useEditorState((state) => state.touched);
  const tried = useEditorState((state) => state.tried);
  const quiet = (field: string) =>
    isToDo(
      { severity: 'error', node, code: '', sentence: '', field: `${MESSAGE_FIELD}.${field}` },
      nodes,
      editor.kinds,
      {
        touched,
        tried,
      },
    );
  return {
    touch: (path: string) => editor.choose.touch(node, `${MESSAGE_FIELD}.${path}`),
    split(byField: Sentences): { readonly problems: Sentences; readonly toDo: Sentences } {
      const named = (wanted: boolean) =>
        Object.fromEntries(Object.entries(byField).filter(([field]) => quiet(field) === wanted));
      return { problems: named(false), toDo: named(true) };
    },
  };
}
