'use client';
import type { ContentProblem } from '@millrace/channels';
import { useStep } from '../panel/step-context.ts';
import { useEditor, useEditorState } from '../store/hooks.ts';
import { isToDo } from '../store/to-do.ts';

type Sentences = Readonly<Record<string, string>>;

/** Where a message is kept in the config of its step. */
const CONTENT = 'content';

/** Which problems of a message are loud and which are merely left to do, and telling that somebody has been in a field. */
export function useContentToDo() {
  const editor = useEditor();
  const { node } = useStep();
  const nodes = useEditorState((state) => state.document.nodes);
  const touched = useEditorState((state) => state.touched);
  const tried = useEditorState((state) => state.tried);
  const quiet = (field: string) =>
    isToDo({ severity: 'error', node, code: '', sentence: '', field: `${CONTENT}.${field}` }, nodes, editor.kinds, { touched, tried });
  return {
    touch: (path: string) => editor.choose.touch(node, `${CONTENT}.${path}`),
    split(problems: readonly ContentProblem[]): { readonly problems: Sentences; readonly toDo: Sentences } {
      const errors = problems.filter((problem) => problem.severity === 'error').toReversed();
      const named = (list: typeof errors) => Object.fromEntries(list.map(({ field, sentence }) => [field, sentence]));
      return {
        problems: named(errors.filter(({ field }) => !quiet(field))),
        toDo: named(errors.filter(({ field }) => quiet(field))),
      };
    },
  };
}
