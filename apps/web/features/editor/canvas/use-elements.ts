'use client';
import type { NodeChange } from '@xyflow/react';
import { useCallback, useMemo, useRef, useState } from 'react';
import type { Picture } from '../layout/picture.ts';
import { useEditor, useEditorState } from '../store/hooks.ts';
import { canvasEdges, canvasNodes, type CanvasEdge, type CanvasNode } from './canvas-elements.ts';

type Spots = ReadonlyMap<string, { x: number; y: number }>;
type Sizes = ReadonlyMap<string, { width: number; height: number }>;
const NO_SPOTS: Spots = new Map();

/**
 * The elements of React Flow. Drag frames are kept here until the card is dropped, which changes the flow once.
 * @param kept the selection from before a box is drawn
 */
export function useElements(
  picture: Picture,
  movable: boolean,
  kept: { readonly current: readonly string[] },
) {
  const editor = useEditor();
  const document = useEditorState((state) => state.document);
  const selection = useEditorState((state) => state.selection);
  const way = useEditorState((state) => state.way);
  const [dragged, setDragged] = useState<Spots>(NO_SPOTS);
  const [measured, setMeasured] = useState<Sizes>(new Map());
  const knownNodes = useRef<ReadonlyMap<string, CanvasNode>>(new Map());
  const knownEdges = useRef<ReadonlyMap<string, CanvasEdge>>(new Map());

  const nodes = useMemo(() => {
    const made = canvasNodes(
      { document, picture, selection, way, dragged, measured, movable },
      knownNodes.current,
    );
    knownNodes.current = new Map(made.map((node) => [node.id, node]));
    return made;
  }, [document, picture, selection, way, dragged, measured, movable]);
  const edges = useMemo(() => {
    const made = canvasEdges(
      { document, picture, selection, way, dragged: NO_SPOTS, measured: new Map(), movable },
      knownEdges.current,
    );
    knownEdges.current = new Map(made.map((edge) => [edge.id, edge]));
    return made;
  }, [document, picture, selection, way, movable]);

  const onNodesChange = useCallback(
    (changes: NodeChange<CanvasNode>[]) => {
      const spots: [string, { x: number; y: number }][] = [];
      const sizes: [string, { width: number; height: number }][] = [];
      let chosen: Set<string> | null = null;
      for (const change of changes) {
        if (change.type === 'position' && change.position && change.dragging)
          spots.push([change.id, change.position]);
        if (change.type === 'dimensions' && change.dimensions) sizes.push([change.id, change.dimensions]);
        if (change.type === 'select') {
          chosen ??= new Set(editor.store.getState().selection);
          if (change.selected) chosen.add(change.id);
          else chosen.delete(change.id);
        }
      }
      if (spots.length > 0) setDragged((before) => new Map([...before, ...spots]));
      if (sizes.length > 0) setMeasured((before) => new Map([...before, ...sizes]));
      // A box adds to the selection from before.
      if (chosen) editor.choose.select([...new Set([...kept.current, ...chosen])]);
    },
    [editor, kept],
  );

  const dropped = useCallback(() => {
    setDragged((spots) => {
      if (spots.size > 0) queueMicrotask(() => editor.edit.move(Object.fromEntries(spots)));
      return NO_SPOTS;
    });
  }, [editor]);

  /** Ends a drag without moving anything. */
  const putBack = useCallback(() => setDragged(NO_SPOTS), []);

  return { nodes, edges, onNodesChange, dropped, putBack };
}
