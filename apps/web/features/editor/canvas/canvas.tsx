'use client';
import {
  Background,
  BackgroundVariant,
  ReactFlow,
  SelectionMode,
  type Connection,
  type EdgeTypes,
  type FinalConnectionState,
  type NodeTypes,
} from '@xyflow/react';
import { useCallback, useMemo, useRef, type MouseEvent, type PointerEvent } from 'react';
import { pictureOf } from '../layout/picture.ts';
import { onCard, problemsAt } from '../store/derived.ts';
import { useCanEdit, useEditor, useEditorState } from '../store/hooks.ts';
import type { CanvasEdge, CanvasNode } from './canvas-elements.ts';
import { CanvasFrame } from './canvas-frame.tsx';
import { CanvasTools } from './canvas-tools.tsx';
import { NoteNode } from './note-node.tsx';
import { StepNode } from './step-node.tsx';
import { StubNode } from './stub-node.tsx';
import { useCardDrop } from './use-card-drop.tsx';
import { useElements } from './use-elements.ts';
import { LEAST, MOST } from './use-view.ts';
import { useViewport } from './use-viewport.ts';
import { WayEdge } from './way-edge.tsx';

const NODE_TYPES: NodeTypes = { step: StepNode, stub: StubNode, note: NoteNode };
const EDGE_TYPES: EdgeTypes = { way: WayEdge };
/** With more steps than this, only the visible ones are rendered. */
const MANY = 100;
const MULTIPLE = ['Meta', 'Control', 'Shift'];
const HIDE_MARK = { hideAttribution: true };
/** Panning uses the left and middle mouse buttons. The right one opens the menu. */
const PAN_BUTTONS = [0, 1];

/** The flow as a drawing. Its data comes from the store; it keeps only drag frames and sizes itself. */
export function Canvas() {
  const editor = useEditor();
  const document = useEditorState((state) => state.document);
  const problems = useEditorState((state) => state.problems);
  const counted = useEditorState((state) => state.mode !== 'build');
  const movable = useCanEdit();
  const picture = useMemo(
    () =>
      pictureOf(document, editor.kinds, {
        counted,
        problem: (id) => (counted ? null : (onCard(problemsAt(problems, id))[0]?.sentence ?? null)),
      }),
    [document, editor, problems, counted],
  );
  const kept = useRef<readonly string[]>([]);
  const onPress = useCallback(
    ({ shiftKey, target }: PointerEvent) => {
      const ground = target instanceof Element && target.closest('.react-flow__node') === null;
      kept.current = shiftKey && ground ? editor.store.getState().selection : [];
    },
    [editor],
  );
  const { nodes, edges, onNodesChange, dropped, putBack } = useElements(picture, movable, kept);
  const { start } = useViewport(picture);
  const { onDrag, onDragStop, ghost } = useCardDrop(dropped, putBack);

  const onConnect = useCallback(
    (connection: Connection) => {
      if (connection.sourceHandle)
        editor.edit.connect({ from: connection.source, port: connection.sourceHandle }, connection.target);
    },
    [editor],
  );
  const onConnectEnd = useCallback(
    (_event: unknown, end: FinalConnectionState) => {
      const port = end.fromHandle?.id;
      if (!end.toNode && end.fromNode && port)
        editor.choose.overlay({ is: 'add', place: { from: end.fromNode.id, port } });
    },
    [editor],
  );
  const onReconnect = useCallback(
    (old: CanvasEdge, connection: Connection) => {
      editor.edit.connect({ from: old.source, port: old.data?.port ?? '' }, connection.target);
    },
    [editor],
  );
  const allowed = useCallback(
    (way: Connection | CanvasEdge) => {
      const kind = editor.store.getState().document.nodes[way.target]?.kind;
      return way.source !== way.target && kind !== undefined && editor.kinds[kind]?.family !== 'trigger';
    },
    [editor],
  );
  const onNodeClick = useCallback(
    (event: MouseEvent, node: CanvasNode) => {
      if (node.type === 'step' && !event.shiftKey && !event.ctrlKey && !event.metaKey)
        editor.choose.open(node.id);
    },
    [editor],
  );
  const onNodeDoubleClick = useCallback(
    (_event: MouseEvent, node: CanvasNode) => {
      editor.choose.write(node.id);
    },
    [editor],
  );
  const onEdgeClick = useCallback(
    (_event: MouseEvent, edge: CanvasEdge) => editor.choose.selectWay(edge.data?.open ? null : edge.id),
    [editor],
  );
  const onPaneClick = useCallback(() => {
    editor.choose.select([]);
    editor.choose.selectWay(null);
  }, [editor]);

  return (
    <CanvasFrame onPress={onPress}>
      <ReactFlow<CanvasNode, CanvasEdge>
        nodes={nodes}
        edges={edges}
        nodeTypes={NODE_TYPES}
        edgeTypes={EDGE_TYPES}
        onInit={start}
        onNodesChange={onNodesChange}
        onNodeDrag={onDrag}
        onNodeDragStop={onDragStop}
        onSelectionDragStop={dropped}
        onNodeClick={onNodeClick}
        onNodeDoubleClick={onNodeDoubleClick}
        onEdgeClick={onEdgeClick}
        onPaneClick={onPaneClick}
        onConnect={onConnect}
        onConnectEnd={onConnectEnd}
        onReconnect={onReconnect}
        isValidConnection={allowed}
        nodesConnectable={movable}
        nodesFocusable={false}
        edgesFocusable={false}
        disableKeyboardA11y
        deleteKeyCode={null}
        panActivationKeyCode={null}
        multiSelectionKeyCode={MULTIPLE}
        selectionKeyCode="Shift"
        selectionMode={SelectionMode.Partial}
        nodeDragThreshold={4}
        connectionRadius={48}
        zoomOnDoubleClick={false}
        panOnScroll
        panOnDrag={PAN_BUTTONS}
        minZoom={LEAST}
        maxZoom={MOST}
        zIndexMode="manual"
        onlyRenderVisibleElements={picture.cards.size > MANY}
        proOptions={HIDE_MARK}
        aria-label="Canvas of the flow"
        className="bg-ground!"
      >
        <Background variant={BackgroundVariant.Dots} gap={20} size={1} color="var(--line)" />
        <CanvasTools picture={picture} />
      </ReactFlow>
      {ghost}
    </CanvasFrame>
  );
}
