'use client';
import { createContext, useCallback, useContext, useMemo, useSyncExternalStore } from 'react';
import { fail } from '@millrace/base';
import { factsOfNodes, factsWithEvents, type FactTable } from '@millrace/flow';
import type { NodeCounts } from '../actions.ts';
import type { Editor } from './editor.ts';
import { canEdit, type EditorState } from './editor-state.ts';

export const EditorContext = createContext<Editor | null>(null);

/** The editor. It never changes, so this causes no rendering. */
export function useEditor(): Editor {
  return useContext(EditorContext) ?? fail('unexpected', { requestId: 'editor' });
}

/** Types of the events that conditions here are about; empty where a condition is about no event. */
export const EventsHere = createContext<readonly string[]>([]);

/**
 * All facts for conditions: those of the language, those set by step kinds and by steps of this flow, and the
 * properties of the events that conditions here are about.
 */
export function useFacts(): FactTable {
  const { kinds } = useEditor();
  const nodes = useEditorState((state) => state.document.nodes);
  const events = useContext(EventsHere);
  return useMemo(
    () => factsWithEvents(factsOfNodes(kinds, Object.values(nodes)), events),
    [kinds, nodes, events],
  );
}

/** Part of the editor's state. The selector has to return the same object while nothing has changed. */
export function useEditorState<Part>(select: (state: EditorState) => Part): Part {
  const { store } = useEditor();
  return useSyncExternalStore(
    store.subscribe,
    () => select(store.getState()),
    () => select(store.getState()),
  );
}

/** Whether the flow can be edited now. */
export const useCanEdit = (): boolean => useEditorState(canEdit);

/** Numbers of one step. Only that step is rendered when they change. */
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

/** How many went one way. Only that way is rendered when the number changes. */
export function useWayPeople(from: string, port: string): number | undefined {
  const { counts } = useEditor();
  const read = useCallback(() => counts.people(from, port), [counts, from, port]);
  return useSyncExternalStore(counts.subscribe, read, read);
}
