'use client';
import { createContext, useCallback, useContext, useMemo, useSyncExternalStore } from 'react';
import { fail } from '@millrace/base';
import { factsOfNodes, factsWithEvents, type FactTable } from '@millrace/flow';
import { PEOPLE_FACTS } from '@millrace/nodes';
import type { EditorActions, NodeCounts } from '../actions.ts';
import type { Editor } from './editor.ts';
import { canEdit, type EditorState } from './editor-state.ts';

export const EditorContext = createContext<Editor | null>(null);

/** The editor. It never changes, so this causes no rendering. */
export function useEditor(): Editor {
  return useContext(EditorContext) ?? fail('unexpected', { requestId: 'editor' });
}

/** Types of the events that conditions here are about; empty where a condition is about no event. */
export const EventsHere = createContext<readonly string[]>([]);

/** The calls of conditions. */
export type ConditionActions = Pick<EditorActions, 'factValues' | 'knownFacts' | 'matching'>;

/** The calls of conditions that are edited outside a flow, such as those of saved segments. */
export const ConditionContext = createContext<ConditionActions | null>(null);

/** The calls of conditions: those of the flow, or of the page around a condition outside one. */
export function useConditionActions(): ConditionActions {
  const editor = useContext(EditorContext);
  const outside = useContext(ConditionContext);
  return outside ?? editor?.actions ?? fail('unexpected', { requestId: 'condition' });
}

const NEVER = () => () => undefined;

/**
 * All facts for conditions: those of the language, those set by step kinds and by steps of this flow, and the
 * properties of the events that conditions here are about. Outside a flow, without those of steps.
 */
export function useFacts(): FactTable {
  const editor = useContext(EditorContext);
  const events = useContext(EventsHere);
  const read = () => editor?.store.getState().document.nodes ?? null;
  const nodes = useSyncExternalStore(editor?.store.subscribe ?? NEVER, read, read);
  return useMemo(
    () =>
      factsWithEvents(
        editor && nodes ? factsOfNodes(editor.kinds, Object.values(nodes)) : PEOPLE_FACTS,
        events,
      ),
    [editor, nodes, events],
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
