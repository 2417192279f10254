'use client';
import { useReactFlow, useStoreApi } from '@xyflow/react';
import { useCallback, useEffect, useRef } from 'react';
import { CARD_WIDTH } from '../layout/card-size.ts';
import type { Picture } from '../layout/picture.ts';
import { useEditor, useEditorState } from '../store/hooks.ts';
import { zoneOf } from './zones.ts';

const calm = () => window.matchMedia('(prefers-reduced-motion: reduce)').matches;
const MARGIN = 48;

/** Sets the view when a flow is opened, and scrolls to and focuses a wanted step. */
export function useViewport(picture: Picture) {
  const flow = useReactFlow();
  const store = useStoreApi();
  const editor = useEditor();
  const wanted = useEditorState((state) => state.wanted);
  const latest = useRef(picture);
  latest.current = picture;

  /** Shows the whole flow if it stays readable, otherwise its beginning. */
  const start = useCallback(() => {
    const { width, height } = store.getState();
    const cards = [...latest.current.cards.values()];
    if (cards.length === 0 || width === 0) return;
    const left = Math.min(...cards.map((card) => card.x));
    const right = Math.max(...cards.map((card) => card.x + card.width));
    const bottom = Math.max(...cards.map((card) => card.y + card.height));
    const fits = Math.min((width - 2 * MARGIN) / (right - left), (height - 2 * MARGIN) / bottom);
    const zoom = Math.min(1, Math.max(fits, Math.min(0.75, (width - 24) / (CARD_WIDTH + 24))));
    const middle = fits >= zoom ? (left + right) / 2 : (cards[0]?.x ?? 0) + CARD_WIDTH / 2;
    void flow.setViewport({ x: width / 2 - middle * zoom, y: MARGIN, zoom });
  }, [flow, store]);

  useEffect(() => {
    if (!wanted) return;
    const element = () =>
      document.querySelector<HTMLElement>(
        `[data-step="${CSS.escape(wanted.node)}"], [data-note="${CSS.escape(wanted.node)}"]`,
      );
    // Focus first if possible: the next key may come before the next frame.
    if (wanted.focus) element()?.focus({ preventScroll: true });
    const before = document.activeElement;
    /** Whether a text field got the focus meanwhile, such as a note or the search of a dialog: then it keeps it. */
    const isElsewhere = () =>
      document.activeElement !== before && ['text', 'overlay'].includes(zoneOf(document.activeElement));
    // After two frames the panel has opened and the canvas has its new width.
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(reach);
    });
    const reach = () => {
      const note = editor.store.getState().document.notes[wanted.node];
      const card =
        latest.current.cards.get(wanted.node) ?? (note && { ...note.position, width: 220, height: 80 });
      if (!card) return;
      const {
        width,
        height,
        transform: [x, y, zoom],
      } = store.getState();
      const left = card.x * zoom + x;
      const top = card.y * zoom + y;
      const inView =
        left > 8 && top > 8 && left + card.width * zoom < width - 8 && top + card.height * zoom < height - 8;
      if (!inView)
        void flow.setCenter(card.x + card.width / 2, card.y + card.height / 2, {
          zoom: Math.max(zoom, 0.6),
          duration: calm() ? 0 : 150,
        });
      if (wanted.focus && !isElsewhere()) focus(0);
    };
    // A distant step is rendered only after the view has moved there.
    const focus = (tries: number) => {
      const found = element();
      if (isElsewhere()) return;
      if (found) found.focus({ preventScroll: true });
      else if (tries < 30) frame = requestAnimationFrame(() => focus(tries + 1));
    };
    return () => cancelAnimationFrame(frame);
  }, [wanted, flow, store, editor]);

  return { start };
}
