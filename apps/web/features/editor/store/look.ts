import type { Editor } from './editor.ts';
import { createEditor } from './editor.ts';
import { toGraph } from './document.ts';
import type { Looking } from './editor-state.ts';

/** A read-only editor of an earlier version. It saves nothing. */
export function lookingEditor({ store, kinds, actions }: Editor, { version, document }: Looking): Editor {
  const { flow } = store.getState();
  return createEditor(
    {
      ...flow,
      graph: toGraph(document),
      revision: 0,
      version: version.number,
      inside: version.inside,
      mayEdit: false,
      mayPublish: false,
    },
    kinds,
    {
      save: () => Promise.reject(new Error('An earlier version is never saved.')),
      ...(actions.renderPreview ? { renderPreview: actions.renderPreview } : {}),
    },
  );
}
