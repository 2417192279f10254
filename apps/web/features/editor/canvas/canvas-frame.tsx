'use client';
import { useEffect, useRef, type MouseEvent, type PointerEvent, type ReactNode } from 'react';
import { useEditor } from '../store/hooks.ts';
import { wayOfEdge } from './act.ts';
import { useSpacePan } from './use-space-pan.ts';
import { useView } from './use-view.ts';
import { useZoomLevel } from './use-zoom-level.ts';
import { itemOf } from './zones.ts';

const PRESSABLE = 'button, a, input, textarea, select, [tabindex]:not([data-zone])';

/**
 * The background of the canvas. It is focusable, so that all keys work after a press on it. It opens menus, pans with the
 * space bar, and sets the zoom level as an attribute.
 */
export function CanvasFrame({
  onPress,
  children,
}: {
  onPress: (event: PointerEvent) => void;
  children: ReactNode;
}) {
  const editor = useEditor();
  const view = useView();
  const frame = useRef<HTMLDivElement>(null);
  useZoomLevel(frame);
  const { held, grabbing, panning } = useSpacePan(frame);

  const takeKeyboard = (event: PointerEvent) => {
    onPress(event);
    if (event.target instanceof Element && event.target.closest(PRESSABLE)) return;
    frame.current?.focus({ preventScroll: true });
  };

  const openMenu = (event: MouseEvent) => {
    if (event.target instanceof Element && event.target.closest('textarea, input, .react-flow__panel'))
      return;
    event.preventDefault();
    // The menu key also arrives as a keydown event, which has opened the menu already.
    if (editor.store.getState().overlay?.is === 'menu') return;
    const at = { x: event.clientX, y: event.clientY };
    const target = event.target instanceof Element ? event.target : null;
    const item = itemOf(target) ?? target?.closest<HTMLElement>('.react-flow__node')?.dataset['id'];
    const { document: flow, selection } = editor.store.getState();
    if (item && (flow.nodes[item] ?? flow.notes[item])) {
      if (!selection.includes(item)) editor.choose.select([item]);
      editor.choose.overlay({ is: 'menu', at, on: { what: 'chosen' } });
      return;
    }
    const edge = target?.closest<HTMLElement>('.react-flow__edge')?.dataset['id'];
    const plus = target?.closest<HTMLElement>('[data-drop-from]')?.dataset;
    const way = edge
      ? wayOfEdge(editor, edge)
      : plus?.['dropFrom'] && plus['dropPort']
        ? wayOfEdge(editor, `open:${plus['dropFrom']}::${plus['dropPort']}`)
        : null;
    if (way) {
      if (way.edge) editor.choose.selectWay(way.edge);
      editor.choose.overlay({
        is: 'menu',
        at,
        on: { what: 'way', place: { from: way.from, port: way.port }, edge: way.edge },
      });
      return;
    }
    editor.choose.overlay({ is: 'menu', at, on: { what: 'ground', spot: view.spotAt(at) } });
  };

  // If the focused element was removed, such as a deleted card, the focus moves to the background.
  useEffect(() => {
    const gone = new MutationObserver(() => {
      const { activeElement } = document;
      if (activeElement === document.body && hadKeyboard.current)
        frame.current?.focus({ preventScroll: true });
    });
    const hadKeyboard = { current: false };
    const enter = (event: FocusEvent) =>
      (hadKeyboard.current = frame.current?.contains(event.target as Node) ?? false);
    document.addEventListener('focusin', enter);
    if (frame.current) gone.observe(frame.current, { childList: true, subtree: true });
    return () => {
      document.removeEventListener('focusin', enter);
      gone.disconnect();
    };
  }, []);

  return (
    <div
      ref={frame}
      tabIndex={-1}
      data-zone="canvas"
      data-canvas
      onPointerDownCapture={takeKeyboard}
      onContextMenu={openMenu}
      className="relative h-full w-full outline-none"
    >
      {children}
      {held ? (
        <div
          aria-hidden
          data-space-pan
          {...panning}
          className={
            grabbing
              ? 'absolute inset-0 z-20 cursor-grabbing touch-none'
              : 'absolute inset-0 z-20 cursor-grab touch-none'
          }
        />
      ) : null}
    </div>
  );
}
