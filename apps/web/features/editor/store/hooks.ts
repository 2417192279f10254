'use client';
import { createContext, useCallback, useContext, useMemo, useSyncExternalStore } from 'react';
import { fail } from '@millrace/base';
import { factsOfNodes, type FactTable } from '@millrace/flow';
import type { NodeCounts } from '../actions.ts';
import type { Editor } from './editor.ts';
import { canEdit, type EditorState } from './editor-state.ts';

export const EditorContext = createContext<Editor | null>(null);

/** The open flow. Its verbs never change, so calling this draws nothing again. */
export function useEditor(): Editor {
  return useContext(EditorContext) ?? fail('unexpected', { requestId: 'editor' });
}

/** What conditions may be about: facts of the language, and what steps of this catalogue and of this drawing find out. */
export function useFacts(): FactTable {
  const { kinds } = useEditor();
  const nodes = useEditorState((state) => state.document.nodes);
  return useMemo(() => factsOfNodes(kinds, Object.values(nodes)), [kinds, nodes]);
}

/** Part of the editor's state. The selector must return something that keeps its identity while nothing changed. */
export function useEditorState<Part>(select: (state: EditorState) => Part): Part {
  const { store } = useEditor();
  return useSyncExternalStore(
    store.subscribe,
    () => select(store.getState()),
    () => select(store.getState()),
  );
}

/** Whether the drawing can be changed now. */
export const useCanEdit = (): boolean => useEditorState(canEdit);

/** Live numbers of one step; only that step draws again when they change. */
export function useNodeCounts(id: string): NodeCounts | undefined {
  const { counts } = useEditor();
  const read = useCallback(() => counts.node(id), [counts, id]);
  return useSyncExternalStore(counts.subscribe, read, read);
}

export function useWayShare(from: string, port: string): number | undefined {
  const { counts } = useEditor();
  const read = useCallback(() => counts.way(from, port), [counts, from, port]);
  return useSyncExternalStore(counts.subscribe, read, read);
}

/** People who went one way; only that way draws again when their number changes. */
export function useWayPeople(from: string, port: string): number | undefined {
  const { counts } = useEditor();
  const read = useCallback(() => counts.people(from, port), [counts, from, port]);
  return useSyncExternalStore(counts.subscribe, read, read);
}
